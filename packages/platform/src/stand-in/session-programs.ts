import type { ProgramAnswer } from './program-answer';
import { say } from './program-answer';
import type { StandInState } from './stand-in-state';

const row = (...[mark, station, user, id, state]: [string, string, string, string, string]) =>
  `${mark}${station.padEnd(18)}${user.padEnd(20)}${id.padStart(8)}  ${state}`;

/** `qwinsta` of the machine: everybody sits in front of a screen. */
export function runQwinsta(state: StandInState): ProgramAnswer {
  const { users } = state.machine;
  const head = row(' ', 'SESSIONNAME', 'USERNAME', 'ID', 'STATE   TYPE        DEVICE');
  const people = users.map(({ name }, n) =>
    row(' ', n === 0 ? 'console' : `rdp-tcp#${n}`, name, String(n + 1), 'Active  wdcon'),
  );
  const nobody = users.length === 0 ? [row(' ', 'console', '', '1', 'Conn    wdcon')] : [];
  const listener = row(' ', 'rdp-tcp', '', '65536', 'Listen  rdpwd');
  return say(state, [head, ...people, ...nobody, listener, ''].join('\r\n'));
}

/** `msg ID [/time:N] TEXT` of the machine: it reaches a session that is there. */
export function runMsg(state: StandInState, args: string[]): ProgramAnswer {
  if (state.msg === 'hangs') return { ...say(state, ''), delayMs: null };
  const id = Number(args[0]);
  const isThere = Number.isInteger(id) && id >= 1 && id <= state.machine.users.length;
  return isThere ? say(state, '') : say(state, `No session for ${args[0]}\r\n`, 1);
}
