import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LabMachine } from './lab-machine';

/** What a change may touch on a machine, byte for byte, read past the agent. */
export interface MachineState {
  /** Null: there is no such file. */
  configuration: { text: string; mode: number; uid: number; gid: number } | null;
  /** Command lines of every Miredo process there. */
  miredo: string[];
  pidFile: boolean;
  startsWithAgent: boolean;
  interfaces: unknown;
  routes: string[];
}

function readFileState(path: string): MachineState['configuration'] {
  if (!existsSync(path)) return null;
  const { mode, uid, gid } = statSync(path);
  return { text: readFileSync(path, 'latin1'), mode, uid, gid };
}

/** With its arguments; empty: it has ended. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

interface Link {
  ifname: string;
  link_type: string;
  mtu: number;
  addr_info: { local: string; prefixlen: number; scope: string }[];
}

/** Random in each of them (RFC 5991), so that they are others after every start of a client. */
const withoutFlags = (address: string) =>
  address.replace(/^(2001:0:[0-9a-f]+:[0-9a-f]+):[0-9a-f]+:/, '$1:flags:');

/** The kernel draws one anew for each interface that has no hardware address to make it from. */
const isDrawn = (link: Link, { local, scope }: Link['addr_info'][number]) =>
  link.link_type === 'none' && scope === 'link' && local !== 'fe80::ffff:ffff:ffff';

async function readInterfaces({ lab }: LabMachine) {
  const links = JSON.parse(await lab.exec(lab.client, ['ip', '-j', 'addr'])) as Link[];
  return links.map((link) => ({
    ifname: link.ifname,
    mtu: link.mtu,
    addresses: link.addr_info
      .filter((address) => !isDrawn(link, address))
      .map(({ local, prefixlen, scope }) => `${withoutFlags(local)}/${prefixlen} ${scope}`),
  }));
}

export async function readMachineState(machine: LabMachine): Promise<MachineState> {
  const { lab, places } = machine;
  const routes = await lab.exec(lab.client, ['ip', '-6', 'route']);
  return {
    configuration: readFileState(places.configuration),
    miredo: lab.client
      .processes()
      .map(commandLine)
      .filter((line) => /(^|\/)miredo( |$)/.test(line)),
    pidFile: existsSync(places.pidFile),
    startsWithAgent: existsSync(join(places.stateDir, 'miredo-wanted')),
    interfaces: await readInterfaces(machine),
    routes: routes.trim().split('\n'),
  };
}

/** The machine's own Teredo address as its kernel has it; null when it has none. */
export async function readTeredoAddress({ lab }: Pick<LabMachine, 'lab'>): Promise<string | null> {
  const text = await lab.exec(lab.client, ['ip', '-6', '-o', 'addr', 'show', 'scope', 'global']);
  return /inet6 (2001:0:[0-9a-f:]+)/.exec(text)?.[1] ?? null;
}

/** What ping(8) says at the end: pings through Teredo to the lab's peer. */
export async function pingPeer({ lab }: LabMachine): Promise<string> {
  return lab.client.tryExec(['ping', '-6', '-c', '3', '-i', '0.4', '-W', '2', lab.peerAddress]);
}
