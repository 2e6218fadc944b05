import { createConnection, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import type { DoorName } from './support/test-doors';
import { enrolMachine } from './support/test-machine';

/** As many strangers as one network may have at once. */
const FULL = 300;
/** Longer than a stranger may be silent, shorter than a request may take. */
const IN_TIME_MS = 20_000;

let bench: GatewayBench;
beforeEach(async () => {
  bench = await startGatewayBench();
});
afterEach(() => bench.stop());

/** Opens WebSockets and says nothing in them; tells what each was told last. */
async function silentSockets(): Promise<{ sockets: WebSocket[]; told: string[] }> {
  const told: string[] = [];
  const open = () =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(`${bench.url.replace('http', 'ws')}/agent/v1/ws`);
      socket.on('message', (data) => told.push(JSON.parse(String(data)).code));
      socket.once('open', () => resolve(socket));
      socket.once('error', reject);
    });
  return { sockets: await Promise.all(Array.from({ length: FULL }, open)), told };
}

/** Begins to send a `hello` and stops. */
async function halfHellos(): Promise<Socket[]> {
  const { port } = new URL(bench.url);
  const head = `POST /agent/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n{`;
  const open = () =>
    new Promise<Socket>((resolve, reject) => {
      const socket = createConnection(Number(port), '127.0.0.1', () =>
        socket.write(head, () => resolve(socket)),
      );
      socket.on('error', reject);
    });
  return Promise.all(Array.from({ length: FULL }, open));
}

const enrols = (door: DoorName) =>
  enrolMachine(bench, door).then(
    () => true,
    () => false,
  );

describe('strangers that come and say nothing, as many as their network may have', () => {
  it('lose their places to machines of that network, and are told so', async () => {
    const { sockets, told } = await silentSockets();
    await expect.poll(() => enrols('ws'), { timeout: IN_TIME_MS, interval: 200 }).toBe(true);
    await expect.poll(() => told).toContain('too-many');
    for (const socket of sockets) socket.terminate();
  }, 60_000);

  it('lose their places at the polling door, though they go on sending a byte now and then', async () => {
    const sockets = await halfHellos();
    const sending = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write(' ');
    }, 500);
    await expect.poll(() => enrols('poll'), { timeout: IN_TIME_MS, interval: 200 }).toBe(true);
    clearInterval(sending);
    for (const socket of sockets) socket.destroy();
  }, 60_000);

  it('lose their places at the polling door too', async () => {
    const sockets = await halfHellos();
    await expect.poll(() => enrols('poll'), { timeout: IN_TIME_MS, interval: 200 }).toBe(true);
    expect(sockets.some(({ destroyed, readableEnded }) => !destroyed && !readableEnded)).toBe(true);
    for (const socket of sockets) socket.destroy();
  }, 60_000);
});
