import { accessSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '@teredo-fleet/platform/spawn';
import { encodeTeredoAddress } from '@teredo-fleet/teredo';
import type { LabNetwork } from './lab-network';
import { createLabNetwork, LAB_ADDRESSES, namespacesOf } from './lab-network';
import type { Namespace, NamespaceProcess } from './namespace';
import type { LabNat } from './nat-rules';
import type { PortRelay, PortRelayOptions } from './port-relay';
import { relayPort } from './port-relay';

const PROGRAMS = [
  'unshare',
  'nsenter',
  'mount',
  'hostname',
  'ip',
  'nft',
  'ping',
  'sysctl',
  'miredo',
  'miredo-server',
  'teredo-mire',
];
/** teredo-mire answers for the Teredo address with this port and its own IPv4 address as server and client. */
const MIRE_PORT = 3545;

/** A small internet with a real Teredo server, a Teredo peer that answers pings, and a client host. */
export interface TeredoLab extends LabNetwork {
  serverAddresses: { primary: string; secondary: string };
  /** IPv4 address under which the world sees the client. */
  clientPublicAddress: string;
  /** Default gateway of the client; it answers pings while the client's network is up. */
  clientGateway: string;
  /** Teredo address of the peer. */
  peerAddress: string;
  /** Temporary folder of this lab, readable by everybody; removed by `close`. */
  folder: string;
  exec(namespace: Namespace, argv: readonly string[]): Promise<string>;
  /** Starts a second Teredo server, as real as the first, and gives its primary address. */
  addServer(): Promise<string>;
  /** Drops on the client itself whatever comes from a Teredo server: nothing there tells it why it hears none. */
  dropFromServers(): Promise<void>;
  /** Takes the Teredo server off the net, or puts it back. */
  setServerReachable(reachable: boolean): Promise<void>;
  /** Takes the client's whole network away (the relayed ports stay), or gives it back. */
  setClientConnected(connected: boolean): Promise<void>;
  /** Makes `127.0.0.1:port` of the client reach `127.0.0.1:port` of the test. */
  relayToClient(port: number, upgrades?: PortRelayOptions['upgrades']): Promise<PortRelay>;
  close(): Promise<void>;
}

/** What keeps a lab from being made here, in words; empty when nothing does. */
export function missingForTeredoLab(): string[] {
  const missing = PROGRAMS.filter((name) => findProgram(name) === null).map((name) => `program ${name}`);
  if (process.getuid?.() !== 0) missing.push('root rights');
  try {
    accessSync('/dev/net/tun');
  } catch {
    missing.push('/dev/net/tun');
  }
  return missing;
}

function startServer(server: Namespace, folder: string, primary: string): NamespaceProcess {
  const configuration = join(folder, `miredo-server-${primary}.conf`);
  writeFileSync(configuration, `ServerBindAddress ${primary}\n`);
  const pidFile = join(folder, `miredo-server-${primary}.pid`);
  return server.start(['miredo-server', '-f', '-u', 'nobody', '-c', configuration, '-p', pidFile]);
}

async function addServer({ server }: LabNetwork, folder: string): Promise<string> {
  const { primary, secondary } = LAB_ADDRESSES.otherServer;
  for (const address of [primary, secondary])
    await server.exec(['ip', 'address', 'add', `${address}/24`, 'dev', 'eth0']);
  startServer(server, folder, primary);
  return primary;
}

const DEAF_TO_SERVERS = `table ip deaf {
chain input {
type filter hook input priority filter;
ip saddr ${LAB_ADDRESSES.server.gateway}/24 drop
}
}
`;

/** Teredo address of every lab's peer. */
export function labPeerAddress(): string {
  const ipv4 = LAB_ADDRESSES.peer.address;
  const parts = {
    prefix: '2001:0',
    server: ipv4,
    flags: { raw: 0 },
    udpPort: MIRE_PORT,
    clientIPv4: ipv4,
  } as const;
  return encodeTeredoAddress(parts)!;
}

const upOrDown = (up: boolean) => (up ? 'up' : 'down');

export interface TeredoLabOptions {
  nat: LabNat;
  /** Host name of the client. */
  clientName?: string;
}

/** Makes the lab with its server and peer running; the client host has no Teredo yet. Needs root and PROGRAMS. */
export async function createTeredoLab(options: TeredoLabOptions): Promise<TeredoLab> {
  const { nat, clientName = 'client' } = options;
  const network = await createLabNetwork(nat, clientName);
  const folder = mkdtempSync(join(tmpdir(), 'teredo-lab-'));
  startServer(network.server, folder, LAB_ADDRESSES.server.primary);
  network.peer.start(['teredo-mire']);
  const relays: PortRelay[] = [];
  return {
    ...network,
    serverAddresses: LAB_ADDRESSES.server,
    clientPublicAddress: LAB_ADDRESSES.client.publicAddress,
    clientGateway: nat === 'none' ? LAB_ADDRESSES.client.gateway : LAB_ADDRESSES.inside.gateway,
    peerAddress: labPeerAddress(),
    folder,
    exec: (namespace, argv) => namespace.exec(argv),
    addServer: () => addServer(network, folder),
    dropFromServers: async () => void (await network.client.exec(['nft', DEAF_TO_SERVERS])),
    async setServerReachable(reachable) {
      await network.internet.exec(['ip', 'link', 'set', 'server', upOrDown(reachable)]);
    },
    async setClientConnected(connected) {
      const far = network.nat ?? network.internet;
      await far.exec(['ip', 'link', 'set', network.nat === null ? 'access' : 'inside', upOrDown(connected)]);
    },
    async relayToClient(port, upgrades = 'pass') {
      const relay = await relayPort(network.client, { port, folder, upgrades });
      relays.push(relay);
      return relay;
    },
    async close() {
      for (const relay of relays) await relay.close();
      for (const namespace of namespacesOf(network)) await namespace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
