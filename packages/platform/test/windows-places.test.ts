import { describe, expect, it } from 'vitest';
import { programFilesFolder, type RunWindows } from '../src';
import { ProgramError } from '../src/spawn';
import { systemRootBy } from '../src/system-root';

const absent = () => {
  throw new Error('ENOENT');
};

describe('the folder of Windows', () => {
  it('is where its kernel says, whatever a person has set', () => {
    const asked: string[] = [];
    const realpath = (path: string) => {
      asked.push(path);
      return 'D:\\Windows';
    };
    expect(systemRootBy(realpath, 'C:\\of mallory')).toBe('D:\\Windows');
    expect(asked).toEqual(['\\\\?\\GLOBALROOT\\SystemRoot']);
  });

  it.each([
    ['can not be asked', absent],
    ['names no drive', () => '\\\\?\\Volume{1}\\Windows'],
  ])('is where every process is told where the kernel %s', (_, realpath) => {
    expect(systemRootBy(realpath, 'E:\\WINDOWS')).toBe('E:\\WINDOWS');
    expect(systemRootBy(realpath, 'WINDOWS')).toBe('C:\\Windows');
  });
});

describe('the folder of installed programs', () => {
  const saying =
    (text: string): RunWindows =>
    async () => ({ bytes: Buffer.from(text), exitCode: 0 });

  it('is the one that the registry names', async () => {
    const text =
      '\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\r\n    ProgramFilesDir    REG_SZ    D:\\Program Files\r\n\r\n';
    expect(await programFilesFolder(saying(text))).toBe('D:\\Program Files');
  });

  it.each([
    ['has no such value', saying('')],
    ['names none', saying('    ProgramFilesDir    REG_SZ    nowhere\r\n')],
    [
      'can not be asked',
      async () => {
        throw new ProgramError('missing', ['reg'], null, '', 'is not there');
      },
    ],
  ])('is what every process is told where the registry %s', async (_, run) => {
    expect(await programFilesFolder(run as RunWindows)).toBe(process.env.ProgramFiles ?? 'C:\\Program Files');
  });
});
