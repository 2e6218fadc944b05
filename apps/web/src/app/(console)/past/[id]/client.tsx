'use client';
import { useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Card, EmptyState, PageHeader, SkeletonRows, Status } from '@teredo-fleet/ui';
import { History } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { jobLook } from '@/presentation/job-states';
import { LookStatus } from '@/presentation/look-status';
import { MomentForm } from '@/presentation/moment-form';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { JobState, PastMachine } from '@/trpc/shapes';
import { ExportMenu } from '../../findings/export-menu';
import { MomentLine } from '../moment-line';
import { momentOf, pastHref, pastParams } from '../search-params';
import { toldLook } from '../told-words';
import { StateCard } from './state-card';
import { VerdictsCard } from './verdicts-card';

function Receipts({ machine, jobId }: { machine: PastMachine; jobId: string }) {
  const own = machine.receipts.filter((one) => one.jobId === jobId);
  if (own.length === 0)
    return <p className="text-sm text-muted">That anybody had been told is not on record.</p>;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {own.map(({ session, user, answer, answeredAt, displayedAt, overriddenBy }) => {
        const look = toldLook(overriddenBy.length > 0 ? 'overridden' : (answer ?? 'shown'));
        const at = answeredAt ?? displayedAt;
        return (
          <li key={`${session} ${at}`} className="flex flex-wrap items-center gap-x-2">
            <span>{user ?? session}</span>
            <Status icon={look.icon} tone={look.tone}>
              {look.word}
            </Status>
            {at === null ? null : (
              <span className="text-muted">
                <AbsoluteTime at={at} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function ChangesCard({ machine }: { machine: PastMachine }) {
  return (
    <Card title="Changes, and who had been told" aside="open then, and the newest that was over">
      {machine.jobs.length === 0 ? <p className="text-sm text-muted">None had been asked for.</p> : null}
      <ul className="flex flex-col gap-3">
        {machine.jobs.map(({ id, rolloutId, state, at, detail }) => (
          <li key={id} className="flex flex-col gap-1">
            <div className="flex flex-wrap items-center gap-x-2 text-sm">
              <LookStatus look={jobLook(state as JobState)} />
              <span className="text-muted">
                since <AbsoluteTime at={at} />
              </span>
              <Link
                href={`/rollouts/${rolloutId}`}
                className="underline underline-offset-2 hover:text-accent"
              >
                The rollout
              </Link>
            </div>
            {detail === null ? null : <p className="text-sm text-muted">{detail}</p>}
            <Receipts machine={machine} jobId={id} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Everything that is known of one machine at a moment. */
export function PastMachineClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(pastParams, { history: 'push' });
  const moment = momentOf(params);
  const found = useQuery({
    ...trpc.past.machine.queryOptions({ at: '', ...moment, id }),
    enabled: moment !== null,
  });
  const { at, zone, later } = params;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={
          <span className="flex flex-wrap gap-x-4">
            <BackLink href={pastHref('/past', { at, zone, later })}>The fleet then</BackLink>
            <Link
              href={`/machines/${id}`}
              className="inline-flex min-h-6 items-center rounded-sm hover:text-ink"
            >
              The machine today
            </Link>
          </span>
        }
        actions={moment === null ? null : <ExportMenu machineId={id} then={{ moment, filter: {} }} />}
        title={found.data ? `${found.data.hostname} at a moment` : 'A machine at a moment'}
      />
      <MomentForm
        key={`${at} ${zone}`}
        moment={params}
        errors={readFault(found.error).fields}
        onLook={(asked) => void setParams(asked)}
      />
      {moment === null ? <EmptyState icon={History} title="Choose a moment" /> : null}
      {found.error ? <FaultState title="That moment could not be looked at" error={found.error} /> : null}
      {moment !== null && found.isPending ? <SkeletonRows rows={6} /> : null}
      {found.data ? (
        <>
          <MomentLine moment={found.data} otherHref={pastHref(`/past/${id}`, { at, zone, later: !later })} />
          <div className="grid items-start gap-3 lg:grid-cols-2">
            <StateCard machine={found.data} />
            <VerdictsCard machine={found.data} />
          </div>
          <ChangesCard machine={found.data} />
        </>
      ) : null}
    </div>
  );
}
