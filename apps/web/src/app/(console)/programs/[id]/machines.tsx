'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Card, Disclosure, EmptyState, SkeletonRows, Time } from '@teredo-fleet/ui';
import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { FaultState } from '@/presentation/fault-state';
import { LookStatus } from '@/presentation/look-status';
import { programAdvice } from '@/presentation/program-advice';
import { ProgramEvidence } from '@/presentation/program-evidence';
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

function Row({ row }: { row: ProgramMachineRow }) {
  const { machine, verdict, text } = row;
  return (
    <li className="py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
        <Link
          href={`/machines/${machine.id}`}
          prefetch={false}
          className="target font-medium wrap-anywhere underline-offset-2 hover:text-accent hover:underline"
        >
          {machine.hostname}
        </Link>
        <LookStatus look={PROGRAM_VERDICTS[verdict]} />
        <span className="text-xs text-muted">{machine.scope.name}</span>
      </p>
      <p className="text-muted">{text}</p>
      {programAdvice(row).map((advice) => (
        <p key={advice}>{advice}</p>
      ))}
      <Ages row={row} />
      {row.sockets === null ? null : (
        <Disclosure summary="What it rests on" className="text-xs [&_summary]:text-xs">
          <div className="ml-5">
            <ProgramEvidence state={row} />
          </div>
        </Disclosure>
      )}
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
            <Row key={row.machine.id} row={row} />
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
