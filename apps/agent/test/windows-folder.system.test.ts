import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { standInMachine, standInState } from '@teredo-fleet/platform/stand-in';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeGateway } from '../../../packages/agent/test/fake-gateway';
import { OS_OF } from '../../../packages/platform/test/stand-in-machines';
import { makeExecutable } from '../../../tooling/run/build-agents.mjs';
import { hasNodeForWindows } from '../../../tooling/run/node-archive.mjs';
import { startWindowsTen, type WindowsTen } from './windows-ten';

/** Against hanging only. */
const LONG_MS = 600_000;
const AGENT_EXE = 'C:\\teredo-agent.exe';
const LONG = 'C:\\ProgramData\\Teredo Fleet Büro 世界';
const ABOUT = 'about-this-folder.txt';
/** Nobody listens there: an enrolment that gets so far has taken its folder. */
const NOWHERE = 'http://127.0.0.1:1';
const TOOK_ITS_FOLDER = 5;
const needed = hasNodeForWindows() ? '' : ' (skipped, missing: Node for Windows, by npm test)';

/** A link of Linux is to Wine what a volume's mount point is to Windows: a folder that lies elsewhere. */
describe.skipIf(!hasNodeForWindows())(`the folder of the executable on a Windows 10${needed}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'windows-folder-'));
  let gateway: FakeGateway;
  let windows: WindowsTen;
  const onDrive = (path: string) => windows.onDrive(path);
  const plant = (path: string, to: string) => symlinkSync(onDrive(to), onDrive(path));
  function enrolIn(stateDir: string) {
    const secret = randomBytes(32).toString('base64url');
    const token = formatEnrolmentToken({ tokenId: 'one', secret, ...gateway.keys });
    const args = ['enrol', '--server', NOWHERE, '--token', token, '--state-dir', stateDir];
    return windows.machine.run(AGENT_EXE, args, { timeoutMs: LONG_MS / 4 });
  }
  /** The short name that Windows made for something in a folder. */
  async function shortName(parent: string, name: RegExp): Promise<string> {
    const { output } = await windows.machine.run('cmd', ['/c', 'dir', '/x', parent]);
    const line = output.split('\n').find((one) => name.test(one.trimEnd())) ?? output;
    const short = /<DIR>\s+(\S*~\S*) /.exec(line)?.[1];
    if (short === undefined) throw new Error(`no short name: ${line}`);
    return short;
  }

  beforeAll(async () => {
    [gateway, windows] = await Promise.all([
      FakeGateway.start(),
      startWindowsTen(standInState(standInMachine(OS_OF['10']))),
      makeExecutable(folder),
    ]);
    copyFileSync(join(folder, 'teredo-agent.exe'), onDrive(AGENT_EXE));
  }, LONG_MS);

  afterAll(async () => {
    await windows?.close();
    await gateway?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  it(
    'is made, and taken again, also by another spelling',
    async () => {
      expect(await enrolIn(LONG)).toMatchObject({ exitCode: TOOK_ITS_FOLDER });
      expect(readdirSync(onDrive(LONG))).toContain(ABOUT);
      expect(await enrolIn(LONG.toUpperCase())).toMatchObject({ exitCode: TOOK_ITS_FOLDER });
    },
    LONG_MS,
  );

  it(
    'is the same by its short name',
    async () => {
      const parent = await shortName('C:\\', / ProgramData$/);
      const own = await shortName('C:\\ProgramData', / Teredo Fleet /);
      expect(await enrolIn(`C:\\${parent}\\${own}`)).toMatchObject({ exitCode: TOOK_ITS_FOLDER });
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
      mkdirSync(onDrive('C:\\planted in\\saved'), { recursive: true });
      plant('C:\\planted in\\saved\\x', 'C:\\other');
      const refused = await enrolIn('C:\\planted in');
      expect(refused).toMatchObject({ exitCode: 1, output: '' });
      expect(refused.errors).toContain('C:\\planted in\\saved\\x leads to another place');
      expect(existsSync(onDrive('C:\\planted in\\enrolment.json'))).toBe(false);
    },
    LONG_MS,
  );
});
