import type { WindowsCommand } from '@teredo-fleet/teredo';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProcessRunner } from '../src/host/processes';
import { createWindowsEdge } from '../src/windows/windows-edge';
import { MemoryFiles } from './memory-files';

const FOLDER = 'C:\\Zoë’s Büro 世界\\run';
const ASK = (program: WindowsCommand['program'], ...args: string[]): WindowsCommand => ({
  program,
  args,
  timeoutMs: 1000,
});

/** A console that carries batch files out on a disk in memory, as far as no program hangs. */
class MemoryConsole {
  readonly files = new MemoryFiles();
  readonly lines: string[] = [];
  CurrentDirectory = 'C:\\';
  /** What a command line prints and ends with; null: it never ends. */
  answer: (line: string) => { text: string; exitCode: number } | null = () => ({ text: '', exitCode: 0 });
  private rest: string[] = [];

  Run = (command: string): number => {
    expect(this.CurrentDirectory).toBe(FOLDER);
    // With NoDefaultCurrentDirectoryInExePath set a bare name would be looked for in PATH only.
    const name = /\/d \/c \.\\(\S+)$/.exec(command)?.[1] ?? '';
    this.rest = (this.files.texts.get(`${FOLDER}\\${name}`) ?? '').split('\r\n').slice(1);
    this.goOn();
    return 0;
  };

  /** Carries on, up to the end or to a program that does not end. */
  goOn(): void {
    for (let line = this.rest[0]; line !== undefined && line !== ''; line = this.rest[0]) {
      const [, command = '', name = ''] = /^(.*) >(\S+)\.out 2>&1 <nul$/.exec(line) ?? [];
      const said = this.answer(command.replaceAll('%%', '%'));
      if (said === null) return;
      this.lines.push(command);
      this.files.texts.set(`${FOLDER}\\${name}.out`, said.text);
      this.files.texts.set(`${FOLDER}\\${name}.done`, `${said.exitCode} \r\n`);
      this.rest = this.rest.slice(2);
    }
  }
}

let console_: MemoryConsole;
let now = 0;
let made: MemoryConsole | null = null;

/** The script keeps hold of its objects, so there is one for all tests. */
function objectOf(name: string): unknown {
  made = made ?? new MemoryConsole();
  return name === 'Scripting.FileSystemObject' ? made.files : made;
}

vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor(name: string) {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return objectOf(name) as object;
    }
  },
);
vi.stubGlobal('WScript', {
  Sleep: (ms: number) => {
    now += ms;
  },
});
afterAll(() => vi.unstubAllGlobals());

beforeEach(() => {
  console_ = objectOf('WScript.Shell') as MemoryConsole;
  console_.files.texts.clear();
  console_.lines.length = 0;
  console_.answer = (line) => ({ text: `${line.length}!`, exitCode: 7 });
  now = 0;
});

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('programs that are run in one console', () => {
  it('are each told apart by what they printed and ended with, and leave no file behind', () => {
    const results = createProcessRunner(FOLDER).runAll([ASK('reg', 'query', 'HKU'), ASK('sc', 'a b', '%x%')]);
    expect(results.map((result) => [result?.exitCode, textOf(result?.output ?? new Uint8Array(0))])).toEqual([
      [7, `${results[0]?.command.length}!`],
      [7, `${results[1]?.command.length}!`],
    ]);
    expect(console_.lines).toEqual([
      'C:\\WINDOWS\\System32\\reg.exe query HKU',
      'C:\\WINDOWS\\System32\\sc.exe "a b" "%%x%%"',
    ]);
    expect([...console_.files.texts.keys()]).toEqual([]);
    expect(console_.CurrentDirectory).toBe('C:\\');
  });

  it('are given up with one that hangs: what stands behind it is not known, and nothing is run beside it until it ends', () => {
    const runner = createProcessRunner(FOLDER);
    let hangs = true;
    console_.answer = (line) => (hangs && /sc\.exe/.test(line) ? null : { text: 'x', exitCode: 0 });
    const three = [ASK('reg'), ASK('sc'), ASK('ipconfig')];
    expect(runner.runAll(three).map((result) => result?.exitCode)).toEqual([0, null, undefined]);
    expect(now).toBe(1000);
    expect(() => runner.run(ASK('ping'))).toThrow('sc.exe still runs, and nothing else is run beside it');
    hangs = false;
    console_.goOn();
    expect(runner.run(ASK('ping')).exitCode).toBe(0);
  });

  it('are none where there is nothing to ask', () => {
    expect(createProcessRunner(FOLDER).runAll([])).toEqual([]);
    expect(console_.lines).toEqual([]);
  });
});

describe('the newest look at the machine', () => {
  let looks = 0;
  let clock = 1_000_000;
  const runner = {
    run: (command: WindowsCommand) => ({
      command: command.program,
      exitCode: 0,
      output: new Uint8Array(0),
    }),
    runAll: (commands: WindowsCommand[]) => {
      looks += 1;
      return commands.map(() => null);
    },
  };
  const edge = () => createWindowsEdge(runner, { oemCodePage: 437, now: () => clock });

  beforeEach(() => {
    looks = 0;
  });

  it('serves for a minute, and no longer', () => {
    const { lookAgainUnlessFresh } = edge();
    const first = lookAgainUnlessFresh();
    clock += 59_999;
    expect(lookAgainUnlessFresh()).toBe(first);
    expect(looks).toBe(1);
    clock += 1;
    expect(lookAgainUnlessFresh()).not.toBe(first);
    expect(looks).toBe(2);
  });

  it('does not serve once the clock was set back, nor after a command', () => {
    const { lookAgainUnlessFresh, run } = edge();
    lookAgainUnlessFresh();
    clock -= 3 * 365 * 86_400_000;
    lookAgainUnlessFresh();
    expect(looks).toBe(2);
    run(ASK('netsh', 'interface', 'teredo', 'set', 'state', 'type=client'), '10');
    lookAgainUnlessFresh();
    expect(looks).toBe(3);
  });

  it('is not run over by a command that is in no table', () => {
    const { lookAgainUnlessFresh, run } = edge();
    lookAgainUnlessFresh();
    expect(() => run(ASK('netsh', 'interface', 'set', 'interface', 'LAN', 'disabled'), '10')).toThrow(
      'is not in the table of commands',
    );
    lookAgainUnlessFresh();
    expect(looks).toBe(1);
  });
});
