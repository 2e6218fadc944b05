'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Card, EmptyState, SkeletonRows, Time } from '@teredo-fleet/ui';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { FaultState } from '@/presentation/fault-state';
import { LookStatus } from '@/presentation/look-status';
import { ProgramTold } from '@/presentation/program-told';
import { PROGRAM_VERDICTS } from '@/presentation/program-verdict';
import { TrailPager } from '@/presentation/trail-pager';
import { useTRPC } from '@/trpc/client';
import type { ProgramMachineRow } from '@/trpc/shapes';
import { LOOK_AGAIN_MS, programInputOf, programParams } from '../search-params';

function Ages({ row: { since, reportedAt } }: { row: ProgramMachineRow }) {
  if (since === null || reportedAt === null) return null;
  return (
    <p className="text-xs text-muted">
      So since <Time at={since} />, told last <Time at={reportedAt} />
    </p>
  );
}

function Row({ row, isScoped }: { row: ProgramMachineRow; isScoped: boolean }) {
  const { machine, verdict } = row;
  return (
    <li className="grid gap-x-6 gap-y-0.5 break-inside-avoid py-2.5 text-sm lg:grid-cols-[15rem_minmax(0,1fr)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link
            href={`/machines/${machine.id}`}
            prefetch={false}
            className="font-medium wrap-anywhere underline-offset-2 hover:text-accent hover:underline"
          >
            {machine.hostname}
          </Link>
          <LookStatus look={PROGRAM_VERDICTS[verdict]} />
        </p>
        {isScoped ? <p className="text-xs text-muted wrap-anywhere">{machine.scope.name}</p> : null}
        <Ages row={row} />
      </div>
      <div className="min-w-0 max-w-3xl">
        <ProgramTold state={row} />
      </div>
    </li>
  );
}

/** The machines that a program is looked at on, each with what is said of it there and why. */
export function Machines({ id }: { id: string }) {
  const trpc = useTRPC();
  const [params, setParams] = useQueryStates(programParams, { history: 'push' });
  const list = useQuery({
    ...trpc.programs.machines.queryOptions(programInputOf(id, params)),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
  });
  // Of a program of one scope, or where there is one alone, naming it at each machine says nothing.
  const isScoped = new Set(list.data?.rows.map(({ machine }) => machine.scope.id)).size > 1;
  const { verdict, cursor } = params;
  if (list.error && !list.data)
    return (
      <FaultState title="The machines could not be read" error={list.error} onRetry={() => list.refetch()} />
    );
  if (list.data?.rows.length === 0 && cursor === null)
    return (
      <EmptyState
        icon={SearchX}
        title={verdict === null ? 'No machine looks at it' : 'No such machine now'}
        action={
          verdict === null ? null : (
            <Button onClick={() => void setParams({ verdict: null })}>Show all machines</Button>
          )
        }
      >
        {verdict === null
          ? 'Active machines of its system, scope and label look at it. There is none that you see.'
          : `Of this program nothing is told as “${PROGRAM_VERDICTS[verdict].word}” by any machine that you see.`}
      </EmptyState>
    );
  return (
    <Card title="Machines">
      {list.data ? (
        <ul className="divide-y divide-line/60" aria-busy={list.isPlaceholderData}>
          {list.data.rows.map((row) => (
            <Row key={row.machine.id} row={row} isScoped={isScoped} />
          ))}
        </ul>
      ) : (
        <SkeletonRows rows={5} />
      )}
      <TrailPager
        cursor={cursor}
        next={list.data?.nextCursor}
        summary={
          verdict === null ? 'By name' : `By name; ${PROGRAM_VERDICTS[verdict].word.toLowerCase()} only`
        }
        goTo={(to) => void setParams({ cursor: to })}
      />
    </Card>
  );
}
