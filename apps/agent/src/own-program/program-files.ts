import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import { syncFolder } from '@teredo-fleet/agent';

/** The names of a program, of one that is to replace it and of the one that it replaced, all in one folder. */
export interface ProgramPaths {
  path: string;
  newPath: string;
  oldPath: string;
}

export function pathsOf(path: string): ProgramPaths {
  const { dir, name, ext } = parse(path);
  const beside = (word: string) => join(dir, `${name}.${word}${ext}`);
  return { path, newPath: beside('new'), oldPath: beside('old') };
}

function keepOld({ path, oldPath }: ProgramPaths): void {
  rmSync(oldPath, { force: true });
  try {
    linkSync(path, oldPath);
  } catch {
    // A file system without hard links.
    copyFileSync(path, oldPath);
  }
}

/** In one stroke: at every instant one of the two whole programs has the name. */
function replaceAtOnce(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

function removeIfPossible(path: string): boolean {
  try {
    rmSync(path, { force: true });
    return true;
  } catch {
    return false;
  }
}

/** So many programs that still run, or that somebody looks into, are set aside at most. */
const MOST_ASIDE = 9;

/** Windows removes no program that runs, but renames it; what was set aside goes with a later one. Throws what the disk throws. */
function makeWayAt(path: string): void {
  const { dir, name, ext } = parse(path);
  const places = Array.from({ length: MOST_ASIDE }, (_, n) => join(dir, `${name}.${n + 1}${ext}`));
  for (const place of places) removeIfPossible(place);
  if (removeIfPossible(path)) return;
  renameSync(path, places.find((place) => !existsSync(place)) ?? path);
}

/** Windows lets nobody replace a program that runs, but it may be renamed. Undone where the second step fails. */
function replaceRunning(from: string, to: string, kept: string): void {
  makeWayAt(kept);
  renameSync(to, kept);
  try {
    renameSync(from, to);
  } catch (error) {
    renameSync(kept, to);
    throw error;
  }
}

/** The new program takes the name; the old one is kept. Throws what the disk throws, and then the name has not changed. */
export function putInPlace(paths: ProgramPaths, onWindows: boolean): void {
  if (onWindows) return replaceRunning(paths.newPath, paths.path, paths.oldPath);
  keepOld(paths);
  replaceAtOnce(paths.newPath, paths.path);
}

/** The one that was kept takes its name back. Throws what the disk throws. */
export function giveBack(paths: ProgramPaths, onWindows: boolean): void {
  if (onWindows) return replaceRunning(paths.oldPath, paths.path, paths.newPath);
  replaceAtOnce(paths.oldPath, paths.path);
}
