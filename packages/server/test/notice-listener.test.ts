import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { NoticeListener } from '../src/bus/notice-listener';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const sockets: Socket[] = [];
let way: Server | null = null;
afterEach(() => {
  way?.close();
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A way to the database on which the first `silent` connections are taken and never answered, or all that comes after `mute`. */
async function wayWith({ silent, mute = '' }: { silent: number; mute?: string }) {
  const { port, hostname } = new URL(database.urls.web);
  let taken = 0;
  const server = createServer((near) => {
    sockets.push(near.on('error', () => undefined));
    const isSilent = taken++ < silent;
    if (isSilent && mute === '') return;
    const far = connect(Number(port), hostname).on('error', () => undefined);
    sockets.push(far);
    far.pipe(near);
    let isMute = false;
    near.on('data', (bytes) => {
      isMute ||= isSilent && bytes.includes(mute);
      if (!isMute) far.write(bytes);
    });
    near.on('close', () => far.destroy());
  });
  way = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(database.urls.web);
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.toString(), taken: () => taken };
}

function listenOn(databaseUrl: string, onConnected = () => {}): NoticeListener {
  return new NoticeListener({
    databaseUrl,
    channels: ['news'],
    onNotice: () => undefined,
    onConnected,
    log: pino({ level: 'silent' }),
  });
}

it('asks again where the database has not answered in time at the start', async () => {
  const { url, taken } = await wayWith({ silent: 1 });
  let connected = 0;
  const listener = listenOn(url, () => connected++);
  await listener.start();
  expect([taken(), connected]).toEqual([2, 1]);
  await listener.close();
});

it('asks again where the connection stands, and the first question is not answered in time', async () => {
  const { url, taken } = await wayWith({ silent: 1, mute: 'listen' });
  const listener = listenOn(url);
  await listener.start();
  expect(taken()).toBe(2);
  await listener.close();
});

it('gives up with what happened and what to look at', async () => {
  const { url, taken } = await wayWith({ silent: 100 });
  await expect(listenOn(url).start()).rejects.toThrow(
    /^PostgreSQL did not answer within 5 seconds, 3 times .*Look whether it is busy/,
  );
  expect(taken()).toBe(3);
});

it('does not ask again what was refused', async () => {
  const { url, taken } = await wayWith({ silent: 0 });
  const wrong = new URL(url);
  wrong.password = 'another';
  await expect(listenOn(wrong.toString()).start()).rejects.toThrow(/password/);
  expect(taken()).toBe(1);
});
