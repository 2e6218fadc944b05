import { cn, toneText } from '@teredo-fleet/ui';
import Link from 'next/link';
import { VERDICTS } from '@/presentation/verdict';
import type { FindingRuleRow } from '@/trpc/shapes';
import { machinesHref } from '../machines/search-params';

export type ShownVerdict = keyof FindingRuleRow['counts'];

/** A number that leads to its machines: those of now, or those of an instant that is past. */
export function CountLink(props: {
  rule: Pick<FindingRuleRow, 'id' | 'title'>;
  verdict: ShownVerdict;
  machines: number;
  /** Null: now. */
  then?: string | null;
  /** Added to what is read out, where several links say the same. */
  when?: string;
}) {
  const { rule, verdict, machines, then = null, when = '' } = props;
  if (machines === 0) return <span className="tnum text-faint">0</span>;
  const { icon: Icon, tone, word } = VERDICTS[verdict];
  const said = `${rule.id}:${verdict}`;
  const href =
    then === null
      ? machinesHref('/machines', { finding: [said], status: ['active'] })
      : machinesHref('/machines', { finding: [`${said}@${then}`] });
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={`${rule.title}: ${word}${when}, ${machines.toLocaleString('en-GB')} ${machines === 1 ? 'machine' : 'machines'}`}
      className="target inline-flex items-center justify-end gap-1.5 underline underline-offset-2 hover:text-accent"
    >
      {verdict === 'finding' && then === null ? (
        <Icon aria-hidden className={cn('size-3.5', toneText[tone])} />
      ) : null}
      <span className="tnum">{machines.toLocaleString('en-GB')}</span>
    </Link>
  );
}
