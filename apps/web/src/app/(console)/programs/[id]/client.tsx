'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, PageHeader, Time } from '@teredo-fleet/ui';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { CountGrid } from '@/presentation/machine-count';
import { PROGRAM_VERDICT_ORDER, PROGRAM_VERDICTS } from '@/presentation/program-verdict';
import { useTRPC } from '@/trpc/client';
import type { ProgramRow } from '@/trpc/shapes';
import { whereWords } from '../columns';
import { ProgramCount } from '../count-link';
import { RemoveButton } from '../remove-button';
import { LOOK_AGAIN_MS, programParams } from '../search-params';
import { Machines } from './machines';

function Now({ row }: { row: ProgramRow }) {
  return (
    <Card title="Now">
      <CountGrid
        className="sm:grid-cols-3 lg:grid-cols-6"
        counts={PROGRAM_VERDICT_ORDER.map((verdict) => ({
          key: verdict,
          look: PROGRAM_VERDICTS[verdict],
          count: <ProgramCount row={row} verdict={verdict} />,
        }))}
      />
    </Card>
  );
}

function Body({ row }: { row: ProgramRow }) {
  const router = useRouter();
  const [{ verdict }, setParams] = useQueryStates(programParams);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/programs">Programs</BackLink>}
        title={<span className="wrap-anywhere">{row.name}</span>}
        description={
          <>
            <code className="wrap-anywhere">{row.path}</code> on {whereWords(row)}. Named by {row.addedBy}{' '}
            <Time at={row.addedAt} />
            {row.note === null ? '.' : `: ${row.note}`}
          </>
        }
        actions={
          <>
            {verdict === null ? null : (
              <Button onClick={() => void setParams({ verdict: null, cursor: null })}>
                Show all machines
              </Button>
            )}
            <RemoveButton row={row} onRemoved={() => router.push('/programs')} />
          </>
        }
      />
      <Now row={row} />
      <Machines id={row.id} />
    </div>
  );
}

/** One program: how ready it is on how many machines, and on each why. */
export function ProgramClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const programs = useQuery({ ...trpc.programs.list.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  const row = programs.data?.rows.find((one) => one.id === id);
  if (row !== undefined) return <Body row={row} />;
  if (programs.error)
    return (
      <FaultState
        title="This program can't be shown"
        error={programs.error}
        onRetry={() => programs.refetch()}
      />
    );
  if (programs.data === undefined) return null;
  return <GoneState name="Program" what="program" list={{ href: '/programs', title: 'All programs' }} />;
}
