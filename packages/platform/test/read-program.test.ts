import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeReadiness } from '@teredo-fleet/teredo';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProgramReader, foldersOf, readProgram, toldLine } from '../src';

const WINE = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows';
const GIB = 1024 ** 3;

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-program-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Headers of a program whose one section of code is said to be all of the file. */
function headersOf(codeSize: number): Buffer {
  const bytes = Buffer.alloc(0x400);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(0x8664, 0x84);
  bytes.writeUInt16LE(1, 0x86);
  bytes.writeUInt16LE(0xf0, 0x94);
  bytes.writeUInt16LE(0x20b, 0x98);
  bytes.writeUInt32LE(0x400, 0x98 + 60);
  bytes.writeUInt32LE(16, 0x98 + 108);
  const section = 0x98 + 0xf0;
  bytes.write('.text', section, 'latin1');
  bytes.writeUInt32LE(codeSize, section + 8);
  bytes.writeUInt32LE(0x1000, section + 12);
  bytes.writeUInt32LE(codeSize, section + 16);
  bytes.writeUInt32LE(0x400, section + 20);
  bytes.writeUInt32LE(0x6000_0020, section + 36);
  return bytes;
}

describe('reading a program where it lies', () => {
  it.skipIf(!existsSync(WINE))('gives what it is judged by, and its size and time', () => {
    copyFileSync(join(WINE, 'arp.exe'), at('arp.exe'));
    const { outcome, file, facts } = readProgram(at('arp.exe'), null);
    const { size, mtimeMs } = lstatSync(at('arp.exe'));
    expect([outcome, file]).toEqual(['inspected', { size, modifiedAt: Math.floor(mtimeMs) }]);
    expect(facts).toMatchObject({ kind: 'pe', machine: 'x64' });
  });

  it.skipIf(!existsSync(WINE))(
    'reads each of Wine’s programs in a moment, whole and cut off in its first quarter',
    () => {
      const names = readdirSync(WINE).filter((name) => name.endsWith('.exe'));
      expect(names.length).toBeGreaterThan(20);
      for (const [index, name] of names.entries()) {
        copyFileSync(join(WINE, name), at(name));
        expect(readProgram(at(name), null).outcome, name).toBe('inspected');
        truncateSync(at(name), Math.floor((lstatSync(at(name)).size * index) / names.length / 4));
        const cut = readProgram(at(name), null);
        expect([cut.outcome, judgeReadiness(cut.facts!).sockets.verdict], name).toEqual([
          'inspected',
          'cannot-tell',
        ]);
      }
    },
  );

  it('does not read again what has the size and time that are known', () => {
    writeFileSync(at('a.exe'), headersOf(0));
    const { file } = readProgram(at('a.exe'), null);
    expect(readProgram(at('a.exe'), file)).toEqual({ outcome: 'unchanged', file, facts: null });
    writeFileSync(at('a.exe'), 'MZ');
    expect(readProgram(at('a.exe'), file)).toMatchObject({ outcome: 'inspected', file: { size: 2 } });
  });

  it('reads two gigabytes by the page, not whole', () => {
    writeFileSync(at('huge.exe'), headersOf(2 * GIB - 0x400));
    truncateSync(at('huge.exe'), 2 * GIB);
    const before = process.memoryUsage().rss;
    const { outcome, facts } = readProgram(at('huge.exe'), null);
    expect([outcome, facts?.gap, facts?.protectionLevel]).toEqual(['inspected', null, null]);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 ** 2);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['one letter', Buffer.from('M'), 'other'],
    ['text', Buffer.from('no program at all\n'), 'other'],
    ['headers that lead to themselves', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62)]), 'dos'],
    ['headers alone', headersOf(GIB), 'pe'],
    ['a program of this Linux', Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), 'elf'],
  ])('comes to an end with %s', (_, bytes, kind) => {
    writeFileSync(at('odd.exe'), bytes);
    const { outcome, facts } = readProgram(at('odd.exe'), null);
    expect([outcome, facts?.kind]).toEqual(['inspected', kind]);
    expect(judgeReadiness(facts!).sockets.verdict).toBe('cannot-tell');
  });

  it('waits for no pipe, reads no folder, no socket and no device, and follows no link', async () => {
    writeFileSync(at('real.exe'), headersOf(0));
    mkdirSync(at('folder.exe'));
    spawnSync('mkfifo', [at('pipe.exe')]);
    symlinkSync(at('real.exe'), at('link.exe'));
    symlinkSync(folder, at('around'));
    symlinkSync(at('loop-2.exe'), at('loop-1.exe'));
    symlinkSync(at('loop-1.exe'), at('loop-2.exe'));
    symlinkSync('/dev/zero', at('zero.exe'));
    const server = createServer().listen(at('socket.exe'));
    await new Promise((resolve) => server.once('listening', resolve));
    const outcomes = (...names: string[]) => names.map((name) => readProgram(at(name), null).outcome);
    expect(outcomes('folder.exe', 'pipe.exe', 'socket.exe')).toEqual([
      'not-a-file',
      'not-a-file',
      'not-a-file',
    ]);
    expect(outcomes('link.exe', 'loop-1.exe', 'zero.exe', 'around/real.exe')).toEqual([
      'link',
      'link',
      'link',
      'link',
    ]);
    expect(outcomes('none.exe', 'none/a.exe', 'real.exe/a.exe', `${'a'.repeat(300)}.exe`)).toEqual([
      'missing',
      'missing',
      'missing',
      'unreadable',
    ]);
    server.close();
  });
});

describe('a reader of programs', () => {
  const readerBy = (argvOf: Parameters<typeof createProgramReader>[0]['argvOf'], longestReadMs = 10_000) =>
    createProgramReader({
      system: 'windows',
      folders: { programfiles: '/Program Files' },
      argvOf,
      exceptions: async () => (path) => (path === '/Program Files\\a.exe' ? 'with-edge' : 'none'),
      longestReadMs,
    });
  const saying = (...lines: string[]) => readerBy(() => ['/usr/bin/printf', '%s\\n', ...lines]);

  it('gives what the process told, whatever it says beside it', async () => {
    const told = { outcome: 'inspected' as const, file: { size: 1, modifiedAt: 2 }, facts: null };
    expect(await saying('a warning', toldLine(told)).read('C:\\a.exe', null)).toEqual(told);
  });

  it('goes on where the process says nothing, is ended by the system, or can’t be started', async () => {
    const unreadable = { outcome: 'unreadable', file: null, facts: null };
    expect(await saying('').read('C:\\a.exe', null)).toEqual(unreadable);
    expect(await saying('program: {"outcome":"insp').read('C:\\a.exe', null)).toEqual(unreadable);
    const killed = readerBy(() => ['/bin/sh', '-c', 'kill -SEGV $$']);
    expect(await killed.read('C:\\a.exe', null)).toEqual(unreadable);
    expect(await readerBy(() => ['/no/such/program']).read('C:\\a.exe', null)).toEqual(unreadable);
  });

  it('ends one that takes too long, and reads the next', async () => {
    const slow = readerBy((path) => (path === 'C:\\slow.exe' ? ['/bin/sleep', '60'] : ['/bin/true']), 300);
    expect(await slow.read('C:\\slow.exe', null)).toMatchObject({ outcome: 'too-slow' });
    expect(await slow.read('C:\\a.exe', null)).toMatchObject({ outcome: 'unreadable' });
  });

  it('ends what is under way when the agent does', async () => {
    const slow = readerBy(() => ['/bin/sleep', '60']);
    const reading = slow.read('C:\\slow.exe', null);
    slow.close();
    expect(await reading).toMatchObject({ outcome: 'unreadable' });
  });

  it('fills in the machine’s own folders alone, for the file and for the firewall', async () => {
    const asked: string[] = [];
    const reader = readerBy((path) => {
      asked.push(path);
      return ['/bin/true'];
    });
    await reader.read('%ProgramFiles%\\a.exe', null);
    expect(await reader.read('%ProgramData%\\a.exe', null)).toMatchObject({ outcome: 'missing' });
    expect(asked).toEqual(['/Program Files\\a.exe']);
    const exceptionOf = await reader.exceptions();
    expect(exceptionOf('%ProgramFiles%\\a.exe')).toBe('with-edge');
    expect(exceptionOf('%ProgramData%\\a.exe')).toBe('none');
  });

  it('knows of an environment only what paths may begin with', () => {
    const folders = foldersOf({ PROGRAMFILES: 'C:\\Program Files', SECRET: 'x' });
    expect(folders.programfiles).toBe('C:\\Program Files');
    expect(JSON.stringify(folders)).not.toMatch(/secret/i);
  });
});
