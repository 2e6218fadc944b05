import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, runServer } from './run-server';

let folder = '';
let port = 0;

function makeCertificate(name: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  });
  return { cert, key };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'teredo-fleet-tls-'));
  chmodSync(folder, 0o755);
  port = await freePort();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (cert: string, key: string) =>
  runServer({
    TEREDO_FLEET_DATA_DIR: join(folder, 'data'),
    TEREDO_FLEET_ROLES: 'signer,gateway',
    PORT: String(port),
    TEREDO_FLEET_TLS_CERT: cert,
    TEREDO_FLEET_TLS_KEY: key,
  });

function get(path: string, ca: Buffer, maxVersion: 'TLSv1.1' | 'TLSv1.3'): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = {
      port: port + 1,
      host: '127.0.0.1',
      path,
      ca,
      maxVersion,
      minVersion: 'TLSv1.1' as const,
    };
    const sent = request(options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('TLS by certificate files', () => {
  it('is what the port speaks, 1.2 or later, and nothing else', async () => {
    const { cert, key } = makeCertificate('good');
    const server = start(cert, key);
    await server.printed(/Ctrl-C stops everything/);
    expect(server.output()).toMatch(/Agents +https:\/\/localhost/);
    const ca = readFileSync(cert);
    expect(await get('/healthz', ca, 'TLSv1.3')).toBe(200);
    await expect(get('/healthz', ca, 'TLSv1.1')).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${port + 1}/healthz`)).rejects.toThrow();
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  it('is refused in one sentence with a file that is missing, or a key of another certificate', async () => {
    const [one, other] = [makeCertificate('one'), makeCertificate('other')];
    const missing = start(join(folder, 'nothing.crt'), one.key);
    expect(await missing.ended).toBe(1);
    expect(missing.output()).toMatch(
      /TEREDO_FLEET_TLS_CERT: .*nothing.crt can't be read \(ENOENT\)\. Name a PEM file/,
    );
    const mixed = start(one.cert, other.key);
    expect(await mixed.ended).toBe(1);
    expect(mixed.output()).toMatch(
      /TEREDO_FLEET_TLS_CERT and TEREDO_FLEET_TLS_KEY do not make a usable pair/,
    );
  });
});
