import { MachineCount } from '@/presentation/machine-count';
import { PROGRAM_VERDICTS, type ProgramVerdict } from '@/presentation/program-verdict';
import type { ProgramRow } from '@/trpc/shapes';
import { programHref } from './search-params';

/** A number that leads to its machines. */
export function ProgramCount(props: { row: ProgramRow; verdict: ProgramVerdict; marked?: boolean }) {
  const { row, verdict, marked = false } = props;
  return (
    <MachineCount
      machines={row.counts[verdict]}
      href={programHref(`/programs/${row.id}`, { verdict })}
      look={PROGRAM_VERDICTS[verdict]}
      of={row.name}
      marked={marked && verdict === 'not-ready'}
    />
  );
}
