import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import type { NatHints, SolicitationResult, TeredoProbe } from '@teredo-fleet/teredo';
import {
  decodeRouterAdvertisement,
  encodeRouterSolicitation,
  natFromMappings,
  parseIPv4,
  secondaryAddressOf,
  TEREDO_SERVER_PORT,
} from '@teredo-fleet/teredo';

const TRIES = 3;
const ANSWER_WAIT_MS = 800;
const RESOLVE_MS = 5_000;

/** Which server to ask. */
export interface ProbeTarget {
  /** A host name or an IPv4 address. */
  serverName: string;
  /** Null: the address after the primary one, as clients assume. */
  secondary: string | null;
}

interface Answer {
  mapped: SolicitationResult['mapped'];
  roundTripMs: number;
}

interface Exchange {
  server: string;
  cone: boolean;
}

async function resolve(name: string): Promise<string | null> {
  if (parseIPv4(name) !== null) return name;
  const gaveUp = new Promise<null>((done) => setTimeout(done, RESOLVE_MS, null).unref());
  const found = lookup(name, { family: 4 }).then(
    ({ address }) => address,
    () => null,
  );
  return Promise.race([found, gaveUp]);
}

/** Sends one solicitation and waits for the advertisement that repeats its nonce. Null: none came in time. */
function solicit(socket: Socket, { server, cone }: Exchange): Promise<Answer | null> {
  const nonce = [...randomBytes(8)];
  const sentAt = performance.now();
  return new Promise((done) => {
    const finish = (answer: Answer | null) => {
      clearTimeout(timer);
      socket.off('message', onMessage);
      done(answer);
    };
    const onMessage = (packet: Buffer) => {
      const advertisement = decodeRouterAdvertisement([...packet]);
      if (advertisement?.nonce?.join() !== nonce.join()) return;
      finish({ mapped: advertisement.origin, roundTripMs: Math.round(performance.now() - sentAt) });
    };
    const timer = setTimeout(finish, ANSWER_WAIT_MS, null);
    socket.on('message', onMessage);
    const packet = Buffer.from(encodeRouterSolicitation(nonce, cone));
    socket.send(packet, TEREDO_SERVER_PORT, server, (error) => error && finish(null));
  });
}

async function exchange(socket: Socket, server: string): Promise<SolicitationResult> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await solicit(socket, { server, cone: false });
    if (answer !== null) return { serverAddress: server, answered: true, ...answer };
  }
  return { serverAddress: server, answered: false, mapped: null, roundTripMs: null };
}

/** The address that the system would send from to this server; null when there is no way there. */
async function localAddressTowards(server: string): Promise<string | null> {
  const socket = createSocket('udp4');
  try {
    return await new Promise((done) => {
      socket.once('error', () => done(null));
      // Node calls back with the error where there is no way there, as its types do not say.
      const connected = (error?: Error) => done(error === undefined ? socket.address().address : null);
      socket.connect(TEREDO_SERVER_PORT, server, connected);
    });
  } finally {
    socket.close();
  }
}

async function bind(): Promise<Socket> {
  const socket = createSocket('udp4');
  await new Promise<void>((done, failed) => {
    socket.once('error', failed);
    socket.bind(0, () => done());
  });
  socket.removeAllListeners('error');
  socket.on('error', () => {});
  return socket;
}

/** The cone question comes first: it counts only while the socket has not written to the secondary address. */
async function hintsOf(socket: Socket, primary: string): Promise<NatHints> {
  const coneAnswered = (await solicit(socket, { server: primary, cone: true })) !== null;
  const address = await localAddressTowards(primary);
  return { coneAnswered, local: address === null ? null : { address, port: socket.address().port } };
}

/**
 * Asks both addresses of a Teredo server from one UDP socket (RFC 4380 section 5.2.1) and concludes the kind of NAT
 * from what they saw. It makes no use of the system's own Teredo client. Never rejects.
 */
export async function probeTeredo(target: ProbeTarget): Promise<TeredoProbe> {
  const { serverName } = target;
  const unresolved: TeredoProbe = { serverName, resolved: false, primary: null, secondary: null, nat: null };
  const server = await resolve(serverName);
  if (server === null) return unresolved;
  const secondaryServer =
    target.secondary === null ? secondaryAddressOf(server) : await resolve(target.secondary);
  const socket = await bind();
  try {
    const hints = await hintsOf(socket, server);
    const primary = await exchange(socket, server);
    const secondary = secondaryServer === null ? null : await exchange(socket, secondaryServer);
    return {
      serverName,
      resolved: true,
      primary,
      secondary,
      nat: natFromMappings(primary, secondary, hints),
    };
  } finally {
    socket.close();
  }
}
