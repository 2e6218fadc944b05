import { clientStateOf } from '../simulator';
import type { ProgramAnswer } from './program-answer';
import { say } from './program-answer';
import { machineOf, type StandInState } from './stand-in-state';

/** What comes back of a ping; Windows counts the word of its own stack as received. `source`: of a ping through Teredo. */
function replyOf(state: StandInState, address: string, source: string | null): string | null {
  const measured = address.includes(':') ? 'time<1ms' : 'bytes=32 time<1ms TTL=64';
  const isOwn = address === state.machine.privateAddress || /^127\.|^::1$/.test(address);
  const isCutOff = state.gateway === 'unreachable' || state.gateway === 'itself';
  if (isCutOff && !isOwn)
    return `Reply from ${source ?? state.machine.privateAddress}: Destination host unreachable.`;
  if (source !== null) {
    const works = clientStateOf(machineOf(state)).state === 'qualified';
    return works ? `Reply from ${address}: ${measured}` : null;
  }
  return `Reply from ${address}: ${measured}`;
}

/** `ping -n COUNT ... ADDRESS` of the machine: a gateway answers, a Teredo peer where Teredo works. */
export function runPing(state: StandInState, args: string[]): ProgramAnswer {
  const count = Number(args[args.indexOf('-n') + 1]);
  const address = args.at(-1) ?? '';
  const source = args.includes('-S') ? (args[args.indexOf('-S') + 1] ?? null) : null;
  const reply = replyOf(state, address, source);
  const received = reply === null ? 0 : count;
  const lost = count - received;
  const share = Math.round((lost / count) * 100);
  const summary = `    Packets: Sent = ${count}, Received = ${received}, Lost = ${lost} (${share}% loss),`;
  const lines = Array.from({ length: count }, () => reply ?? 'Request timed out.');
  const said = ['', ...lines, '', `Ping statistics for ${address}:`, summary, ''].join('\r\n');
  // Scripts wait by it: one a second.
  const delayMs = address === '127.0.0.1' ? (count - 1) * 1000 : 0;
  return { ...say(state, said, reply === null ? 1 : 0), delayMs };
}

/** `route print 0.0.0.0` of the machine. */
export function runRoute(state: StandInState): ProgramAnswer {
  const own = state.machine.privateAddress;
  const gateway = state.gateway === 'itself' ? own : own.replace(/[0-9]+$/, '1');
  const row = `          0.0.0.0          0.0.0.0  ${gateway}  ${own}     25`;
  const rows = state.gateway === 'none' ? [] : [row];
  return say(state, ['IPv4 Route Table', '', ...rows, ''].join('\r\n'));
}
