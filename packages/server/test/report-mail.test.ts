import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const SENDER = fileURLToPath(new URL('./support/send-report-mail.ts', import.meta.url));
let folder = '';
let server: SMTPServer | null = null;
/** What the mail server got to see: passwords, and mails as they came. */
let seen: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-mail-'));
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', join(folder, 'mail.key'), '-out', join(folder, 'mail.crt')];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...files, ...name], { stdio: 'ignore' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  await new Promise<void>((done) => (server === null ? done() : server.close(() => done())));
  server = null;
  seen = [];
});

/** Starts a mail server that asks for a password; gives its port. */
async function listen(options: SMTPServerOptions): Promise<number> {
  server = new SMTPServer({
    cert: readFileSync(join(folder, 'mail.crt')),
    key: readFileSync(join(folder, 'mail.key')),
    ...options,
    onAuth({ username, password }, _session, done) {
      seen.push(`${username}:${password}`);
      done(null, { user: username ?? '' });
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        seen.push(Buffer.concat(parts).toString());
        done();
      });
    },
  });
  // A client that hangs up on a certificate is what is to be seen here.
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return (listening.address() as AddressInfo).port;
}

/** What became of a report that is sent there, by a server that trusts the mail server's certificate or does not. */
async function send(smtp: string, trusts: boolean): Promise<string> {
  const env = { ...process.env, ...(trusts ? { NODE_EXTRA_CA_CERTS: join(folder, 'mail.crt') } : {}) };
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', SENDER, smtp], { env });
  return stdout;
}

const WITH_PASSWORD = 'fleet:a%20secret@localhost';

describe('a report by e-mail', () => {
  it('goes over a connection that is TLS from its first byte, with the password', async () => {
    const port = await listen({ secure: true });
    expect(await send(`smtps://${WITH_PASSWORD}:${port}`, true)).toBe('sent');
    expect(seen).toEqual(['fleet:a secret', expect.stringContaining('weekly.csv')]);
  }, 60_000);

  it('goes over one that becomes TLS, with the password', async () => {
    const port = await listen({ secure: false });
    expect(await send(`smtp://${WITH_PASSWORD}:${port}`, true)).toBe('sent');
    expect(seen).toEqual(['fleet:a secret', expect.stringContaining('weekly.csv')]);
  }, 60_000);

  it.each([
    ['smtps', { secure: true }],
    ['smtp', { secure: false }],
  ])(
    'tells its password to no %s server whose certificate nobody vouches for',
    async (scheme, options) => {
      const port = await listen(options);
      expect(await send(`${scheme}://${WITH_PASSWORD}:${port}`, false)).toMatch(/^refused: .*self.signed/);
      expect(seen).toEqual([]);
    },
    60_000,
  );

  it('tells its password to no server that offers no TLS', async () => {
    const port = await listen({ secure: false, disabledCommands: ['STARTTLS'], allowInsecureAuth: true });
    expect(await send(`smtp://${WITH_PASSWORD}:${port}`, true)).toMatch(/^refused: /);
    expect(seen).toEqual([]);
  }, 60_000);
});
