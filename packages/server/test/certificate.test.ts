import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Listener, listen } from '../src/http/listener';

let folder = '';
let listener: Listener | null = null;
let lines: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-certificate-'));
  lines = [];
});
afterEach(async () => {
  await listener?.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string) => join(folder, name);

function makeCertificate(name: string): void {
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const files = ['-keyout', path(`${name}.key`), '-out', path(`${name}.crt`)];
  execFileSync('openssl', ['req', '-x509', ...kind, ...files, '-subj', `/CN=${name}`], { stdio: 'ignore' });
}

const use = (name: string, kinds: readonly ('crt' | 'key')[]) => {
  for (const kind of kinds) copyFileSync(path(`${name}.${kind}`), path(`used.${kind}`));
};

/** Name in the certificate that a new connection is shown. */
const nameShown = (port: number) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.on('error', reject);
  });

async function start(): Promise<number> {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const tls = { certFile: path('used.crt'), keyFile: path('used.key') };
  const options = { host: '127.0.0.1', port: 0, tls, closeGraceMs: 100, certificateLookMs: 20, log };
  listener = await listen(options, (_request, response) => response.end('ok'));
  return listener.port;
}

describe('a renewed certificate', () => {
  it('is shown to new connections without a restart', async () => {
    for (const name of ['old', 'new']) makeCertificate(name);
    use('old', ['crt', 'key']);
    const port = await start();
    expect(await nameShown(port)).toBe('old');
    use('new', ['crt', 'key']);
    await expect.poll(() => nameShown(port)).toBe('new');
    expect(lines.join('')).toContain('renewed certificate');
  });

  it('is taken only when both files are there: until then the old one stays, and the log says so once', async () => {
    for (const name of ['old', 'new']) makeCertificate(name);
    use('old', ['crt', 'key']);
    const port = await start();
    use('new', ['crt']);
    await expect.poll(() => lines.join('')).toContain('do not make a usable pair');
    expect(await nameShown(port)).toBe('old');
    writeFileSync(path('used.crt'), '');
    await expect.poll(() => lines.length).toBe(2);
    expect(await nameShown(port)).toBe('old');
    use('new', ['crt', 'key']);
    await expect.poll(() => nameShown(port)).toBe('new');
  });
});
