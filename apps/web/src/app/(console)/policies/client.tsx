'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, Callout, DataTable, EmptyState, PageHeader, Tabs } from '@teredo-fleet/ui';
import { Plus, ShieldAlert } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { machines } from '@/policy/policy-words';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { PolicyRow } from '@/trpc/shapes';
import { POLICY_COLUMNS } from './columns';
import { policyParams } from './search-params';

function NewButton() {
  return (
    <Button asChild variant="primary">
      <Link href="/policies/new">
        <Plus aria-hidden /> New policy
      </Link>
    </Button>
  );
}

function Nothing({ retired }: { retired: boolean }) {
  const may = useMay();
  if (retired) return <EmptyState icon={ShieldAlert} title="No policy was retired" />;
  return (
    <EmptyState icon={ShieldAlert} title="No policy yet" action={may('policy.save') ? <NewButton /> : null}>
      A policy says what the machines with a label should be. It can only look, or repair what has drifted: in
      waves, with notice, under the brakes.
    </EmptyState>
  );
}

/** Policies that wait for somebody to decide who is followed; one that only looks waits for nobody. */
function Conflicts({ rows }: { rows: readonly PolicyRow[] }) {
  const held = rows.filter(({ counts, state }) => counts.undecided > 0 && state !== 'audit');
  if (held.length === 0) return null;
  const most = Math.max(...held.map(({ counts }) => counts.undecided));
  return (
    <Callout tone="warn" title="Policies disagree">
      Nobody decided which is followed on up to {machines(most)}:{' '}
      {held.map(({ id, name }, index) => (
        <span key={id}>
          {index === 0 ? '' : ', '}
          <Link href={`/policies/${id}#conflicts`} className="underline underline-offset-2">
            {name}
          </Link>
        </span>
      ))}
      . Neither acts there now.
    </Callout>
  );
}

function List({ retired }: { retired: boolean }) {
  const trpc = useTRPC();
  const list = useQuery(trpc.policies.list.queryOptions({ retired }));
  const rows = list.data?.rows ?? null;
  if (list.error && rows === null)
    return (
      <FaultState title="The policies could not be read" error={list.error} onRetry={() => list.refetch()} />
    );
  if (rows?.length === 0) return <Nothing retired={retired} />;
  return (
    <div className="flex flex-col gap-3">
      {rows === null ? null : <Conflicts rows={rows} />}
      <DataTable
        label={retired ? 'Retired policies' : 'Policies'}
        columns={POLICY_COLUMNS}
        rows={rows}
        rowKey={(row) => row.id}
        skeletonRows={4}
      />
    </div>
  );
}

/** What the machines with a label should be, and how far they are it. */
export function PoliciesClient() {
  const may = useMay();
  const [{ which }, setParams] = useQueryStates(policyParams, { history: 'push' });
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Policies"
        description="What the machines with a label should be. A policy looks at every one of them, and where it is enforced repairs what has drifted."
        actions={may('policy.save') ? <NewButton /> : null}
      />
      <Tabs
        label="Which policies"
        value={which}
        onChange={(chosen) => void setParams({ which: chosen as typeof which })}
        tabs={[
          { value: 'live', title: 'In use', content: <List retired={false} /> },
          { value: 'retired', title: 'Retired', content: <List retired /> },
        ]}
      />
    </div>
  );
}
