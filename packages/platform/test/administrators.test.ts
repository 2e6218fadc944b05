import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepToAdministrators, type RunHouseCommand } from '../src';

const OWN_RIGHTS = ['NT-AUTORITÄT\\SYSTEM:(OI)(CI)(F)', 'VORDEFINIERT\\Administratoren:(OI)(CI)(F)'];

let room: string;
let folder: string;
beforeEach(() => {
  room = realpathSync(mkdtempSync(join(tmpdir(), 'administrators-')));
  folder = join(room, 'Teredo Fleet');
  mkdirSync(folder);
});
afterEach(() => rmSync(room, { recursive: true }));

/** Windows' side: what it was asked, and the rights that the folder has once it is closed. */
function windowsWith(rights: readonly string[], onCall: (call: string) => void = () => undefined) {
  const calls: string[] = [];
  const run: RunHouseCommand = async ({ program, args }) => {
    const call = [program, ...args].join(' ').replaceAll(folder, 'FOLDER');
    calls.push(call);
    onCall(call);
    const listed = `${folder} ${rights.join('\r\n      ')}\r\n\r\n1 Dateien erfolgreich verarbeitet\r\n`;
    return { bytes: Buffer.from(args.length === 2 ? listed : '', 'latin1'), exitCode: 0 };
  };
  return { run, calls };
}

const CLOSE = [
  'icacls FOLDER /setowner *S-1-5-32-544 /L /Q',
  'icacls FOLDER /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F /L /Q',
  'icacls FOLDER /L',
];

describe("the agent's folder on Windows", () => {
  it('is closed before anything in it is touched, by numbers and not by names', async () => {
    writeFileSync(join(folder, 'planted.json'), '{}');
    const { run, calls } = windowsWith(OWN_RIGHTS);
    await keepToAdministrators(folder, run);
    expect(calls).toEqual([
      ...CLOSE,
      `icacls ${join('FOLDER', '*')} /setowner *S-1-5-32-544 /T /L /Q`,
      `icacls ${join('FOLDER', '*')} /reset /T /L /Q`,
    ]);
  });

  it('is never itself given what lies above it', async () => {
    writeFileSync(join(folder, 'planted.json'), '{}');
    const { run, calls } = windowsWith(OWN_RIGHTS);
    await keepToAdministrators(folder, run);
    expect(calls.filter((call) => / FOLDER .*(\/reset|\/inheritance:[ed]|\/T)/.test(call))).toEqual([]);
  });

  it('with nothing in it is closed, and that is all', async () => {
    const { run, calls } = windowsWith(OWN_RIGHTS);
    await keepToAdministrators(folder, run);
    expect(calls).toEqual(CLOSE);
  });

  it('that a junction leads away from is not touched', async () => {
    rmSync(folder, { recursive: true });
    symlinkSync(room, folder, 'junction');
    const { run, calls } = windowsWith(OWN_RIGHTS);
    const refused = keepToAdministrators(join(folder, 'state'), run);
    await expect(refused).rejects.toThrow(/Teredo Fleet leads to another place.*Look who made it.*rd /);
    expect(calls).toEqual([]);
  });

  it('that was exchanged while it was being closed is not gone on with', async () => {
    const { run, calls } = windowsWith(OWN_RIGHTS, (call) => {
      if (!call.includes('/grant:r')) return;
      rmSync(folder, { recursive: true });
      symlinkSync(room, folder, 'junction');
    });
    await expect(keepToAdministrators(folder, run)).rejects.toThrow('leads to another place');
    expect(calls.filter((call) => call.includes('/T'))).toEqual([]);
  });

  it('with a junction planted in it is closed, and nothing is followed out of it', async () => {
    mkdirSync(join(folder, 'saved'));
    symlinkSync(room, join(folder, 'saved', 'planted'), 'junction');
    const { run, calls } = windowsWith(OWN_RIGHTS);
    await expect(keepToAdministrators(folder, run)).rejects.toThrow(/planted leads to another place/);
    expect(calls.filter((call) => call.includes('/T'))).toEqual([]);
  });

  it.each(['PC\\mallory:(OI)(CI)(F)', 'Jeder:(RX,W)', 'S-1-5-21-1-2-3-1001:(DENY)(W)'])(
    'in which somebody made rights for others beforehand is not used: %s',
    async (planted) => {
      writeFileSync(join(folder, 'planted.json'), '{}');
      const { run } = windowsWith([planted, ...OWN_RIGHTS]);
      const refused = keepToAdministrators(folder, run);
      await expect(refused).rejects.toThrow(/Others than administrators have rights.*icacls "/);
    },
  );

  it('is not used where Windows keeps its rights from us', async () => {
    const refuse: RunHouseCommand = async () => ({ bytes: Buffer.alloc(0), exitCode: 5 });
    await expect(keepToAdministrators(folder, refuse)).rejects.toThrow(`can't be set`);
  });
});
