import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileRights } from './durable-file';

/** What the machine was like before a job: enough to give it back byte for byte. */
export interface SavedState {
  v: 1;
  /** Null: there was no configuration file. The bytes lie beside this, in the file `configuration`. */
  configuration: (FileRights & { sha256: string }) | null;
  running: boolean;
  /** Whether Miredo was to start at boot; `unknown` is given back as it was found, untouched. */
  configuredToRun: boolean | 'unknown';
  /** `net.ipv6.conf.*.disable_ipv6`; null where the kernel has no such switch. */
  disableIpv6: { all: string; default: string } | null;
}

/** A saved state with the bytes of the configuration. */
export interface LoadedState {
  state: SavedState;
  configuration: Uint8Array | null;
}

/** A slot that can't be used. The message says what to do. */
export class SavedStateError extends Error {
  constructor(
    readonly code: 'missing' | 'damaged',
    message: string,
  ) {
    super(message);
    this.name = 'SavedStateError';
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function slotFolder(stateDir: string, jobId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(jobId)) throw new TypeError(`not a job id: ${jobId}`);
  return join(stateDir, 'saved', jobId);
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(path, content, { mode: 0o600, flush: true });
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

/** Whether the slot of this job is filled. */
export function hasSavedState(stateDir: string, jobId: string): boolean {
  return existsSync(join(slotFolder(stateDir, jobId), 'state.json'));
}

/** Reads a file and its rights for saving; null when there is none. */
export async function readForSaving(
  path: string,
): Promise<{ content: Uint8Array; rights: FileRights } | null> {
  try {
    const { mode, uid, gid } = await stat(path);
    return { content: await readFile(path), rights: { mode: mode & 0o7777, uid, gid } };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Fills the slot in one stroke and on disk; throws what the file system throws, ENOSPC for one. */
export async function writeSavedState(
  stateDir: string,
  jobId: string,
  values: Omit<SavedState, 'v' | 'configuration'>,
  configuration: { content: Uint8Array; rights: FileRights } | null,
): Promise<void> {
  const folder = slotFolder(stateDir, jobId);
  const temporary = `${folder}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  const kept =
    configuration === null ? null : { ...configuration.rights, sha256: sha256(configuration.content) };
  const state: SavedState = { v: 1, configuration: kept, ...values };
  if (configuration !== null) await writeSynced(join(temporary, 'configuration'), configuration.content);
  await writeSynced(join(temporary, 'state.json'), `${JSON.stringify(state)}\n`);
  await syncFolder(temporary);
  await rename(temporary, folder);
  await syncFolder(join(stateDir, 'saved'));
}

async function readConfiguration(
  folder: string,
  expected: SavedState['configuration'],
): Promise<Uint8Array | null> {
  if (expected === null) return null;
  const bytes = await readFile(join(folder, 'configuration'));
  if (sha256(bytes) === expected.sha256) return bytes;
  throw new SavedStateError(
    'damaged',
    `${folder} was changed since it was saved; put the configuration back by hand`,
  );
}

/** Whether this is what writeSavedState wrote, as far as giving it back relies on it. */
function isSavedState(value: unknown): value is SavedState {
  if (typeof value !== 'object' || value === null) return false;
  const { v, configuration, running, configuredToRun, disableIpv6 } = value as Partial<SavedState>;
  const isConfigured = typeof configuredToRun === 'boolean' || configuredToRun === 'unknown';
  const isFile = configuration === null || typeof configuration?.sha256 === 'string';
  const isSwitch = disableIpv6 === null || typeof disableIpv6?.all === 'string';
  return v === 1 && typeof running === 'boolean' && isConfigured && isFile && isSwitch;
}

async function readState(folder: string, jobId: string): Promise<SavedState> {
  let text: string;
  try {
    text = await readFile(join(folder, 'state.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const why = `nothing was saved before job ${jobId}, so nothing can be given back`;
    throw new SavedStateError('missing', why);
  }
  try {
    const state: unknown = JSON.parse(text);
    if (isSavedState(state)) return state;
  } catch {
    // Not even JSON.
  }
  const what = `${folder}/state.json is damaged; put the machine's earlier configuration back by hand`;
  throw new SavedStateError('damaged', what);
}

/** Reads a slot back. Throws SavedStateError when it was never filled or is damaged. */
export async function readSavedState(stateDir: string, jobId: string): Promise<LoadedState> {
  const folder = slotFolder(stateDir, jobId);
  const state = await readState(folder, jobId);
  return { state, configuration: await readConfiguration(folder, state.configuration) };
}
