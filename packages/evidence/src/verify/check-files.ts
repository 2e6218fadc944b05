import type { FileState, FilesReading } from './bundle-files';
import { MANIFEST_FILE, SIGNATURE_FILE } from './check-manifest';
import { countOf, type Finding, fails, holds } from './finding';

function finding(file: string, state: FileState): Finding[] {
  switch (state.kind) {
    case 'same':
      return [];
    case 'changed':
      return [fails('files', 'changed', state.why, { file })];
    case 'missing':
      return [fails('files', 'missing', `${file} is missing: the manifest lists it.`, { file })];
    case 'added': {
      const text = `${file} was added: the manifest does not list it, and nothing proves what is in it.`;
      return [fails('files', 'added', text, { file })];
    }
  }
}

/** Whether every file is there as the manifest lists it, and no other. */
export function checkFiles({ states }: FilesReading): Finding[] {
  const listed = [...states].filter(([name]) => name !== MANIFEST_FILE && name !== SIGNATURE_FILE);
  const found = listed.flatMap(([name, state]) => finding(name, state));
  const same = listed.filter(([, { kind }]) => kind === 'same').map(([name]) => name);
  if (same.length === 0) return found;
  const are = same.length === 1 ? 'is' : 'are';
  return [
    holds(
      'files',
      `${countOf(same.length, 'file', 'files')} ${are} as the manifest lists: ${same.join(', ')}.`,
    ),
    ...found,
  ];
}
