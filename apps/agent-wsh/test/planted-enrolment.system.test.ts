import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeCheckedLine } from '@teredo-fleet/agent-core';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import nacl from 'tweetnacl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from '../../../packages/server/test/support/gateway-bench';
import { buildScript } from '../script.mjs';
import { createWineMachine, type WineMachine } from './wine';

const LONG_MS = 200_000;
/** Keeps how it was called. */
const ICACLS = String.raw`
#include <stdio.h>
#include <windows.h>
int main(void) { FILE *said = fopen("C:\\icacls.txt", "w"); fputs(GetCommandLineA(), said); return fclose(said); }
`;
const STATE_DIR = 'C:\\Teredo Fleet';

describe('a machine in whose folder somebody put what the script agent keeps of a begun enrolment', () => {
  let bench: GatewayBench;
  let machine: WineMachine;
  let script = '';
  const drive = (path: string) => join(machine.prefix, 'drive_c', path);
  const begun = () => drive('Teredo Fleet/begun.txt');
  /** Of mallory, who knows this key and not the token. */
  const seed = nacl.randomBytes(32);

  async function enrol() {
    const { tokenId, secret } = await bench.makeToken();
    const { channelKey, environment } = bench;
    const token = formatEnrolmentToken({ tokenId, secret, channelKey, jobKey: environment.jobPublicKey });
    return machine.cscript(
      script,
      ['enrol', '--server', bench.url, '--token', token, '--state-dir', STATE_DIR],
      { timeoutMs: LONG_MS / 2 },
    );
  }

  // No links: Wine renames what a link leads to, Windows the link.
  const PLANTS: [string, () => void][] = [
    ['a folder', () => mkdirSync(join(begun(), 'within'), { recursive: true })],
    ['a folder in the place of the fresh file', () => mkdirSync(`${begun()}.new`)],
    ['text that is none', () => writeFileSync(begun(), 'begun')],
    [
      'an enrolment of their own key',
      () => {
        const of = { tokenId: 'one', channelKey: bench.channelKey, hardwareId: 'any' };
        const value = { ...of, seed: Buffer.from(seed).toString('base64') };
        writeFileSync(begun(), encodeCheckedLine(value));
      },
    ],
  ];

  beforeAll(async () => {
    const text = await buildScript();
    [bench, machine] = await Promise.all([startGatewayBench(), createWineMachine('winxp')]);
    script = machine.write('teredo-agent.js', text);
  }, LONG_MS);
  afterAll(async () => {
    await machine?.close();
    await bench?.stop();
  }, 120_000);

  it.each(PLANTS)(
    'is enrolled all the same, and by a key of its own: %s',
    async (_, plant) => {
      rmSync(drive('Teredo Fleet'), { recursive: true, force: true });
      mkdirSync(drive('Teredo Fleet'));
      plant();
      expect(await enrol()).toMatchObject({ exitCode: 0, output: expect.stringContaining('enrolled as') });
      expect(existsSync(begun())).toBe(false);
      const kept = readFileSync(drive('Teredo Fleet/enrolment.txt'), 'latin1');
      expect(kept).not.toContain(Buffer.from(seed).toString('base64'));
    },
    LONG_MS,
  );

  it(
    'lets nobody but SYSTEM and administrators into a folder that it makes, leaves one that was there, and says where to look',
    async () => {
      const made = join(machine.folder, 'icacls.exe');
      execFileSync('x86_64-w64-mingw32-gcc', ['-s', '-o', made, machine.write('icacls.c', ICACLS)]);
      const place = drive('windows/system32/icacls.exe');
      rmSync(place, { force: true });
      copyFileSync(made, place);
      machine.override('icacls.exe=n');
      const note = 'cacls "C:\\Teredo Fleet"';
      rmSync(drive('Teredo Fleet'), { recursive: true, force: true });
      expect((await enrol()).output).not.toContain(note);
      const said = readFileSync(drive('icacls.txt'), 'latin1');
      expect(said.replaceAll('"', '')).toBe(
        'C:\\windows\\System32\\icacls.exe C:\\Teredo Fleet /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F',
      );
      rmSync(drive('icacls.txt'));
      rmSync(drive('Teredo Fleet'), { recursive: true });
      mkdirSync(drive('Teredo Fleet'));
      expect((await enrol()).output).toContain(note);
      expect(existsSync(drive('icacls.txt'))).toBe(false);
    },
    LONG_MS,
  );
});
