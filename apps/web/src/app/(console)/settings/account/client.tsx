'use client';
import { PageHeader } from '@teredo-fleet/ui';
import { useViewer } from '@/shell/viewer';
import { PasswordCard } from './password-card';
import { SessionsCard } from './sessions-card';

export function AccountClient() {
  const viewer = useViewer();
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <PageHeader title="Your account" description={`${viewer.name} · ${viewer.email} · ${viewer.role}`} />
      <PasswordCard />
      <SessionsCard />
    </div>
  );
}
