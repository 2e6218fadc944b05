import { Namespace } from './namespace';
import type { LabNat } from './nat-rules';
import { natRules } from './nat-rules';

/** The lab's addresses, all from the documentation ranges but the inside of the NAT. */
export const LAB_ADDRESSES = {
  server: { primary: '192.0.2.1', secondary: '192.0.2.2', gateway: '192.0.2.254' },
  /** Of a second Teredo server, where a lab has one; on the same host. */
  otherServer: { primary: '192.0.2.11', secondary: '192.0.2.12' },
  peer: { address: '203.0.113.10', gateway: '203.0.113.254' },
  client: { publicAddress: '198.51.100.7', gateway: '198.51.100.254' },
  inside: { address: '192.168.77.2', gateway: '192.168.77.1' },
} as const;

/**
 * The client's own firewall, as on any sane host: IPv6 comes in as an answer or as ICMPv6 only. It leaves IPv4 alone,
 * so that Teredo's packets come through.
 */
const CLIENT_FIREWALL = `table ip6 host {
chain input {
type filter hook input priority filter; policy drop;
ct state established,related accept
iifname "lo" accept
meta l4proto ipv6-icmp accept
}
}
`;

/** The namespaces of a lab: an internet in the middle, server, peer and client round it. */
export interface LabNetwork {
  internet: Namespace;
  server: Namespace;
  peer: Namespace;
  client: Namespace;
  /** Null where the client has its public address by itself. */
  nat: Namespace | null;
}

interface Cable {
  from: Namespace;
  fromInterface: string;
  fromAddress: string;
  to: Namespace;
  toInterface: string;
  toAddresses: readonly string[];
}

async function connect(cable: Cable): Promise<void> {
  const { from, to, fromInterface, toInterface } = cable;
  await from.exec([
    'ip',
    'link',
    'add',
    fromInterface,
    'type',
    'veth',
    'peer',
    'name',
    toInterface,
    'netns',
    String(to.pid),
  ]);
  await from.exec(['ip', 'address', 'add', `${cable.fromAddress}/24`, 'dev', fromInterface]);
  await from.exec(['ip', 'link', 'set', fromInterface, 'up']);
  for (const address of cable.toAddresses) {
    await to.exec(['ip', 'address', 'add', `${address}/24`, 'dev', toInterface]);
  }
  await to.exec(['ip', 'link', 'set', toInterface, 'up']);
  await to.exec(['ip', 'route', 'add', 'default', 'via', cable.fromAddress]);
}

const forward = (namespace: Namespace) => namespace.exec(['sysctl', '-qw', 'net.ipv4.ip_forward=1']);

async function connectClient(network: LabNetwork, kind: LabNat): Promise<void> {
  const { client, inside } = LAB_ADDRESSES;
  const access = { from: network.internet, fromInterface: 'access', fromAddress: client.gateway };
  const edge = network.nat ?? network.client;
  const edgeInterface = network.nat === null ? 'eth0' : 'outside';
  await connect({ ...access, to: edge, toInterface: edgeInterface, toAddresses: [client.publicAddress] });
  if (network.nat === null || kind === 'none') return;
  await connect({
    from: network.nat,
    fromInterface: 'inside',
    fromAddress: inside.gateway,
    to: network.client,
    toInterface: 'eth0',
    toAddresses: [inside.address],
  });
  await forward(network.nat);
  const side = { outside: 'outside', publicAddress: client.publicAddress, privateAddress: inside.address };
  await network.nat.exec(['nft', natRules(kind, side)]);
}

async function layCables(network: LabNetwork, kind: LabNat): Promise<void> {
  const { server, peer } = LAB_ADDRESSES;
  await forward(network.internet);
  await connect({
    from: network.internet,
    fromInterface: 'server',
    fromAddress: server.gateway,
    to: network.server,
    toInterface: 'eth0',
    toAddresses: [server.primary, server.secondary],
  });
  const toPeer = { from: network.internet, fromInterface: 'peer', fromAddress: peer.gateway };
  await connect({ ...toPeer, to: network.peer, toInterface: 'eth0', toAddresses: [peer.address] });
  await connectClient(network, kind);
  await network.client.exec(['nft', CLIENT_FIREWALL]);
}

/** Makes the namespaces and lays the cables. Needs root. */
export async function createLabNetwork(kind: LabNat, clientName: string): Promise<LabNetwork> {
  const [internet, server, peer, client, nat] = await Promise.all([
    Namespace.create('internet'),
    Namespace.create('server'),
    Namespace.create('peer'),
    Namespace.create(clientName),
    kind === 'none' ? null : Namespace.create('nat'),
  ]);
  const network = { internet, server, peer, client, nat };
  try {
    await layCables(network, kind);
    return network;
  } catch (error) {
    for (const namespace of namespacesOf(network)) await namespace.close();
    throw error;
  }
}

/** Every namespace of the network. */
export function namespacesOf(network: LabNetwork): Namespace[] {
  const all = [network.client, network.nat, network.peer, network.server, network.internet];
  return all.filter((namespace) => namespace !== null);
}
