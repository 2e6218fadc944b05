'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, DiffTable, EmptyState, Field, PageHeader, Select, Skeleton, Time } from '@teredo-fleet/ui';
import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { jobLook } from '@/presentation/job-states';
import { LookBadge, LookStatus } from '@/presentation/look-status';
import { rolloutLook } from '@/presentation/rollout-states';
import { useTRPC } from '@/trpc/client';
import type { RolloutComparison, RolloutRow } from '@/trpc/shapes';
import { CHOICES } from './choices';
import { compareParams } from './search-params';

function Choice(props: {
  label: string;
  rows: readonly RolloutRow[];
  value: string | null;
  onChange(id: string | null): void;
}) {
  return (
    <Field label={props.label}>
      {(control) => (
        <Select
          {...control}
          value={props.value ?? ''}
          onChange={(event) => props.onChange(event.target.value || null)}
        >
          <option value="">Choose a rollout</option>
          {props.rows.map((row) => (
            <option key={row.id} value={row.id}>
              {row.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Outcome({ outcome }: { outcome: RolloutComparison['outcomes'][number] }) {
  return (
    <Card
      title={
        <Link href={`/rollouts/${outcome.id}`} className="rounded-sm hover:underline">
          {outcome.name}
        </Link>
      }
      aside={<LookBadge look={rolloutLook(outcome.state)} />}
    >
      <p className="text-sm text-muted">
        {outcome.machines.toLocaleString('en-GB')} machines,{' '}
        {outcome.startedAt ? (
          <>
            started <Time at={outcome.startedAt} />
          </>
        ) : (
          'not started'
        )}
        {outcome.finishedAt ? (
          <>
            , finished <Time at={outcome.finishedAt} />
          </>
        ) : null}
      </p>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {Object.entries(outcome.jobStates).map(([state, count]) => (
          <li key={state} className="inline-flex items-center gap-1.5">
            <LookStatus look={jobLook(state)} />
            <span className="tnum font-medium">{count.toLocaleString('en-GB')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Comparison({ a, b }: { a: string; b: string }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.rollouts.compare.queryOptions({ ids: [a, b] }));
  if (query.error && !query.data) {
    return (
      <FaultState title="They could not be compared" error={query.error} onRetry={() => query.refetch()} />
    );
  }
  if (!query.data) return <Skeleton className="h-64 w-full rounded-lg" />;
  const { differences, outcomes } = query.data;
  return (
    <>
      <div className="grid gap-3 lg:grid-cols-2">
        {outcomes.map((outcome, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one may be compared with itself
          <Outcome key={index} outcome={outcome} />
        ))}
      </div>
      {differences.length === 0 ? (
        <p className="text-sm text-muted">Their plans are the same.</p>
      ) : (
        <DiffTable
          label="What differs in their plans"
          before={outcomes[0].name}
          after={outcomes[1].name}
          lines={differences.map(({ label, a: before, b: after }) => ({
            fact: label,
            before,
            after,
            tone: null,
          }))}
        />
      )}
    </>
  );
}

/** Two rollouts side by side: how their plans differ and how they went. */
export function CompareClient() {
  const trpc = useTRPC();
  const [{ a, b }, setParams] = useQueryStates(compareParams, { history: 'push' });
  const rows = useQuery(trpc.rollouts.list.queryOptions(CHOICES)).data?.rows ?? [];
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/rollouts">Rollouts</BackLink>}
        title="Compare rollouts"
        description="What differs in two plans, and how each of them went."
      />
      <div className="grid gap-3 lg:grid-cols-2">
        <Choice label="First" rows={rows} value={a} onChange={(id) => void setParams({ a: id })} />
        <Choice label="Second" rows={rows} value={b} onChange={(id) => void setParams({ b: id })} />
      </div>
      {a && b ? (
        <Comparison a={a} b={b} />
      ) : (
        <EmptyState icon={GitCompareArrows} title="Choose two rollouts">
          A rollout and its clone, for one: what was changed between them stands here.
        </EmptyState>
      )}
    </div>
  );
}
