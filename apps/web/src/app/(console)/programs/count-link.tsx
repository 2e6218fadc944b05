import { cn, toneText } from '@teredo-fleet/ui';
import Link from 'next/link';
import { PROGRAM_VERDICTS, type ProgramVerdict } from '@/presentation/program-verdict';
import type { ProgramRow } from '@/trpc/shapes';
import { programHref } from './search-params';

/** A number that leads to its machines. */
export function ProgramCount({ row, verdict }: { row: ProgramRow; verdict: ProgramVerdict }) {
  const machines = row.counts[verdict];
  if (machines === 0) return <span className="tnum text-faint">0</span>;
  const { icon: Icon, tone, word } = PROGRAM_VERDICTS[verdict];
  return (
    <Link
      href={programHref(`/programs/${row.id}`, { verdict })}
      prefetch={false}
      aria-label={`${row.name}: ${word}, ${machines.toLocaleString('en-GB')} ${machines === 1 ? 'machine' : 'machines'}`}
      className="target inline-flex items-center justify-end gap-1.5 underline underline-offset-2 hover:text-accent"
    >
      {verdict === 'not-ready' ? <Icon aria-hidden className={cn('size-3.5', toneText[tone])} /> : null}
      <span className="tnum">{machines.toLocaleString('en-GB')}</span>
    </Link>
  );
}
