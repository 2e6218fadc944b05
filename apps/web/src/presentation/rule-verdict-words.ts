import { minuteWords } from './minute-words';
import { VERDICTS } from './verdict';

/** `rule:verdict` of a filter, for people; `rule:verdict@2026-11-28T23:59:30.000Z` is what the rule said then. */
export function ruleVerdictWords(value: string): string {
  const [said = '', ...then] = value.split('@');
  const [rule, verdict] = said.split(':');
  const look = VERDICTS[verdict as keyof typeof VERDICTS];
  if (look === undefined) return value;
  const at = then.join('@');
  return `${rule} (${look.word}${at === '' ? '' : ` at ${minuteWords(at)}`})`;
}
