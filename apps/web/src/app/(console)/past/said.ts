import { VERDICTS } from '@/presentation/verdict';
import type { PastRule } from '@/trpc/shapes';

/** What a rule said at the moment, as a filter asks for it. */
export const saidWord = ({ ruleId, ruleVersion }: PastRule, verdict: string): string =>
  `${ruleId}@${ruleVersion}:${verdict}`;

const ruleOf = (word: string): string => word.split('@')[0] ?? word;

/** What is asked of rules, with this asked of its own rule instead of what was: what one said is counted among machines of the others. */
export const withSaid = (asked: readonly string[], word: string): string[] => [
  ...asked.filter((one) => ruleOf(one) !== ruleOf(word)),
  word,
];

/** `rule@version:verdict` for people. */
export function saidWords(word: string): string {
  const [rule = '', verdict = ''] = word.split(':');
  const look = VERDICTS[verdict as keyof typeof VERDICTS];
  return look === undefined ? word : `${rule.replace('@', ', version ')} (${look.word})`;
}
