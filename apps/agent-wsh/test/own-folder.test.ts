import { afterAll, expect, it, vi } from 'vitest';
import { makeOwnFolder } from '../src/host/own-folder';

const ENVIRONMENT: Record<string, string> = {
  // A person's own variable, which holds in the person's elevated shell, too.
  SystemRoot: 'C:\\of mallory',
  USERPROFILE: 'C:\\Users\\kim',
};
let closed: string[] = [];
let made: string[] = [];
const WINDOWS = {
  ExpandEnvironmentStrings: (text: string) => ENVIRONMENT[text.replaceAll('%', '')] ?? text,
  GetSpecialFolder: (which: number) => ({ Path: `C:\\WINDOWS\\${which === 1 ? 'System32' : 'Temp'}` }),
  GetParentFolderName: (path: string) => path.slice(0, path.lastIndexOf('\\')),
  FolderExists: (path: string) => !/teredo/.test(path),
  CreateFolder(path: string) {
    if (closed.some((place) => path.startsWith(`${place}\\teredo`))) throw new Error('Permission denied');
    made.push(path);
  },
};
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return WINDOWS;
    }
  },
);
afterAll(() => vi.unstubAllGlobals());

it.each([
  ['of Windows for whoever may write there', [], 'C:\\WINDOWS\\teredo-x'],
  ['of the own profile for everybody else', ['C:\\WINDOWS'], 'C:\\Users\\kim\\teredo-x'],
  [
    'for temporary files where there is no other',
    ['C:\\WINDOWS', 'C:\\Users\\kim'],
    'C:\\WINDOWS\\Temp\\teredo-x',
  ],
])('a folder for one call lies in that %s', (_, places, path) => {
  [closed, made] = [places, []];
  expect(makeOwnFolder('teredo-x')).toBe(path);
  expect(made).toEqual([path]);
});

it('where nothing can be made the refusal is told', () => {
  closed = ['C:\\WINDOWS', 'C:\\Users\\kim', 'C:\\WINDOWS\\Temp'];
  expect(() => makeOwnFolder('teredo-x')).toThrow('Permission denied');
});
