import { MachineCount } from '@/presentation/machine-count';
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
  marked?: boolean;
}) {
  const { rule, verdict, machines, then = null, when = '', marked = false } = props;
  const said = `${rule.id}:${verdict}`;
  const href =
    then === null
      ? machinesHref('/machines', { finding: [said], status: ['active'] })
      : machinesHref('/machines', { finding: [`${said}@${then}`] });
  return (
    <MachineCount
      machines={machines}
      href={href}
      look={VERDICTS[verdict]}
      of={rule.title}
      when={when}
      marked={marked && verdict === 'finding'}
    />
  );
}
