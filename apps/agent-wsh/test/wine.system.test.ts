import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, diffieHellman, sign } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';
import { createWineMachine, type WineMachine } from './wine';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const pkcs8 = (prefix: string, secret: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from(prefix, 'hex'), secret]),
    format: 'der',
    type: 'pkcs8',
  });

describe('under the script host of Windows XP', () => {
  let machine: WineMachine;
  beforeAll(async () => {
    machine = await createWineMachine('winxp');
  });
  afterAll(() => machine.close());

  async function probe(name: string, args: string[]): Promise<Record<string, unknown>> {
    const script = machine.write('probe.js', await buildScript(`./test/probes/${name}`));
    const { output } = await machine.says(script, args, { timeoutMs: 300_000 });
    const lines = output.trim().split('\n');
    return Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(' ')), JSON.parse(line.slice(line.indexOf(' ')))]),
    );
  }

  it('signs, verifies, agrees keys and seals as Node does', async () => {
    const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
    const peer = pkcs8('302e020100300506032b656e04220420', Buffer.alloc(32, 5));
    const peerKey = createPublicKey(peer).export({ format: 'der', type: 'spki' }).subarray(-32);
    const told = await probe('crypto-probe', [seed.toString('base64'), peerKey.toString('base64')]);

    const identity = pkcs8('302e020100300506032b657004220420', seed);
    const publicKey = createPublicKey(identity).export({ format: 'der', type: 'spki' }).subarray(-32);
    const own = pkcs8('302e020100300506032b656e04220420', seed);
    expect(told).toMatchObject({
      publicKey: publicKey.toString('base64'),
      signature: sign(null, Buffer.from('grüezi 世界'), identity).toString('base64'),
      verifies: true,
      altered: false,
      x25519: diffieHellman({ privateKey: own, publicKey: createPublicKey(peer) }).toString('base64'),
      opened: true,
    });
    const [one, other] = told.random as [string, string];
    expect(Buffer.from(one, 'base64')).toHaveLength(32);
    expect(one).not.toBe(other);
    expect(told.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }, 400_000);

  it('reads every capture with the verdict of Node, byte for byte', async () => {
    const corpus = join(machine.folder, 'corpus');
    copyFixtures(corpus);
    const tool = join(root, 'tooling', 'corpus', 'check-corpus.ts');
    const run = (...args: string[]) => {
      const argv = [join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), tool, corpus, ...args];
      try {
        return execFileSync(process.execPath, argv, {
          env: { ...process.env, WINEPREFIX: join(machine.folder, 'prefix') },
        });
      } catch (error) {
        return (error as { stdout: Buffer }).stdout;
      }
    };
    const byNode = run();
    expect(String(byNode)).toMatch(/with differences\n$/);
    expect(String(byNode)).toMatch(/state: expected "offline"/);
    expect(String(run('--cscript'))).toBe(String(byNode));
  }, 900_000);
});

/** All of them, and one that was expected otherwise. */
function copyFixtures(corpus: string): void {
  cpSync(join(root, 'fixtures'), corpus, { recursive: true });
  const other = readFileSync(join(root, 'fixtures', 'netsh', 'ru-dormant.txt'));
  writeFileSync(join(corpus, 'netsh', 'other ü.txt'), other);
  writeFileSync(join(corpus, 'netsh', 'other ü.expected.json'), '{"state":"offline","colour":"blue"}');
}
