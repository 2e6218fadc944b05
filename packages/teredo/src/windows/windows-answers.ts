import type { PrintedBytes, Unknown } from '../observation';
import { readRegistry } from '../readers/registry';
import { named } from '../readers/registry-keys';
import type { RegistryKey, RegistryValue, TeredoRegistryReading } from '../readers/registry-reading';
import { readTeredoRegistry } from '../readers/registry-teredo';
import type { ReadingName } from './windows-readings';

/**
 * What a reading's command printed and how it ended. Without an exit code it did not run or did not end, and the text says
 * why: it is evidence, and nothing is read from it. Null: nobody knows why.
 */
export type WindowsAnswer = {
  text: string;
  exitCode: number | null;
  printed?: PrintedBytes | undefined;
} | null;

/** The answers of one look at a machine. One that is absent was not asked. */
export type WindowsAnswers = { [name in ReadingName]?: WindowsAnswer };

const IN_REGISTRY: ReadingName[] = [
  'disabled-components',
  'policy',
  'local-teredo',
  'service-start',
  'code-page',
  'firewall-profiles',
  'firewall-policy',
];

/** What was printed, whatever the command answered; null where it did not run or did not end. */
export function printedBy(answers: WindowsAnswers, name: ReadingName): string | null {
  const answer = answers[name] ?? null;
  return answer === null || answer.exitCode === null ? null : answer.text;
}

/** The bytes of it where some could not be read. */
export function bytesPrintedBy(answers: WindowsAnswers, name: ReadingName): PrintedBytes | undefined {
  const answer = answers[name] ?? null;
  return answer === null || answer.exitCode === null ? undefined : answer.printed;
}

/** The same, and empty where there is nothing. */
export function textOf(answers: WindowsAnswers, name: ReadingName): string {
  return printedBy(answers, name) ?? '';
}

/**
 * Whether a registry key has something in it, or a value is there. `reg` ends with 1 where it isn't, in words that are
 * translated, and prints nothing of an empty key; an agent with an administrator's rights is refused none of those it
 * asks for.
 */
export function isThere(answers: WindowsAnswers, name: ReadingName): boolean | 'unknown' {
  const answer = answers[name] ?? null;
  if (answer === null || answer.exitCode === null) return 'unknown';
  if (answer.exitCode === 0) return /\S/.test(answer.text);
  return answer.exitCode === 1 ? false : 'unknown';
}

function foundText(answers: WindowsAnswers, name: ReadingName): string {
  return isThere(answers, name) === true ? textOf(answers, name) : '';
}

/** What the registry's answers say of Teredo, together. */
export function registryOf(answers: WindowsAnswers): TeredoRegistryReading {
  return readTeredoRegistry(IN_REGISTRY.map((name) => foundText(answers, name)).join('\r\n'));
}

/** Keys of one answer; empty where it found none. */
export function keysOf(answers: WindowsAnswers, name: ReadingName): RegistryKey[] {
  return readRegistry(foundText(answers, name)).keys;
}

/** A value in whichever key of an answer. Null: it isn't there. Unknown: nobody could ask. */
function valueIn(answers: WindowsAnswers, name: ReadingName, value: string): RegistryValue | null | Unknown {
  if (isThere(answers, name) === 'unknown') return 'unknown';
  for (const key of keysOf(answers, name)) {
    const found = named(key.values, value);
    if (found !== null) return found;
  }
  return null;
}

/** A number that Windows keeps in 32 bits (REG_DWORD); unknown for a value of any other type. */
export function registryNumber(
  answers: WindowsAnswers,
  name: ReadingName,
  value: string,
): number | null | Unknown {
  const found = valueIn(answers, name, value);
  if (found === null || found === 'unknown') return found;
  return found.type === 'REG_DWORD' && typeof found.data === 'number' ? found.data : 'unknown';
}

/** A text without the space around it; unknown for a value of any other type. */
export function registryText(
  answers: WindowsAnswers,
  name: ReadingName,
  value: string,
): string | null | Unknown {
  const found = valueIn(answers, name, value);
  if (found === null || found === 'unknown') return found;
  return typeof found.data === 'string' ? found.data.trim() : 'unknown';
}
