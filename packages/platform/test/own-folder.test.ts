import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FolderOrigin, keepToAdministrators, ProgramError, type RunHouseCommand } from '../src';

const OWN_RIGHTS = ['NT-AUTORITÄT\\SYSTEM:(OI)(CI)(F)', 'VORDEFINIERT\\Administratoren:(OI)(CI)(F)'];
const OWNED = 'O:BAG:S-1-5-21-1-2-3-513D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)';
const STRANGER = 'S-1-5-21-1-2-3-1001';

let room: string;
let folder: string;
beforeEach(() => {
  room = realpathSync(mkdtempSync(join(tmpdir(), 'own-folder-')));
  folder = join(room, 'Teredo Fleet');
  mkdirSync(folder);
});
afterEach(() => rmSync(room, { recursive: true }));

interface Windows {
  /** Whose rights the folder has once it is closed. */
  rights?: readonly string[];
  /** Whose it has before. */
  rightsBefore?: readonly string[];
  /** What PowerShell prints of the folder's rights, and of those of what lies in it. */
  ofFolder?: string;
  ofContents?: string;
  onCall?(call: string): void;
}

/** Windows' side: what it was asked for, with the folder's name in short. */
function windowsWith({ rights = OWN_RIGHTS, ofFolder = `${OWNED}\r\nend\r\n`, ...more }: Windows = {}) {
  const calls: string[] = [];
  const isClosing = () => calls.some((call) => call.includes('/grant:r'));
  const noted = (words: readonly string[]) => {
    const call = words.join(' ').replaceAll(folder, 'FOLDER');
    calls.push(call);
    more.onCall?.(call);
  };
  const house: RunHouseCommand = async ({ program, args }) => {
    noted([program, ...args]);
    const present = isClosing() ? rights : (more.rightsBefore ?? OWN_RIGHTS);
    const listed = `${folder} ${present.join('\r\n      ')}\r\n\r\n1 Dateien erfolgreich verarbeitet\r\n`;
    return { bytes: Buffer.from(args.length === 2 ? listed : '', 'latin1'), exitCode: 0 };
  };
  const windows = async ({ program, args }: { program: string; args: readonly string[] }) => {
    const script = args.at(-1) ?? '';
    noted([program, /Get-(?:Item|ChildItem)/.exec(script)?.[0] ?? '']);
    const text = script.includes('ChildItem') ? (more.ofContents ?? ofFolder) : ofFolder;
    return { bytes: Buffer.from(text), exitCode: 0 };
  };
  const keep = (origin: FolderOrigin, path = folder) =>
    keepToAdministrators(path, origin, { house, windows });
  return { keep, calls };
}

const CLOSE = [
  'icacls FOLDER /setowner *S-1-5-32-544 /L /Q',
  'icacls FOLDER /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F /L /Q',
  'icacls FOLDER /L',
];
const LOOK = ['powershell Get-Item', 'icacls FOLDER /L'];
const TAKE = [
  `icacls ${join('FOLDER', '*')} /setowner *S-1-5-32-544 /T /L /Q`,
  `icacls ${join('FOLDER', '*')} /reset /T /L /Q`,
];
const beyondFolder = (calls: readonly string[]) => calls.filter((call) => call.includes('/T'));

describe("the agent's folder on Windows", () => {
  it('is closed before anything in it is touched, by numbers and not by names', async () => {
    writeFileSync(join(folder, 'enrolment.json'), '{}');
    const { keep, calls } = windowsWith();
    await keep('enrolled');
    expect(calls).toEqual([...LOOK, ...CLOSE, ...TAKE]);
  });

  it('that a user made beforehand, with an enrolment of his own in it, is left as it is', async () => {
    writeFileSync(join(folder, 'enrolment.json'), '{}');
    const { keep, calls } = windowsWith({ ofFolder: `O:${STRANGER}G:DUD:\r\nend\r\n` });
    await expect(keep('enrolled')).rejects.toThrow(`no administrator (${STRANGER})`);
    expect(calls).toEqual(['powershell Get-Item']);
  });

  it.each([
    ['what is inherited', ['NT-AUTORITÄT\\SYSTEM:(I)(OI)(CI)(F)', 'VORDEFINIERT\\Benutzer:(I)(CI)(WD,AD)']],
    ['somebody else', [...OWN_RIGHTS, 'Jeder:(RX,W)']],
    ['nobody', []],
  ])('that was open to %s holds nothing of a user’s, or is not used', async (_, rightsBefore) => {
    const ofContents = `${OWNED}\r\nO:${STRANGER}G:DUD:\r\nend\r\n`;
    const planted = windowsWith({ rightsBefore, ofContents });
    await expect(planted.keep('enrolled')).rejects.toThrow(`no administrator (${STRANGER})`);
    expect(beyondFolder(planted.calls)).toEqual([]);
    const own = windowsWith({ rightsBefore });
    await own.keep('enrolled');
    expect(own.calls).toEqual([...LOOK, ...CLOSE, 'powershell Get-ChildItem', ...TAKE]);
  });

  it('is never itself given what lies above it', async () => {
    const { keep, calls } = windowsWith();
    await keep('enrolled');
    expect(calls.filter((call) => / FOLDER .*(\/reset|\/inheritance:[ed]|\/T)/.test(call))).toEqual([]);
  });

  it('that a junction leads away from is not touched', async () => {
    rmSync(folder, { recursive: true });
    symlinkSync(room, folder, 'junction');
    const { keep, calls } = windowsWith();
    const refused = keep('enrolled', join(folder, 'state'));
    await expect(refused).rejects.toThrow(/Teredo Fleet leads to another place.*Look who made it/);
    expect(calls).toEqual([]);
  });

  it('that was exchanged while it was being closed is not gone on with', async () => {
    const { keep, calls } = windowsWith({
      onCall(call) {
        if (!call.includes('/grant:r')) return;
        rmSync(folder, { recursive: true });
        symlinkSync(room, folder, 'junction');
      },
    });
    await expect(keep('made')).rejects.toThrow('leads to another place');
    expect(beyondFolder(calls)).toEqual([]);
  });

  it('with a junction planted in it is closed, and nothing is followed out of it', async () => {
    mkdirSync(join(folder, 'saved'));
    symlinkSync(room, join(folder, 'saved', 'planted'), 'junction');
    const { keep, calls } = windowsWith();
    await expect(keep('enrolled')).rejects.toThrow(/planted leads to another place/);
    expect(beyondFolder(calls)).toEqual([]);
  });

  it.each([
    'PC\\mallory:(OI)(CI)(F)',
    'Jeder:(RX,W)',
    'S-1-5-21-1-2-3-1001:(DENY)(W)',
    'PC\\mallory:(Rc,WDAC)',
    'PC\\mallory:(I)(F)',
  ])('in which others have rights once it is closed is not used: %s', async (planted) => {
    const { keep, calls } = windowsWith({ rights: [planted, ...OWN_RIGHTS] });
    await expect(keep('enrolled')).rejects.toThrow(/Others than administrators have rights.*icacls "/);
    expect(beyondFolder(calls)).toEqual([]);
  });

  it('is not used where Windows keeps its rights from us', async () => {
    const house: RunHouseCommand = async () => ({ bytes: Buffer.alloc(0), exitCode: 5 });
    const windows = async () => ({ bytes: Buffer.from(`${OWNED}\r\nend\r\n`), exitCode: 0 });
    await expect(keepToAdministrators(folder, 'enrolled', { house, windows })).rejects.toThrow(
      `can't be set`,
    );
  });

  it('is closed also while an agent that runs in it takes a file of its own away', async () => {
    let failures = 1;
    const house: RunHouseCommand = async ({ args }) => {
      const vanished = args.includes('/reset') && failures-- > 0;
      return { bytes: Buffer.alloc(0), exitCode: vanished ? 2 : 0 };
    };
    const windows = async () => ({ bytes: Buffer.from(`${OWNED}\r\nend\r\n`), exitCode: 0 });
    await keepToAdministrators(folder, 'enrolled', { house, windows });
    expect(failures).toBe(-1);
  });
});

describe("the agent's folder on Windows that was just made, or in which nobody is enrolled any more", () => {
  it('that was just made holds a file of its own once it is closed, so that no junction can be made of it', async () => {
    const { keep, calls } = windowsWith({
      onCall: (call) =>
        call.includes('/T') || expect(existsSync(join(folder, 'about-this-folder.txt'))).toBe(false),
    });
    await keep('made');
    expect(readFileSync(join(folder, 'about-this-folder.txt'), 'utf8')).toMatch(/Only administrators/);
    expect(calls).toEqual([...CLOSE, ...TAKE]);
  });

  it('with a link in the place of that file is refused, and nothing is written where the link leads', async () => {
    const other = join(room, 'of mallory');
    mkdirSync(other);
    symlinkSync(join(other, 'about'), join(folder, 'about-this-folder.txt'));
    writeFileSync(join(other, 'about'), 'mine');
    await expect(windowsWith().keep('found')).rejects.toThrow('leads to another place');
    expect(readFileSync(join(other, 'about'), 'utf8')).toBe('mine');
  });

  it('in which somebody put something while it was made is refused, and says what', async () => {
    const { keep, calls } = windowsWith({
      onCall: () => writeFileSync(join(folder, 'enrolment.json'), '{}'),
    });
    await expect(keep('made')).rejects.toThrow(/Somebody put enrolment.json into .*Teredo Fleet while/);
    expect(beyondFolder(calls)).toEqual([]);
  });

  it('that was there and is an administrator’s, with all in it, is taken', async () => {
    writeFileSync(join(folder, 'sequence.json'), '{}');
    const { keep, calls } = windowsWith();
    await keep('found');
    expect(calls).toEqual(['powershell Get-Item', ...CLOSE, 'powershell Get-ChildItem', ...TAKE]);
  });

  it.each([
    ['a user', `O:${STRANGER}G:DUD:(A;;FA;;;${STRANGER})\r\nend\r\n`, STRANGER],
    ['nobody knows whom', 'Get-Acl : Zugriff verweigert\r\n', 'PowerShell could not be asked. Try again'],
    ['a user whose number begins as that of administrators', 'O:BAAD:\r\nend\r\n', 'O:BAAD'],
  ])('that belongs to %s is not even closed', async (_, ofFolder, who) => {
    const { keep, calls } = windowsWith({ ofFolder });
    await expect(keep('found')).rejects.toThrow(who);
    expect(calls).toEqual(['powershell Get-Item']);
  });

  it('in which something is a user’s is closed and not used', async () => {
    writeFileSync(join(folder, 'journal'), '');
    const ofContents = `${OWNED}\r\nO:${STRANGER}G:DUD:\r\nend\r\n`;
    const { keep, calls } = windowsWith({ ofContents });
    await expect(keep('found')).rejects.toThrow(`no administrator (${STRANGER})`);
    expect(beyondFolder(calls)).toEqual([]);
  });

  it('that holds another name of a file elsewhere is not used', async () => {
    writeFileSync(join(room, 'elsewhere'), '');
    linkSync(join(room, 'elsewhere'), join(folder, 'about-this-folder.txt'));
    const { keep, calls } = windowsWith();
    await expect(keep('found')).rejects.toThrow('leads to another place');
    expect(beyondFolder(calls)).toEqual([]);
    expect(readFileSync(join(room, 'elsewhere'), 'utf8')).toBe('');
  });

  it('is not used where there is no PowerShell to ask', async () => {
    const { calls } = windowsWith();
    const house: RunHouseCommand = () => Promise.reject(new Error('not asked'));
    const windows = () =>
      Promise.reject(new ProgramError('missing', ['powershell'], null, '', 'no such file'));
    const refused = keepToAdministrators(folder, 'found', { house, windows });
    await expect(refused).rejects.toThrow(/PowerShell could not be asked\. Try again/);
    expect(calls).toEqual([]);
  });

  it('is named to PowerShell as it is, whatever signs are in it', async () => {
    const odd = join(room, "Büro 'x’ $(exit) 世界");
    mkdirSync(odd);
    let script = '';
    const windows = async ({ args }: { args: readonly string[] }) => {
      script = args.at(-1) ?? '';
      return { bytes: Buffer.from('end\r\n'), exitCode: 0 };
    };
    const house: RunHouseCommand = async () => ({ bytes: Buffer.alloc(0), exitCode: 0 });
    await keepToAdministrators(odd, 'found', { house, windows });
    expect(script).toContain(`-LiteralPath '${join(room, "Büro ''x’’ $(exit) 世界")}'`);
  });
});
