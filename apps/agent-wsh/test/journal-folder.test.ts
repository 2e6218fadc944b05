import { afterAll, describe, expect, it, vi } from 'vitest';
import { openJournalFolder } from '../src/state/journal-folder';
import { MemoryFiles } from './memory-files';

const FOLDER = 'C:\\Zoë’s Büro 世界';
const files = new MemoryFiles();
const ran: string[] = [];

/** A console whose `dir` lists what lies in the folder that it is asked for. */
const shell = {
  GetSpecialFolder: () => ({ Path: 'C:\\WINDOWS\\System32' }),
  GetParentFolderName: () => 'C:\\WINDOWS',
  Run(command: string): number {
    ran.push(command);
    const [, folder = '', list = ''] = / dir \/b \/a-d "([^"]+)" >"([^"]+)" 2>nul$/.exec(command) ?? [];
    const inside = [...files.texts.keys()].filter((path) => path.startsWith(`${folder}\\`));
    const text = inside.map((path) => `${path.slice(folder.length + 1)}\r\n`).join('');
    files.texts.set(list, Buffer.from(text, 'utf16le').toString('latin1'));
    return 0;
  },
};
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor(name: string) {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return (name === 'WScript.Shell' ? shell : files) as object;
    }
  },
);
afterAll(() => vi.unstubAllGlobals());

describe('the journals of a folder', () => {
  it('are listed into the agent’s own folder, where nobody else may put a file of that name', () => {
    const jobId = '00000000-0000-4000-8000-000000000001';
    files.texts.set(`${FOLDER}\\jobs\\${jobId}-1.a`, '');
    expect(openJournalFolder(FOLDER, 'e').jobs()).toEqual([]);
    expect(ran.map((command) => />"([^"]+)"/.exec(command)?.[1])).toEqual([`${FOLDER}\\run\\rad12345.tmp`]);
    expect([...files.texts.keys()]).toEqual([`${FOLDER}\\jobs\\${jobId}-1.a`]);
  });
});
