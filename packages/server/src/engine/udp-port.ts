import type { Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import type { UdpPort, UdpQuestion, UdpSocket } from '@teredo-fleet/services';

const RESOLVE_MS = 5_000;

/** Ends when the name is resolved, when that takes too long, or with the signal; empty: no IPv4 address. */
async function resolve(name: string, signal: AbortSignal): Promise<string[]> {
  const found = lookup(name, { family: 4, all: true }).then(
    (all) => all.map(({ address }) => address),
    () => [],
  );
  const gaveUp = new Promise<string[]>((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done([]);
    };
    const timer = setTimeout(end, RESOLVE_MS);
    signal.addEventListener('abort', end, { once: true });
    void found.then(end);
    if (signal.aborted) end();
  });
  return Promise.race([found, gaveUp]);
}

function ask<T>(
  socket: Socket,
  signal: AbortSignal,
  question: UdpQuestion<T>,
): Promise<{ answer: T; roundTripMs: number } | null> {
  if (signal.aborted) return Promise.resolve(null);
  const { address, port, packet, waitMs } = question;
  const sentAt = performance.now();
  return new Promise((done) => {
    const finish = (answer: T | null) => {
      clearTimeout(timer);
      socket.off('message', onMessage);
      signal.removeEventListener('abort', onAbort);
      done(answer === null ? null : { answer, roundTripMs: Math.round(performance.now() - sentAt) });
    };
    const onAbort = () => finish(null);
    const onMessage = (received: Buffer) => {
      const answer = question.read(received);
      if (answer !== null) finish(answer);
    };
    const timer = setTimeout(onAbort, waitMs);
    socket.on('message', onMessage);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.send(packet, port, address, (error) => error && finish(null));
  });
}

/** Rejects when no socket can be had: then nothing was measured, and nothing is said of any server. */
async function open(signal: AbortSignal): Promise<UdpSocket> {
  const socket = createSocket('udp4');
  await new Promise<void>((done, failed) => {
    socket.once('error', failed);
    socket.bind(0, () => done());
  });
  socket.removeAllListeners('error');
  socket.on('error', () => {});
  return { ask: (question) => ask(socket, signal, question), close: () => void socket.close() };
}

/**
 * Questions over UDP: names by the system's resolver, one IPv4 socket for each measurement. It knows nothing of Teredo.
 * With the signal everything ends at once, without an answer.
 */
export function createUdpPort(signal: AbortSignal): UdpPort {
  return { resolve: (name) => resolve(name, signal), open: () => open(signal) };
}
