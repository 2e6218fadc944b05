import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A source file by its path from the root of the repository, with forward slashes. */
export interface SourceText {
  path: string;
  text: string;
}

const SKIPPED = new Set(['node_modules', 'dist', '.next', '.turbo', 'generated', 'coverage']);

function pathsUnder(root: string, folder: string): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...pathsUnder(root, path));
    else if (/\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) found.push(path);
  }
  return found;
}

/** Tests of an app may use what tests need; `apps/e2e` is nothing but tests and keeps its own rule. */
function isTest(path: string): boolean {
  return (
    /^apps\/(?!e2e\/)[^/]+\/test\//.test(path) ||
    (/\.test\.tsx?$/.test(path) && !path.startsWith('apps/e2e/'))
  );
}

/** The folders of packages/ and apps/, as `packages/teredo`. */
export function readWorkspaceFolders(root: string): string[] {
  return ['packages', 'apps'].flatMap((parent) =>
    readdirSync(join(root, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${parent}/${name}`),
  );
}

/** Reads every source file under packages/<name>/src and apps/<name>. */
export function readSources(root: string): SourceText[] {
  return readWorkspaceFolders(root)
    .map((folder) => (folder.startsWith('packages/') ? `${folder}/src` : folder))
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => pathsUnder(root, folder))
    .filter((path) => !isTest(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
