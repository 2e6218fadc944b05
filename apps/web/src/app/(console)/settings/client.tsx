'use client';
import { useQuery } from '@tanstack/react-query';
import { PageHeader, Skeleton } from '@teredo-fleet/ui';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { BrakeCard } from '../brake-card';
import { ApiTokensCard } from './api-tokens-card';
import { FingerprintsCard } from './fingerprints-card';
import { ScopesCard } from './scopes-card';
import { SettingsForm } from './settings-form';
import { UsersCard } from './users-card';

function settingsNote(may: (verb: string) => boolean): string {
  if (may('settings.set')) return 'Addresses, measuring, limits, people and keys.';
  return may('settings.get')
    ? 'Your role may look; an admin changes settings.'
    : 'Addresses, limits and users are for admins and auditors.';
}

export function SettingsClient() {
  const trpc = useTRPC();
  const may = useMay();
  const settings = useQuery({ ...trpc.settings.get.queryOptions(), enabled: may('settings.get') });
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <PageHeader title="Settings" description={settingsNote(may)} />
      {!may('settings.get') ? null : settings.error && !settings.data ? (
        <FaultState
          title="The settings could not be read"
          error={settings.error}
          onRetry={() => settings.refetch()}
        />
      ) : settings.data ? (
        <SettingsForm settings={settings.data} />
      ) : (
        <Skeleton className="h-80 w-full rounded-lg" />
      )}
      <BrakeCard />
      {may('user.list') ? <UsersCard /> : null}
      <ApiTokensCard />
      <ScopesCard />
      {settings.data ? <FingerprintsCard settings={settings.data} /> : null}
    </div>
  );
}
