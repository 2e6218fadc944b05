import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../../packages/dev-env/src/until';
import { keepingBatch } from '../src/boot/boot-start';
import { createWineMachine, type WineMachine } from './wine';

const LONG_MS = 120_000;

/** Stands for the agent, which fails at each start, and for its wait: both say so first. */
const agentThat = (waits: string): string =>
  [
    "var files=new ActiveXObject('Scripting.FileSystemObject');",
    'var word=WScript.Arguments.Item(0);',
    "var said=files.OpenTextFile('C:\\\\said.txt',8,true);said.Write(word+' ');said.Close();",
    `if(word==='wait'){${waits}}`,
    'WScript.Quit(1);',
  ].join('\r\n');
/** The test ends the wait: no time is measured. */
const UNTIL_TOLD = "while(!files.FileExists('C:\\\\go'));WScript.Quit(0);";

describe('the batch file that keeps an agent on XP Home', () => {
  let machine: WineMachine;
  const drive = (path: string) => join(machine.prefix, 'drive_c', path);
  const said = (): string[] =>
    existsSync(drive('said.txt')) ? readFileSync(drive('said.txt'), 'utf8').trim().split(' ') : [];

  /** Has a shell keep the agent; what it waits with stands in the folder `system`. */
  function keep(waits: string, system: string) {
    const script = machine.windowsPath(machine.write('agent.js', agentThat(waits)));
    const by = (word: string) => ({
      program: 'C:\\windows\\system32\\cscript.exe',
      args: ['//nologo', '//b', script, word],
    });
    writeFileSync(drive('keep.cmd'), keepingBatch({ agent: by('run'), wait: by('wait'), system }));
    return machine.start('cmd', ['/d', '/c', 'C:\\keep.cmd']);
  }

  beforeAll(async () => {
    machine = await createWineMachine('winxp');
    mkdirSync(drive('failing'));
    mkdirSync(drive('without'));
    const source = machine.write('failing.c', 'int main(void) { return 1; }');
    execFileSync('x86_64-w64-mingw32-gcc', ['-s', '-o', drive('failing/ping.exe'), source]);
    machine.override('ping.exe=n');
  }, LONG_MS);
  afterAll(() => machine.close());
  beforeEach(() => {
    for (const name of ['said.txt', 'go']) rmSync(drive(name), { force: true });
  });

  it.each([
    ['fails at once', 'C:\\failing\\'],
    ['is not there', 'C:\\without\\'],
  ])(
    'waits by the agent where ping %s, and starts it anew after that',
    async (_, system) => {
      const shell = keep(UNTIL_TOLD, system);
      await until('it waits', () => said().includes('wait'));
      expect(said()).toEqual(['run', 'wait']);
      writeFileSync(drive('go'), '');
      await until('it is started anew', () => said().filter((word) => word === 'run').length > 1);
      rmSync(drive('keep.cmd'));
      expect(await shell.ended).not.toBeNull();
    },
    LONG_MS,
  );

  it(
    'ends where nothing waits, so that it never starts the agent again and again: the next boot does',
    async () => {
      const shell = keep('', 'C:\\without\\');
      await shell.ended;
      expect(said()).toEqual(['run', 'wait']);
    },
    LONG_MS,
  );
});
