import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ProgramLook } from '@teredo-fleet/agent-core';
import { inspectExecutable, programFactsOf } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';
import { createWineMachine, type WineMachine } from './wine';

const WINE = '/usr/lib/x86_64-linux-gnu/wine/x86_64-windows';
/** As much code as a script looks through. */
const MOST_CODE = 512 * 1024;

let machine: WineMachine;
let folder: string;
beforeAll(async () => {
  machine = await createWineMachine('winxp');
  folder = join(machine.folder, 'programs');
  mkdirSync(folder);
});
afterAll(() => machine.close());

/** What the script reads of each of these files, and how long it took. */
async function read(paths: string[]): Promise<{ look: ProgramLook; ms: number }[]> {
  const script = machine.write('probe.js', await buildScript('./test/probes/program-probe'));
  const { output } = await machine.says(script, paths.map(machine.windowsPath), { timeoutMs: 500_000 });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line.slice(line.indexOf(' '))));
}

function expectedOf(path: string) {
  const bytes = readFileSync(path);
  // The last byte of an odd number is not read.
  const seen = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const source = { size: bytes.length, read: (at: number, length: number) => seen.subarray(at, at + length) };
  return programFactsOf(inspectExecutable(source, { mostCode: MOST_CODE, goOn: () => undefined }));
}

const isOfNetworks = (name: string) =>
  /ws2_32|wsock32|winhttp|wininet/i.test(readFileSync(join(WINE, name), 'latin1'));

describe('what the script agent reads of programs under the script host of Windows XP', () => {
  it('is what Node reads, of twenty programs, byte for byte whatever the code page', async () => {
    const small = readdirSync(WINE)
      .filter((name) => /\.(exe|dll)$/.test(name))
      .filter((name) => statSync(join(WINE, name)).size < 200_000)
      .sort((one, other) => Number(isOfNetworks(other)) - Number(isOfNetworks(one)))
      .slice(0, 22);
    expect([small.length, small.filter(isOfNetworks).length > 5]).toEqual([22, true]);
    const paths = small.map((name) => join(folder, name));
    for (const name of small) copyFileSync(join(WINE, name), join(folder, name));
    const found = await read(paths);
    for (const [index, path] of paths.entries()) {
      expect(found[index]?.look, path).toEqual({
        outcome: 'inspected',
        file: { size: lstatSync(path).size, modifiedAt: expect.any(Number) },
        exception: 'unknown',
        facts: expectedOf(path),
      });
      expect(found[index]!.ms, path).toBeLessThan(20_000);
    }
    expect(
      new Set(found.map(({ look }) => (look.outcome === 'inspected' ? look.facts?.machine : null))),
    ).toEqual(new Set(['x64']));
  }, 600_000);

  it('comes to an end with what is no program, cut off, odd, huge, a folder or not there', async () => {
    const at = (name: string) => join(folder, name);
    writeFileSync(at('empty.exe'), '');
    writeFileSync(at('odd.exe'), 'MZ\u0000');
    writeFileSync(at('text.exe'), 'grüezi 世界\r\n\u001a\r\n');
    writeFileSync(at('mark.exe'), Buffer.from([0xff, 0xfe, 0x4d, 0x5a]));
    copyFileSync(join(WINE, 'arp.exe'), at('cut.exe'));
    truncateSync(at('cut.exe'), 0x301);
    writeFileSync(at('huge.exe'), 'no program');
    truncateSync(at('huge.exe'), 2 * 1024 ** 3);
    mkdirSync(at('folder.exe'));
    const names = [
      'empty.exe',
      'odd.exe',
      'text.exe',
      'mark.exe',
      'cut.exe',
      'huge.exe',
      'folder.exe',
      'none.exe',
    ];
    const found = (await read(names.map(at))).map(({ look }) => look);
    expect(found.map((look) => [look.outcome, 'facts' in look ? look.facts?.kind : null])).toEqual([
      ['inspected', 'empty'],
      ['inspected', 'dos'],
      ['inspected', 'other'],
      ['inspected', 'other'],
      ['inspected', 'pe'],
      ['inspected', 'other'],
      ['not-a-file', undefined],
      ['missing', undefined],
    ]);
    expect(found[5]).toMatchObject({ file: { size: 2 * 1024 ** 3 } });
  }, 600_000);
});
