import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPool } from '../src';
import { connectAdmin } from '../src/provision/connect-admin';

const PASSWORD = 'the password of a role';
let server: Server;
let url: string;
let heard: string;

/** Another program on the port of PostgreSQL, which asks for the password in clear. */
beforeEach(async () => {
  heard = '';
  server = createServer((socket: Socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      socket.write(Buffer.from('520000000800000003', 'hex'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  url = `postgres://web:${encodeURIComponent(PASSWORD)}@127.0.0.1:${(server.address() as AddressInfo).port}/fleet`;
});
afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

it('a pool says no password to whoever asks for it in clear', async () => {
  const pool = createPool(url);
  await expect(pool.query('select 1')).rejects.toThrow(/in clear.*Nothing was sent/);
  await pool.end();
  expect(heard).toContain('fleet');
  expect(heard).not.toContain(PASSWORD);
});

it('nor does the setup', async () => {
  await expect(connectAdmin(url)).rejects.toThrow(/in clear/);
  expect(heard).not.toContain(PASSWORD);
});
