import type { OwnRulePreview } from '@/trpc/shapes';

export const machinesWords = (many: number): string =>
  many === 1 ? 'one machine' : `${many.toLocaleString('en-GB')} machines`;

/** What stands out of whom a rule would hit; null: nothing does. */
export function warningOf({ machines, unseen, counts }: OwnRulePreview): string | null {
  const told = machines - unseen;
  if (told === 0) return 'No active machine has told anything yet: there is nothing to try the rule on.';
  const rest = told - counts['not-applicable'];
  if (rest <= 0)
    return 'The rule is for no machine: of none is it so what the rule is for. Look at “Is for” again.';
  if (counts.unknown + counts['not-reviewed'] >= rest)
    return 'The rule can be answered on no machine: what it rests on is unknown on each that it is for.';
  if (counts.finding >= rest) return 'The rule finds something on every machine that it is for.';
  if (counts.pass >= rest)
    return 'Every machine that the rule is for passes: it finds nothing as things are. That may be what is wanted.';
  return null;
}

/** How the numbers were come by. */
export function basisOf({ machines, unseen, looked, exact }: OwnRulePreview): string {
  const told = machines - unseen;
  const silent =
    unseen === 0 ? '' : ` ${unseen === 1 ? 'One' : unseen.toLocaleString('en-GB')} more told nothing yet.`;
  if (exact) return `Of ${machinesWords(told)} in use, each judged.${silent}`;
  return `About, of ${machinesWords(told)} in use: ${looked.toLocaleString('en-GB')} were picked by chance and judged.${silent}`;
}
