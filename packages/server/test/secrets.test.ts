import { createPrivateKey, createPublicKey, diffieHellman, verify } from 'node:crypto';
import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveSecrets, loadMasterSecret } from '../src/secrets';
import { createSigningKey, readSigningKey } from '../src/signing-key';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);
const spki = (prefix: string, raw: Buffer) =>
  createPublicKey({ key: Buffer.concat([Buffer.from(prefix, 'hex'), raw]), format: 'der', type: 'spki' });

describe('the master secret', () => {
  it('is made once, for its owner only', async () => {
    const first = await loadMasterSecret(folder, null);
    expect(await loadMasterSecret(folder, null)).toBe(first);
    expect(Buffer.from(first, 'base64url')).toHaveLength(32);
    expect(await modeOf(join(folder, 'secret'))).toBe('600');
  });

  it('is not written down when it is given', async () => {
    expect(await loadMasterSecret(folder, 'given-by-the-environment-of-the-server')).toBe(
      'given-by-the-environment-of-the-server',
    );
    await expect(stat(join(folder, 'secret'))).rejects.toThrow('ENOENT');
  });

  it('is refused when others may read its file', async () => {
    await loadMasterSecret(folder, null);
    await chmod(join(folder, 'secret'), 0o644);
    await expect(loadMasterSecret(folder, null)).rejects.toThrow(
      /can be read by other users. Run: chmod 600/,
    );
  });

  it.skipIf(process.getuid?.() !== 0)('is refused when somebody else put its file there', async () => {
    await writeFile(join(folder, 'secret'), 'a secret that somebody else knows as well', { mode: 0o600 });
    await chown(join(folder, 'secret'), 65_534, 65_534);
    await expect(loadMasterSecret(folder, null)).rejects.toThrow(/belongs to another user \(65534\)/);
  });

  it('is refused when its file is empty, so that no fleet loses its keys unnoticed', async () => {
    await writeFile(join(folder, 'secret'), '', { mode: 0o600 });
    await expect(loadMasterSecret(folder, null)).rejects.toThrow(/is empty. Restore it/);
  });
});

describe('derived secrets', () => {
  it('are the same for the same master secret and all different from each other', () => {
    const secrets = deriveSecrets('a master secret of more than thirty-two characters');
    expect(deriveSecrets('a master secret of more than thirty-two characters')).toEqual(secrets);
    const all = [
      secrets.authSecret,
      secrets.cursorSecret,
      ...Object.values(secrets.databasePasswords),
      secrets.channel.secretKey,
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('hold an X25519 pair whose halves fit', () => {
    const { channel } = deriveSecrets('a master secret of more than thirty-two characters');
    const other = deriveSecrets('another master secret of more than thirty-two characters').channel;
    const secret = (key: string) =>
      createPrivateKey({
        key: Buffer.concat([
          Buffer.from('302e020100300506032b656e04220420', 'hex'),
          Buffer.from(key, 'base64'),
        ]),
        format: 'der',
        type: 'pkcs8',
      });
    const open = (key: string) => spki('302a300506032b656e032100', Buffer.from(key, 'base64'));
    expect(
      diffieHellman({ privateKey: secret(channel.secretKey), publicKey: open(other.publicKey) }),
    ).toEqual(diffieHellman({ privateKey: secret(other.secretKey), publicKey: open(channel.publicKey) }));
  });
});

describe('the job key', () => {
  it('signs with the key that its file keeps', async () => {
    const file = join(folder, 'signer', 'job-key.pem');
    const made = await createSigningKey(file);
    const read = await readSigningKey(file);
    expect(read?.publicKey).toEqual(made.publicKey);
    expect(await modeOf(file)).toBe('600');
    expect(await modeOf(join(folder, 'signer'))).toBe('700');
    const key = spki('302a300506032b6570032100', made.publicKey);
    expect(verify(null, Buffer.from('job'), key, made.sign(Buffer.from('job')))).toBe(true);
    expect(verify(null, Buffer.from('jab'), key, made.sign(Buffer.from('job')))).toBe(false);
  });

  it('is null when there is no file, and an error naming the file when it is damaged', async () => {
    const file = join(folder, 'job-key.pem');
    expect(await readSigningKey(file)).toBeNull();
    await createSigningKey(file);
    await writeFile(file, (await readFile(file, 'utf8')).replace('MC4', 'MC5'), { mode: 0o600 });
    await expect(readSigningKey(file)).rejects.toThrow(/holds no Ed25519 private key/);
  });
});
