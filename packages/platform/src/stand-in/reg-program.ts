import type { ProgramAnswer } from './program-answer';
import { say } from './program-answer';
import { type RegistryValue, registryOfState, type TypedValue } from './stand-in-registry';
import { StandInError, type StandInState } from './stand-in-state';

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

const textOf = (bytes: number[]) => Buffer.from(bytes).toString('utf16le').replace(/\0+$/, '');
const hexOf = (bytes: number[]) => Buffer.from(bytes).toString('hex').toUpperCase();
const numberOf = (bytes: number[]) => `0x${BigInt(`0x0${hexOf([...bytes].reverse())}`).toString(16)}`;

/** By number, with what `reg` prints of their data. */
const TYPES: Record<number, { name: string; print: (bytes: number[]) => string }> = {
  0: { name: 'REG_NONE', print: hexOf },
  1: { name: 'REG_SZ', print: textOf },
  3: { name: 'REG_BINARY', print: hexOf },
  4: { name: 'REG_DWORD', print: numberOf },
  7: { name: 'REG_MULTI_SZ', print: (bytes) => textOf(bytes).replaceAll('\0', '\\0') },
  11: { name: 'REG_QWORD', print: numberOf },
};

function printTyped({ type, bytes }: TypedValue): string {
  const known = TYPES[type];
  if (known === undefined) throw new StandInError(`reg prints no type ${type}`);
  return `${known.name}    ${known.print(bytes)}`;
}

function printValue([name, value]: [string, RegistryValue]): string {
  if (typeof value === 'object') return `    ${name}    ${printTyped(value)}`;
  return typeof value === 'number'
    ? `    ${name}    REG_DWORD    0x${value.toString(16)}`
    : `    ${name}    REG_SZ    ${value}`;
}

function isWanted({ value, word }: Question, [name, data]: [string, RegistryValue]): boolean {
  if (value !== null && name.toLowerCase() !== value.toLowerCase()) return false;
  const text = typeof data === 'object' ? printTyped(data) : String(data);
  return word === null || `${name}\n${text}`.toLowerCase().includes(word.toLowerCase());
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
