import { ALLOW_RULE_NAME, BLOCK_RULE_NAME, OPEN_PORT_NAME } from '@teredo-fleet/teredo';
import type { ProgramAnswer } from './program-answer';
import { change, say } from './program-answer';
import { replyWords } from './reply-words';
import type { StandInState } from './stand-in-state';

function valueIn(args: string[], name: string): string | null {
  const found = args.find((arg) => arg.toLowerCase().startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}

/** `netsh firewall add|delete portopening protocol=UDP port=... ...`: XP SP2, 2003 SP1 and later. */
export function changePort(state: StandInState, verb: string, args: string[]): ProgramAnswer {
  const words = replyWords(state.machine.language);
  const port = Number(valueIn(args, 'port'));
  const name = valueIn(args, 'name');
  const isFit = valueIn(args, 'protocol') === 'UDP' && Number.isInteger(port) && port >= 1 && port <= 65_535;
  if (!isFit || (verb === 'add' && name === null)) return say(state, `${words.parameter}\r\n\r\n`, 1);
  const { firewall } = state.settings;
  const others = (ports: number[]) => ports.filter((open) => open !== port);
  const openPorts = [...others(firewall.openPorts), ...(verb === 'add' ? [port] : [])];
  const ownPorts = [...others(firewall.ownPorts), ...(name === OPEN_PORT_NAME ? [port] : [])];
  return change(state, { firewall: { ...firewall, openPorts, ownPorts } }, `${words.ok}\r\n\r\n`);
}

/** What Teredo's own rules of this product have in them, whatever order. */
function isForTeredo(args: string[]): boolean {
  return (
    valueIn(args, 'dir') === 'in' &&
    valueIn(args, 'protocol') === 'udp' &&
    valueIn(args, 'localport') === 'teredo'
  );
}

/** `netsh advfirewall firewall add|delete rule name=... ...`: Vista and later. */
export function changeRule(state: StandInState, verb: string, args: string[]): ProgramAnswer {
  const words = replyWords(state.machine.language);
  const name = valueIn(args, 'name');
  const field = name === ALLOW_RULE_NAME ? 'ownAllowRule' : name === BLOCK_RULE_NAME ? 'ownBlockRule' : null;
  const { firewall } = state.settings;
  if (verb === 'delete' && (field === null || !firewall[field]))
    return say(state, `\r\n${words.noRule}\r\n\r\n`, 1);
  if (field === null || (verb === 'add' && !isForTeredo(args)))
    return say(state, `${words.parameter}\r\n\r\n`, 1);
  return change(state, { firewall: { ...firewall, [field]: verb === 'add' } }, `${words.ok}\r\n\r\n`);
}
