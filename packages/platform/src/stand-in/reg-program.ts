import type { ProgramAnswer } from './program-answer';
import { say } from './program-answer';
import { type RegistryValue, registryOfState } from './stand-in-registry';
import type { StandInState } from './stand-in-state';

const ABSENT = '\r\nERROR: The system was unable to find the specified registry key or value.\r\n';

interface Question {
  key: string;
  value: string | null;
  word: string | null;
  recursive: boolean;
}

function questionOf(args: string[]): Question {
  const [key = '', ...rest] = args;
  const after = (flag: string) => (rest.includes(flag) ? (rest[rest.indexOf(flag) + 1] ?? '') : null);
  return { key: key.toLowerCase(), value: after('/v'), word: after('/f'), recursive: rest.includes('/s') };
}

function printValue([name, value]: [string, RegistryValue]): string {
  return typeof value === 'number'
    ? `    ${name}    REG_DWORD    0x${value.toString(16)}`
    : `    ${name}    REG_SZ    ${value}`;
}

function isWanted({ value, word }: Question, [name, data]: [string, RegistryValue]): boolean {
  if (value !== null && name.toLowerCase() !== value.toLowerCase()) return false;
  return word === null || `${name}\n${data}`.toLowerCase().includes(word.toLowerCase());
}

const longName = (key: string) =>
  key.replace(/^HKLM\b/, 'HKEY_LOCAL_MACHINE').replace(/^HKU\b/, 'HKEY_USERS');

/** `reg query KEY [/v NAME] [/f WORD] [/s]` of the machine. */
export function runReg(state: StandInState, args: string[]): ProgramAnswer {
  if (args[0] !== 'query') return say(state, 'ERROR: Invalid syntax.\r\n', 1);
  const question = questionOf(args.slice(1));
  const blocks: string[] = [];
  for (const [key, values] of Object.entries(registryOfState(state))) {
    const isBelow = question.recursive && key.toLowerCase().startsWith(`${question.key}\\`);
    if (key.toLowerCase() !== question.key && !isBelow) continue;
    const wanted = Object.entries(values).filter((entry) => isWanted(question, entry));
    if (wanted.length === 0 && (question.value !== null || question.word !== null)) continue;
    // Of a key with nothing in it `reg` prints an empty line, and ends well.
    blocks.push(wanted.length === 0 ? '' : [longName(key), ...wanted.map(printValue)].join('\r\n'));
  }
  return blocks.length === 0 ? say(state, ABSENT, 1) : say(state, `\r\n${blocks.join('\r\n\r\n')}\r\n\r\n`);
}
