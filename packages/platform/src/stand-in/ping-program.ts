import { clientStateOf } from '../simulator';
import type { ProgramAnswer } from './program-answer';
import { say } from './program-answer';
import { machineOf, type StandInState } from './stand-in-state';

/** `ping -n COUNT ... ADDRESS` of the machine: a gateway answers, a Teredo peer where Teredo works. */
export function runPing(state: StandInState, args: string[]): ProgramAnswer {
  const count = Number(args[args.indexOf('-n') + 1]);
  const isPeer = args.includes('-6');
  const answers = !isPeer || clientStateOf(machineOf(state)).state === 'qualified';
  const received = answers ? count : 0;
  const lost = count - received;
  const share = Math.round((lost / count) * 100);
  const summary = `    Packets: Sent = ${count}, Received = ${received}, Lost = ${lost} (${share}% loss),`;
  const said = ['', `Ping statistics for ${args.at(-1)}:`, summary, ''].join('\r\n');
  // Scripts wait by it: one a second.
  const delayMs = args.at(-1) === '127.0.0.1' ? (count - 1) * 1000 : 0;
  return { ...say(state, said, answers ? 0 : 1), delayMs };
}

/** `route print 0.0.0.0` of the machine. */
export function runRoute(state: StandInState): ProgramAnswer {
  const gateway = state.machine.privateAddress.replace(/[0-9]+$/, '1');
  const row = `          0.0.0.0          0.0.0.0  ${gateway}  ${state.machine.privateAddress}     25`;
  return say(state, ['IPv4 Route Table', '', row, ''].join('\r\n'));
}
