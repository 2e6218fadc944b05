import type { WindowsCommand, WindowsProgram } from './windows-command';
import type { WindowsRelease } from './windows-release';

/** What a parameter may be; everything else is refused, so that no text of anybody gets into a command. */
export type ParameterKind =
  | 'type-of-xp'
  | 'type'
  | 'type-of-10'
  | 'server-name'
  | 'seconds'
  | 'client-port'
  | 'port'
  | 'service'
  | 'service-start';

/** A place in a command for a value: `clientport=` and a port. One without its own value is left out where it may be. */
export interface Parameter {
  name: string;
  before: string;
  kind: ParameterKind;
  optional: boolean;
}

/** One row of the closed table: words that stand, places for values, and the releases that have it. */
export interface CommandTemplate {
  program: WindowsProgram;
  args: (string | Parameter)[];
  timeoutMs: number;
  releases: WindowsRelease[];
}

/** Values for the places of a template, by their names. Null and absent: not set. */
export interface ParameterValues {
  [name: string]: string | number | null;
}

/** A command that the closed table doesn't have. The message says what was asked for. */
export class WindowsCommandError extends Error {
  constructor(message: string) {
    super(message);
    // On JScript calling Error makes another object, which would lose both.
    this.name = 'WindowsCommandError';
    this.message = message;
  }
}

const SERVER_NAME = /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const WORDS: { [kind: string]: string[] } = {
  'type-of-xp': ['disable', 'client', 'enterpriseclient', 'default'],
  type: ['disabled', 'client', 'enterpriseclient', 'server', 'default'],
  'type-of-10': ['disabled', 'client', 'enterpriseclient', 'natawareclient', 'server', 'default'],
  service: ['6to4', 'iphlpsvc'],
  'service-start': ['auto', 'demand', 'disabled'],
};

function isNumberWithin(value: string, max: number): boolean {
  return /^[1-9][0-9]{0,5}$/.test(value) && parseInt(value, 10) <= max;
}

function isAllowed(kind: ParameterKind, value: string): boolean {
  switch (kind) {
    case 'server-name':
      return SERVER_NAME.test(value);
    case 'seconds':
      return value === 'default' || isNumberWithin(value, 86400);
    case 'client-port':
      return value === 'default' || isNumberWithin(value, 65535);
    case 'port':
      return isNumberWithin(value, 65535);
    default:
      return (WORDS[kind] ?? []).indexOf(value) !== -1;
  }
}

function argumentFor(parameter: Parameter, values: ParameterValues): string | null {
  const value = values[parameter.name] ?? null;
  if (value === null && parameter.optional) return null;
  const text = String(value);
  if (!isAllowed(parameter.kind, text))
    throw new WindowsCommandError(`Windows has no command that sets ${parameter.name} to ${text}.`);
  return parameter.before + text;
}

/** Puts values into a template. Throws WindowsCommandError for one that its place doesn't take. */
export function fillTemplate(template: CommandTemplate, values: ParameterValues): WindowsCommand {
  const args: string[] = [];
  for (const part of template.args) {
    const argument = typeof part === 'string' ? part : argumentFor(part, values);
    if (argument !== null) args.push(argument);
  }
  return { program: template.program, args, timeoutMs: template.timeoutMs };
}

function fits(part: string | Parameter, argument: string | undefined): boolean {
  if (argument === undefined) return false;
  if (typeof part === 'string') return part === argument;
  const { before, kind } = part;
  return argument.slice(0, before.length) === before && isAllowed(kind, argument.slice(before.length));
}

/** Whether a command is one that this template can make. */
export function isMadeFrom(template: CommandTemplate, command: WindowsCommand): boolean {
  if (template.program !== command.program) return false;
  let place = 0;
  for (const part of template.args) {
    if (fits(part, command.args[place])) place += 1;
    else if (typeof part === 'string' || !part.optional) return false;
  }
  return place === command.args.length;
}
