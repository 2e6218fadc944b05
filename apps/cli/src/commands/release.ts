import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  agentVersionText,
  RELEASE_FILE_NAMES,
  RELEASE_SYSTEMS,
  type Release,
  type ReleaseFile,
  releaseBytes,
} from '@teredo-fleet/protocol';
import { type Command, InvalidArgumentError } from 'commander';
import { InputError } from '../input-error';
import { print } from '../output';

const PRIVATE = 'release-key.pem';
const PUBLIC = 'release-key.pub';
const SIGNED = 'release.json';
const DAY_MS = 24 * 60 * 60 * 1000;
const MOST_DAYS = 3650;

const NEW_KEY_HELP = `
The private half is written to FOLDER/${PRIVATE} and belongs on a machine or
medium of its own, never on the server: whoever has it can replace the agent of
every machine. Copy FOLDER/${PUBLIC} to apps/agent/${PUBLIC} before agents
are built; a key that is lost can't be replaced but by installing every agent
anew.`;

const SIGN_HELP = `
FOLDER is what npm run build:agents wrote: apps/agent/release. The signature is
written into it as ${SIGNED}; copy the folder to the same place on the server.

Example:
  teredo-fleet release sign apps/agent/release --key /media/key/${PRIVATE} \\
    --release-version 0.2.0`;

const fingerprintOf = (publicKey: Buffer) => createHash('sha256').update(publicKey).digest('hex');

/** Last 32 bytes of an Ed25519 SPKI document are the raw key (RFC 8410). */
const rawPublic = (pem: string) => createPublicKey(pem).export({ format: 'der', type: 'spki' }).subarray(-32);

async function newKey(folder: string): Promise<void> {
  const file = join(resolve(folder), PRIVATE);
  // The public half alone is a key in use as well: agents are built with it, and the other half is elsewhere.
  for (const there of [file, join(resolve(folder), PUBLIC)]) {
    if (existsSync(there))
      throw new InputError(`${there} is there already and stays as it is. Name another folder.`);
  }
  await mkdir(resolve(folder), { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  const publicKey = rawPublic(pem);
  await writeFile(file, pem, { mode: 0o600, flag: 'wx', flush: true });
  await writeFile(join(resolve(folder), PUBLIC), `${publicKey.toString('base64')}\n`, {
    flag: 'wx',
    flush: true,
  });
  print(`${file} is the private half: keep it off every server, and a copy of it safe.`);
  print(`${join(resolve(folder), PUBLIC)} is the public half: copy it to apps/agent/${PUBLIC}.`);
  print(`Fingerprint: ${fingerprintOf(publicKey)}`);
}

async function readKey(file: string): Promise<string> {
  const pem = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${file} can't be read (${error.code}).`);
  });
  if (/^-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    throw new InputError(
      `${file} is locked by a passphrase, which is not asked for here. Unlock it for the signing: openssl pkey -in ${file} -out ${PRIVATE}`,
    );
  }
  try {
    if (createPrivateKey(pem).asymmetricKeyType === 'ed25519') return pem;
  } catch {
    // Told below.
  }
  throw new InputError(`${file} holds no release key. Name the ${PRIVATE} that new-key wrote.`);
}

async function fileOf(folder: string, system: ReleaseFile['system']): Promise<ReleaseFile[]> {
  const path = join(folder, RELEASE_FILE_NAMES[system]);
  const found = await stat(path).catch(() => null);
  if (found === null) return [];
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return [{ system, sha256: hash.digest('hex'), size: found.size }];
}

/** That it is in none of them would only be noticed by machines, which would fall back one by one. */
async function requireBuiltWith(
  folder: string,
  files: readonly ReleaseFile[],
  words: string[],
): Promise<void> {
  for (const { system } of files) {
    const name = RELEASE_FILE_NAMES[system];
    const bytes = await readFile(join(folder, name));
    const missing = words.find((word) => !bytes.includes(word));
    if (missing === undefined) continue;
    throw new InputError(
      `${name} does not contain ${missing}: it was built with another release key, or is of another version. Build the agents anew, then sign them.`,
    );
  }
}

interface SignOptions {
  key: string;
  releaseVersion: string;
  days: number;
}

async function signFolder(given: string, { key, releaseVersion, days }: SignOptions): Promise<void> {
  const folder = resolve(given);
  const pem = await readKey(key);
  const files = (await Promise.all(RELEASE_SYSTEMS.map((system) => fileOf(folder, system)))).flat();
  if (files.length === 0) {
    throw new InputError(
      `There is no agent in ${folder}. Run npm run build:agents, and name apps/agent/release.`,
    );
  }
  const publicKey = rawPublic(pem);
  await requireBuiltWith(folder, files, [publicKey.toString('base64'), releaseVersion]);
  const signedAt = Date.now();
  const release: Release = {
    v: 1,
    version: releaseVersion,
    signedAt,
    expiresAt: signedAt + days * DAY_MS,
    files,
  };
  const payload = Buffer.from(JSON.stringify(release));
  const signature = sign(null, releaseBytes(payload), createPrivateKey(pem));
  const signed = { payload: payload.toString('base64'), signature: signature.toString('base64') };
  await writeFile(join(folder, SIGNED), `${JSON.stringify(signed)}\n`, { flush: true });
  for (const { system, sha256 } of files) print(`${sha256}  ${RELEASE_FILE_NAMES[system]}`);
  print(
    `Version ${releaseVersion} is signed until ${new Date(release.expiresAt).toISOString()}: ${join(folder, SIGNED)}`,
  );
  print(`Release key: ${fingerprintOf(publicKey)}`);
}

function versionOption(value: string): string {
  if (agentVersionText.safeParse(value).success) return value;
  throw new InvalidArgumentError('A version has three numbers, like 1.2.3.');
}

function daysOption(value: string): number {
  const days = Number(value);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS) return days;
  throw new InvalidArgumentError(`Give whole days, 1 to ${MOST_DAYS}.`);
}

/** What is done where the release key is, and not on the server. */
export function addRelease(program: Command): void {
  const command = program.command('release').description('sign versions of the agent, away from the server');
  command
    .command('new-key')
    .description('make the key whose signature a new version of the agent needs')
    .argument('<folder>', 'where both halves are written')
    .addHelpText('after', NEW_KEY_HELP)
    .action(newKey);
  command
    .command('sign')
    .description('sign the agents in a folder as one version')
    .argument('<folder>', 'the agents as they were built')
    .requiredOption('--key <file>', `the private half, ${PRIVATE}`)
    .requiredOption('--release-version <version>', 'the version that they were built as', versionOption)
    .option('--days <days>', 'for so long it may be installed', daysOption, 365)
    .addHelpText('after', SIGN_HELP)
    .action(signFolder);
}
