import { VERDICTS } from './verdict';

/** `rule:verdict` of a filter, for people. */
export function ruleVerdictWords(value: string): string {
  const [rule, verdict] = value.split(':');
  const look = VERDICTS[verdict as keyof typeof VERDICTS];
  return look === undefined ? value : `${rule} (${look.word})`;
}
