import {
  decodeRouterAdvertisement,
  encodeRouterSolicitation,
  outcomeOf,
  parseIPv4,
  type ServerOutcome,
  type SolicitationResult,
  secondaryAddressOf,
  serverAddressFault,
  TEREDO_SERVER_PORT,
} from '@teredo-fleet/teredo';

/** The network, as far as a measurement needs it. */
export interface UdpPort {
  /** IPv4 addresses of a host name; empty when it has none or nobody says in time. */
  resolve(name: string): Promise<string[]>;
  /** One socket for one measurement. */
  open(): Promise<UdpSocket>;
}

export interface UdpSocket {
  /** Sends a packet and gives the first that comes back and that `read` takes; null when none does in time. */
  ask<T>(question: UdpQuestion<T>): Promise<{ answer: T; roundTripMs: number } | null>;
  close(): void;
}

export interface UdpQuestion<T> {
  address: string;
  port: number;
  packet: Uint8Array;
  waitMs: number;
  /** Null for a packet that is no answer to this question. */
  read(packet: Uint8Array): T | null;
}

/** What asking needs from outside. */
export interface AskServerPorts {
  udp: UdpPort;
  /** Unpredictable bytes: a nonce that only who was asked can repeat. */
  randomBytes(count: number): Uint8Array;
}

/** What came of asking one server at both of its addresses. */
export interface AskedServer {
  outcome: ServerOutcome;
  /** Why an address that the name gave was not asked; null: nothing was wrong with it. */
  fault: string | null;
  /** Those that were asked, the first first. */
  addresses: string[];
  /** Of the first address that answered. */
  roundTripMs: number | null;
}

const TRIES = 3;
const WAIT_MS = 1_000;
const NONCE_BYTES = 8;

async function firstAddress(udp: UdpPort, name: string): Promise<string | null> {
  if (parseIPv4(name) !== null) return name;
  return (await udp.resolve(name))[0] ?? null;
}

async function solicit(
  socket: UdpSocket,
  address: string,
  randomBytes: AskServerPorts['randomBytes'],
): Promise<SolicitationResult> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const nonce = [...randomBytes(NONCE_BYTES)];
    const heard = await socket.ask({
      address,
      port: TEREDO_SERVER_PORT,
      packet: Uint8Array.from(encodeRouterSolicitation(nonce, false)),
      waitMs: WAIT_MS,
      read(packet) {
        const advertisement = decodeRouterAdvertisement([...packet]);
        return advertisement?.nonce?.join() === nonce.join() ? advertisement : null;
      },
    });
    if (heard !== null) {
      const { answer, roundTripMs } = heard;
      return { serverAddress: address, answered: true, mapped: answer.origin, roundTripMs };
    }
  }
  return { serverAddress: address, answered: false, mapped: null, roundTripMs: null };
}

/** The second address: the one that is written down, or the next one; null where it is none that can be asked. */
async function secondAddress(
  udp: UdpPort,
  primary: string,
  secondary: string | null,
): Promise<string | null> {
  const address = secondary === null ? secondaryAddressOf(primary) : await firstAddress(udp, secondary);
  return address === null || address === primary || serverAddressFault(address) !== null ? null : address;
}

function unasked(fault: string | null): AskedServer {
  return { outcome: 'unresolved', fault, addresses: [], roundTripMs: null };
}

/**
 * Sends router solicitations (RFC 4380 section 5.2.1) from one socket to both addresses of a Teredo server, at most three
 * to each. A name that gives no address, or one that no server can have, is told apart from silence, and nothing is sent.
 */
export async function askServer(
  { udp, randomBytes }: AskServerPorts,
  target: { name: string; secondary: string | null },
): Promise<AskedServer> {
  const primary = await firstAddress(udp, target.name);
  if (primary === null) return unasked(null);
  const fault = serverAddressFault(primary);
  if (fault !== null) return unasked(fault);
  const second = await secondAddress(udp, primary, target.secondary);
  const socket = await udp.open();
  try {
    const first = await solicit(socket, primary, randomBytes);
    const other = second === null ? null : await solicit(socket, second, randomBytes);
    return {
      outcome: outcomeOf({ resolved: true, primary: first, secondary: other }) ?? 'silent',
      fault: null,
      addresses: second === null ? [primary] : [primary, second],
      roundTripMs: first.roundTripMs ?? other?.roundTripMs ?? null,
    };
  } finally {
    socket.close();
  }
}
