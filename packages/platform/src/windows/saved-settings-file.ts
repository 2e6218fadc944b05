import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type KeptSettings,
  settingsOfKept,
  WINDOWS_RELEASES,
  type WindowsRelease,
  type WindowsSettings,
} from '@teredo-fleet/teredo';

/** What a machine was before a job, and the release whose commands give it back. */
export interface SavedSettings {
  release: WindowsRelease;
  settings: WindowsSettings;
}

/** A slot that can't be used. The message says what to do. */
export class SavedSettingsError extends Error {
  override name = 'SavedSettingsError';
}

function slotFolder(stateDir: string, jobId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(jobId)) throw new TypeError(`not a job id: ${jobId}`);
  return join(stateDir, 'saved', jobId);
}

const pathIn = (folder: string) => join(folder, 'settings.json');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Whether the slot of this job is filled. */
export function hasSavedSettings(stateDir: string, jobId: string): boolean {
  return existsSync(pathIn(slotFolder(stateDir, jobId)));
}

/** Fills the slot in one stroke and on disk; throws what the file system throws, ENOSPC for one. */
export async function writeSavedSettings(
  stateDir: string,
  jobId: string,
  saved: SavedSettings,
): Promise<void> {
  const folder = slotFolder(stateDir, jobId);
  const temporary = `${folder}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ v: 1, ...saved });
  await writeFile(pathIn(temporary), `${sha256(text)}\n${text}\n`, { mode: 0o600, flush: true });
  await rename(temporary, folder);
}

function isSaved(value: unknown): value is SavedSettings & { settings: KeptSettings } {
  if (typeof value !== 'object' || value === null) return false;
  const { v, release, settings } = value as { v?: unknown } & Partial<SavedSettings>;
  return v === 1 && WINDOWS_RELEASES.includes(release as WindowsRelease) && typeof settings === 'object';
}

/** Reads a slot back. Throws SavedSettingsError when it was never filled or is damaged. */
export async function readSavedSettings(stateDir: string, jobId: string): Promise<SavedSettings> {
  const path = pathIn(slotFolder(stateDir, jobId));
  let content: string;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new SavedSettingsError(`nothing was saved before job ${jobId}, so nothing can be given back`);
  }
  const [sum = '', text = ''] = content.split('\n');
  const whole: unknown = sum === sha256(text) ? JSON.parse(text) : null;
  if (isSaved(whole)) return { release: whole.release, settings: settingsOfKept(whole.settings) };
  throw new SavedSettingsError(`${path} is damaged; put the machine's earlier settings back by hand`);
}
