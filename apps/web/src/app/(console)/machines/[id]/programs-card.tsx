'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import { LookStatus } from '@/presentation/look-status';
import { ProgramTold } from '@/presentation/program-told';
import { PROGRAM_VERDICTS } from '@/presentation/program-verdict';
import { useTRPC } from '@/trpc/client';
import type { MachineProgramRow } from '@/trpc/shapes';
import { programHref } from '../../programs/search-params';

function Row({ row }: { row: MachineProgramRow }) {
  const { program, verdict, since } = row;
  return (
    <li className="py-2 text-sm">
      <p className="flex flex-wrap items-center gap-x-3">
        <Link
          href={programHref(`/programs/${program.id}`, {})}
          prefetch={false}
          className="target font-medium wrap-anywhere underline-offset-2 hover:text-accent hover:underline"
        >
          {program.name}
        </Link>
        <LookStatus look={PROGRAM_VERDICTS[verdict]} />
      </p>
      <p className="text-xs text-muted wrap-anywhere">
        <code>{program.path}</code>
        {since === null ? null : (
          <>
            , so since <Time at={since} />
          </>
        )}
      </p>
      <ProgramTold state={row} />
    </li>
  );
}

/** The named programs on this machine, with how ready each is for Teredo. Nothing where none is named for it. */
export function ProgramsCard({ id }: { id: string }) {
  const trpc = useTRPC();
  const programs = useQuery(trpc.machines.programs.queryOptions({ id }));
  if (programs.error && !programs.data)
    return (
      <FaultState
        title="The programs could not be read"
        error={programs.error}
        onRetry={() => programs.refetch()}
      />
    );
  if (programs.data === undefined || programs.data.rows.length === 0) return null;
  return (
    <Card title="Programs">
      <ul className="divide-y divide-line/60">
        {programs.data.rows.map((row) => (
          <Row key={row.program.id} row={row} />
        ))}
      </ul>
    </Card>
  );
}
