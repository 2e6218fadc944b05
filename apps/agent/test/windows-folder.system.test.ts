import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@teredo-fleet/dev-env';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { markEnrolmentCommand, removeEnrolmentMarkCommand } from '@teredo-fleet/teredo';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { enrolmentSha256 } from '../../../packages/agent/src';
import { FakeGateway } from '../../../packages/agent/test/fake-gateway';
import { enrolFolder } from '../../../packages/agent/test/fixtures';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { makeExecutable } from '../../../tooling/run/build-agents.mjs';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';
import { enrolOnWindows } from './windows-enrolment';
import { startWindowsTen, type WindowsTen } from './windows-ten';

/** Against hanging only. */
const LONG_MS = 600_000;
const AGENT_EXE = 'C:\\teredo-agent.exe';
const LONG = 'C:\\ProgramData\\Teredo Fleet Büro 世界';
/** Below the folder of Windows. */
const TOLD = 'C:\\windows\\Teredo Fleet';
const FOREIGN = 'C:\\ProgramData\\of mallory';
const HELD = 'C:\\ProgramData\\held';
const ABOUT = 'about-this-folder.txt';
/** Nobody listens there: an enrolment that gets so far has made its folder. */
const NOWHERE = 'http://127.0.0.1:1';
const MADE_ITS_FOLDER = 5;
const needed = hasNodeForWindows() ? '' : ' (skipped, missing: Node for Windows, by npm test)';

/** A link of Linux is to Wine what a volume's mount point is to Windows: a folder that lies elsewhere. */
describe.skipIf(!hasNodeForWindows())(`the folder of the executable on a Windows 10${needed}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'windows-folder-'));
  let gateway: FakeGateway;
  let windows: WindowsTen;
  const onDrive = (path: string) => windows.onDrive(path);
  const plant = (path: string, to: string) => symlinkSync(onDrive(to), onDrive(path));
  function enrolIn(stateDir: string, server = NOWHERE, ...more: string[]) {
    const secret = randomBytes(32).toString('base64url');
    const token = formatEnrolmentToken({ tokenId: 'one', secret, ...gateway.keys });
    const args = ['enrol', '--server', server, '--token', token, '--state-dir', stateDir, ...more];
    return windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
  }
  /** What lies where the agent's folders are made. */
  const namesLike = (name: RegExp) => readdirSync(onDrive('C:\\ProgramData')).filter((one) => name.test(one));
  /** The short name that Windows made for something in a folder. */
  async function shortName(parent: string, name: RegExp): Promise<string> {
    const { output } = await windows.machine.run('cmd', ['/c', 'dir', '/x', parent]);
    const line = output.split('\n').find((one) => name.test(one.trimEnd())) ?? output;
    const short = /<DIR>\s+(\S*~\S*) /.exec(line)?.[1];
    if (short === undefined) throw new Error(`no short name: ${line}`);
    return short;
  }

  /** Wine's says of every task that it is there, and can remove none. This one knows no task. */
  function putNoScheduler(): void {
    const [source, made] = [join(folder, 'no-task.c'), join(folder, 'schtasks.exe')];
    writeFileSync(source, 'int main(void) { return 1; }\n');
    execFileSync('x86_64-w64-mingw32-gcc', ['-s', '-o', made, source]);
    const place = onDrive('C:\\windows\\system32\\schtasks.exe');
    rmSync(place, { force: true });
    copyFileSync(made, place);
    windows.machine.override(`${windows.standIn.overrides};schtasks.exe=n`);
  }
  const hasTold = () => existsSync(onDrive(`${TOLD}\\standing.txt`));
  const uninstall = () =>
    windows.machine.run(AGENT_EXE, ['uninstall', '--state-dir', LONG], { timeoutMs: LONG_MS / 4 });

  afterEach(() => {
    gateway.enrolments = 'answered';
  });

  beforeAll(async () => {
    [gateway, windows] = await Promise.all([
      FakeGateway.start(),
      startWindowsTen(standInState(standInMachine(OS_OF['10']))),
      makeExecutable(folder),
    ]);
    copyFileSync(join(folder, 'teredo-agent.exe'), onDrive(AGENT_EXE));
    putNoScheduler();
  }, LONG_MS);

  afterAll(async () => {
    await windows?.close();
    await gateway?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  it(
    'is made, and gone again where the enrolment fails, so that the next try makes it as well',
    async () => {
      for (const _ of ['first', 'second'])
        expect(await enrolIn(LONG)).toMatchObject({ exitCode: MADE_ITS_FOLDER, output: '' });
      expect(namesLike(/Büro/)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'stays where the server was asked and its answer was lost, and the same line goes on in it as the same machine',
    async () => {
      gateway.enrolments = 'lost';
      const lost = await enrolIn('C:\\ProgramData\\lost', gateway.url, '--door', 'ws');
      expect(lost).toMatchObject({ exitCode: MADE_ITS_FOLDER, output: '' });
      expect(lost.errors).toMatch(/ended before the server answered\. .*paste the same line again/);
      expect(readdirSync(onDrive('C:\\ProgramData\\lost'))).toContain('enrolment-begun.json');
      gateway.enrolments = 'answered';
      const enrolled = await enrolIn('C:\\ProgramData\\lost', gateway.url, '--door', 'ws');
      expect(enrolled).toMatchObject({ exitCode: 0, errors: '' });
      expect(enrolled.output).toMatch(/^Enrolled as machine/);
      expect(new Set(gateway.enrolling).size).toBe(1);
      expect(namesLike(/lost/)).toEqual(['lost']);
      expect(readdirSync(onDrive('C:\\ProgramData\\lost'))).not.toContain('enrolment-begun.json');
      const { program, args } = removeEnrolmentMarkCommand();
      await windows.machine.run(program, args);
    },
    LONG_MS,
  );

  it(
    'is the machine’s own once it is enrolled in it, also by another spelling and by its short name',
    async () => {
      expect(await enrolIn(LONG, gateway.url)).toMatchObject({ exitCode: 0, errors: '' });
      expect(readdirSync(onDrive(LONG))).toEqual(expect.arrayContaining([ABOUT, 'enrolment.json']));
      const parent = await shortName('C:\\', / ProgramData$/);
      const own = await shortName('C:\\ProgramData', / Teredo Fleet /);
      for (const path of [LONG.toUpperCase(), `C:\\${parent}\\${own}`]) {
        const refused = await enrolIn(path, gateway.url);
        expect(refused).toMatchObject({ exitCode: 1, output: '' });
        expect(refused.errors).toContain('enrolled already');
      }
      mkdirSync(onDrive(`${LONG}\\earlier`));
      const again = await enrolIn(LONG, gateway.url, '--again');
      expect(again).toMatchObject({ exitCode: 0, errors: '' });
      expect(again.output).toContain(`It was machine ${gateway.machineId} before`);
      expect(readdirSync(onDrive(LONG))).toContain('earlier');
      expect(namesLike(/Büro/)).toHaveLength(1);
      // As an enrolment leaves it that was cut off between the two.
      const marks = [enrolmentSha256(onDrive(LONG)) ?? '', 'ab'.repeat(32)];
      for (const both of [marks, [...marks].reverse()]) {
        const command = markEnrolmentCommand(both);
        if (command === null) throw new TypeError('no SHA-256');
        await windows.machine.run(command.program, command.args);
        expect((await enrolIn(LONG, gateway.url)).errors).toContain('enrolled already');
      }
    },
    LONG_MS,
  );

  it(
    'is refused where something on the way to it leads elsewhere, and nothing is written there',
    async () => {
      mkdirSync(onDrive('C:\\other'));
      plant('C:\\ProgramData\\planted', 'C:\\other');
      // To a neighbour of its own, too.
      plant('C:\\beside', 'C:\\other');
      for (const link of ['C:\\ProgramData\\planted', 'C:\\beside'])
        for (const stateDir of [link, `${link}\\state`]) {
          const refused = await enrolIn(stateDir);
          expect(refused).toMatchObject({ exitCode: 1, output: '' });
          expect(refused.errors).toContain(`${link} leads to another place`);
        }
      expect(readdirSync(onDrive('C:\\other'))).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is refused where something in it leads elsewhere',
    async () => {
      mkdirSync(onDrive(`${LONG}\\saved`));
      plant(`${LONG}\\saved\\x`, 'C:\\other');
      const refused = await enrolIn(LONG, gateway.url, '--again');
      expect(refused).toMatchObject({ exitCode: 1, output: '' });
      expect(refused.errors).toContain(`${LONG}\\saved\\x leads to another place`);
      rmSync(onDrive(`${LONG}\\saved`), { recursive: true });
    },
    LONG_MS,
  );

  it.each([
    ['a user made it', [FOREIGN]],
    // As somebody could move one there that a service made for him.
    ['it is an administrator’s', []],
  ])(
    'is neither obeyed nor written into with an enrolment that no administrator made here: %s',
    async (_, madeByUser) => {
      mkdirSync(onDrive(FOREIGN), { mode: 0o700 });
      enrolFolder(onDrive(FOREIGN), gateway);
      await windows.become(standInState(standInMachine(OS_OF['10']), { madeByUser }));
      const lines = [
        ['run', '--log-file', `${FOREIGN}\\agent.log`],
        ['service', 'install'],
        ...(madeByUser.length > 0
          ? [
              ['service', 'remove'],
              ['uninstall', '--purge'],
            ]
          : []),
      ];
      for (const line of lines) {
        const args = [...line, '--state-dir', FOREIGN];
        const refused = await windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
        expect(refused).toMatchObject({ exitCode: 1, output: '' });
        expect(refused.errors).toMatch(
          /No administrator of this Windows made the enrolment.*enrol --again|no administrator \(S-1-5-21-1-2-3-1001\).*rd \/s/,
        );
      }
      expect(readdirSync(onDrive(FOREIGN))).toEqual(['enrolment.json']);
      rmSync(onDrive(FOREIGN), { recursive: true });
      await windows.become(standInState(standInMachine(OS_OF['10'])));
    },
    LONG_MS,
  );

  it(
    'is made afresh where one of somebody’s lies in its place, which is set aside with all in it and not looked into',
    async () => {
      await windows.become(standInState(standInMachine(OS_OF['10']), { madeByUser: [FOREIGN] }));
      for (const number of [1, 2]) {
        rmSync(onDrive(FOREIGN), { recursive: true, force: true });
        mkdirSync(onDrive(FOREIGN), { mode: 0o700 });
        enrolFolder(onDrive(FOREIGN), gateway);
        plant(`${FOREIGN}\\saved`, 'C:\\other');
        const before = readFileSync(onDrive(`${FOREIGN}\\enrolment.json`));
        const failed = await enrolIn(FOREIGN);
        expect(failed).toMatchObject({ exitCode: MADE_ITS_FOLDER });
        expect(failed.output).toContain(`${FOREIGN} is back in its place, as it was.`);
        expect(readdirSync(onDrive(FOREIGN)).sort()).toEqual(['enrolment.json', 'saved']);
        const aside = `${FOREIGN} set aside ${number}`;
        const enrolled = await enrolIn(FOREIGN, gateway.url);
        expect(enrolled).toMatchObject({ exitCode: 0, errors: '' });
        expect(enrolled.output).toContain(`set aside as ${aside}, where nothing of it is used`);
        expect(enrolled.output).not.toContain('before: retire');
        expect(readdirSync(onDrive(aside)).sort()).toEqual(['enrolment.json', 'saved']);
        expect(readFileSync(onDrive(`${aside}\\enrolment.json`))).toEqual(before);
        const made = readdirSync(onDrive(FOREIGN));
        expect(made).toEqual(expect.arrayContaining([ABOUT, 'enrolment.json']));
        expect(made).not.toContain('saved');
        const { program, args } = removeEnrolmentMarkCommand();
        await windows.machine.run(program, args);
      }
      await windows.become(standInState(standInMachine(OS_OF['10'])));
    },
    LONG_MS,
  );

  it(
    'is made afresh where somebody put a begun enrolment there, of the same token and a key of their own, or what is no file',
    async () => {
      gateway.enrolments = 'lost';
      const lost = 'C:\\ProgramData\\begun';
      await enrolIn(lost, gateway.url, '--door', 'ws');
      const known = JSON.parse(readFileSync(onDrive(`${lost}\\enrolment-begun.json`), 'utf8'));
      gateway.enrolments = 'answered';
      const seed = Buffer.alloc(32, 7).toString('base64');
      const planted = `${FOREIGN}\\enrolment-begun.json`;
      const plants = [
        () => writeFileSync(onDrive(planted), JSON.stringify({ ...known, seed })),
        () => mkdirSync(onDrive(planted)),
        () => plant(planted, 'C:\\other'),
      ];
      const { program, args } = removeEnrolmentMarkCommand();
      for (const putThere of plants) {
        await windows.machine.run(program, args);
        rmSync(onDrive(FOREIGN), { recursive: true, force: true });
        mkdirSync(onDrive(FOREIGN), { mode: 0o700 });
        putThere();
        const enrolled = await enrolIn(FOREIGN, gateway.url);
        expect(enrolled).toMatchObject({ exitCode: 0, errors: '' });
        expect(enrolled.output).toContain('set aside as');
        const own = JSON.parse(readFileSync(onDrive(`${FOREIGN}\\enrolment.json`), 'utf8'));
        expect([seed, known.seed]).not.toContain(own.seed);
        expect(readdirSync(onDrive(FOREIGN))).not.toContain('enrolment-begun.json');
        expect(readdirSync(onDrive('C:\\other'))).toEqual([]);
      }
      await windows.machine.run(program, args);
      rmSync(onDrive(FOREIGN), { recursive: true });
    },
    LONG_MS,
  );

  it(
    'is not set aside unasked where an administrator’s enrolment lies in it that this Windows does not know',
    async () => {
      const folder = 'C:\\ProgramData\\of a backup';
      mkdirSync(onDrive(folder), { mode: 0o700 });
      enrolFolder(onDrive(folder), gateway);
      const refused = await enrolIn(folder, gateway.url);
      expect(refused).toMatchObject({ exitCode: 1, output: '' });
      expect(refused.errors).toMatch(/does not know it as this machine.s.*add --again/);
      expect(namesLike(/of a backup/)).toEqual(['of a backup']);
      const again = await enrolIn(folder, gateway.url, '--again');
      expect(again).toMatchObject({ exitCode: 0, errors: '' });
      expect(again.output).toContain(`set aside as ${folder} set aside 1`);
    },
    LONG_MS,
  );

  it(
    'is not made where somebody keeps open what lies in its place, and that stays as it is',
    async () => {
      mkdirSync(onDrive(HELD), { mode: 0o700 });
      const holder = windows.machine.start('cmd', [
        '/c',
        `cd /d ${HELD} && echo held && ping -n 60 127.0.0.1 >nul`,
      ]);
      await holder.says(/held/, { timeoutMs: LONG_MS / 4 });
      const refused = await enrolIn(HELD, gateway.url);
      holder.kill();
      await holder.ended;
      expect(refused).toMatchObject({ exitCode: 1, output: '' });
      expect(refused.errors).toMatch(/does not let it be renamed \(E\w+\).*service remove/);
      expect(readdirSync(onDrive(HELD))).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is not kept where its rights can’t be set, and the program is named that Windows does not start',
    async () => {
      const icacls = onDrive('C:\\windows\\system32\\icacls.exe');
      const program = readFileSync(icacls);
      writeFileSync(icacls, 'no program');
      const refused = await enrolIn('C:\\ProgramData\\no rights', gateway.url);
      writeFileSync(icacls, program);
      expect(refused).toMatchObject({ exitCode: 1, output: '' });
      expect(refused.errors).toMatch(/icacls\.exe.*could not be started/);
      expect(namesLike(/no rights/)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is not made by an agent that is enrolled nowhere',
    async () => {
      const args = ['run', '--state-dir', 'C:\\ProgramData\\none'];
      const refused = await windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
      expect(refused.errors).toContain('This machine is not enrolled');
      expect(existsSync(onDrive('C:\\ProgramData\\none'))).toBe(false);
    },
    LONG_MS,
  );

  it(
    'is not made without the rights of an administrator, who could not use it later',
    async () => {
      const state = standInState(standInMachine(OS_OF['10'], { elevated: false }));
      await windows.become(state);
      const refused = await enrolIn('C:\\ProgramData\\of a user');
      expect(refused.errors).toContain('Run as administrator');
      expect(existsSync(onDrive('C:\\ProgramData\\of a user'))).toBe(false);
      await windows.become(standInState(standInMachine(OS_OF['10'])));
    },
    LONG_MS,
  );

  it(
    'goes with an agent that runs: it says goodbye and ends by itself, and nothing is left of folder and what applications were told',
    async () => {
      rmSync(onDrive(LONG), { recursive: true });
      mkdirSync(onDrive(LONG), { mode: 0o700 });
      await enrolOnWindows(windows.machine, onDrive(LONG), gateway);
      const agent = windows.machine.start(AGENT_EXE, ['run', '--state-dir', LONG]);
      await until('applications are told', async () => hasTold() || null, {
        timeoutMs: LONG_MS / 2,
        everyMs: 200,
      });
      mkdirSync(onDrive(`${LONG}\\earlier`), { recursive: true });
      const gone = await uninstall();
      const all = { exitCode: 0, errors: '', output: expect.stringMatching(/^The agent is gone/) };
      expect(gone).toMatchObject(all);
      expect(gone.output).not.toContain('Kept in');
      expect(await agent.ended).toBe(0);
      expect(gateway.others).toContainEqual({ type: 'bye', reason: 'stopping' });
      expect([TOLD, LONG].map((path) => existsSync(onDrive(path)))).toEqual([false, false]);
    },
    LONG_MS,
  );

  it(
    'and what applications were told go also where the agent had no time to take that away itself',
    async () => {
      for (const path of [TOLD, `${LONG}\\messages`]) mkdirSync(onDrive(path), { recursive: true });
      writeFileSync(onDrive(`${TOLD}\\standing.txt`), 'told');
      writeFileSync(onDrive(`${LONG}\\messages\\message-1-1.txt`), 'a notice that was up');
      expect(await uninstall()).toMatchObject({ exitCode: 0, errors: '' });
      expect([TOLD, LONG].map((path) => existsSync(onDrive(path)))).toEqual([false, false]);
    },
    LONG_MS,
  );
});
