import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const app = fileURLToPath(new URL('..', import.meta.url));
const program = join(app, 'dist', 'teredo-fleet.mjs');
const fixtures = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const fixture = (path: string) => join(fixtures, path);

let folder: string;

beforeAll(() => {
  const built = spawnSync(process.execPath, ['build.mjs'], { cwd: app, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  folder = mkdtempSync(join(tmpdir(), 'explain-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program as a help desk does, in a folder of its own. */
function explain(args: string[], input?: string | Buffer) {
  return spawnSync(process.execPath, [program, 'explain', ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    timeout: 25_000,
  });
}

const explainJson = (...args: string[]) => JSON.parse(explain(['--json', ...args]).stdout);

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('teredo-fleet explain', () => {
  it('says what an output is, what it says, who decides, what is wrong and what would help', () => {
    const { status, stdout, stderr } = explain([fixture('console/cmd-session-de.txt')]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('The state of Teredo (netsh interface teredo show state)\n');
    expect(stdout).toMatch(
      /cmd-session-de\.txt, from\s+line\s+5, after\s+netsh\s+interface\s+teredo\s+show\s+state/,
    );
    expect(stdout).toMatch(/\n {2}Type {14}client\n {2}Server {12}teredo\.example\n/);
    expect(stdout).toMatch(/\nWho decides\n {2}\S/);
    expect(stdout).toMatch(/\n {2}PROBLEM {2}The Teredo service does not run\n/);
    expect(stdout).toMatch(/What helps: .+/);
    expect(stdout).toMatch(/Rests on: .*service\.state = stopped/);
  });

  it('takes several files of one machine together', () => {
    const json = explainJson(
      fixture('netsh/en-qualified-cone.txt'),
      fixture('registry/query-en.txt'),
      fixture('services/sc-query-en.txt'),
    );
    expect(json.outputs.map(({ kind }: { kind: string }) => kind)).toEqual([
      'netsh-teredo',
      'registry',
      'services',
    ]);
    expect(json.observation).toMatchObject({
      ipv6: { disabledComponents: 0x28 },
      effective: { state: 'qualified' },
      service: { state: 'running' },
    });
  });

  it('reads standard input', () => {
    const { status, stdout } = explain(['-'], readFileSync(fixture('netsh/de-dormant.txt')));
    expect(status).toBe(0);
    expect(stdout).toContain('standard input');
    expect(stdout).toContain('dormant: on, and asleep until a program needs it');
  });

  it.each([
    '2001:0:c000:201:1410:7050:34ff:8ee8',
    '[2001:0:c000:201:1410:7050:34ff:8ee8]',
    '2001:0:c000:201:1410:7050:34ff:8ee8/32',
  ])('takes %s for an address', (address) => {
    expect(explainJson(address).address).toEqual({
      address: '2001:0:c000:201:1410:7050:34ff:8ee8',
      server: '192.0.2.1',
      flags: 5136,
      cone: false,
      udpPort: 36783,
      clientIPv4: '203.0.113.23',
    });
  });

  it('says of another address what it is', () => {
    const { status, stdout } = explain(['192.0.2.1']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/192\.0\.2\.1\s+an IPv4 address/);
  });

  const expectations = readdirSync(fixture('netsh')).filter((name) => name.endsWith('.expected.json'));
  it('gives for every output of show state exactly the facts that are written down', () => {
    const paths = expectations.slice(0, 25).map((name) => name.replace('.expected.json', '.txt'));
    for (const name of paths) {
      const expected = JSON.parse(
        readFileSync(fixture(`netsh/${name.replace('.txt', '.expected.json')}`), 'utf8'),
      );
      const { teredo } = explainJson(fixture(`netsh/${name}`));
      expect({ name, teredo }).toEqual({
        name,
        teredo: Array.isArray(expected) ? expected.at(-1) : expected,
      });
    }
  });

  it('decodes bytes of a console by the code page that is named', () => {
    const path = fixture('netsh-bytes/ru-cp866.bin');
    expect(explain(['--code-page', '866', path]).stderr).toBe('');
    const without = explain([path]);
    expect(without.stderr).toMatch(/characters are in a code page that is not known.*--code-page 850/);
    expect(without.status).toBe(0);
  });

  it('is plain text where it does not go to a terminal, and fits 80 columns', () => {
    const { stdout } = explain([fixture('netsh/zhcn-policy-offline-primary-server-unreachable.txt')]);
    expect(stdout).not.toContain('\u001b');
    const wide = stdout.split('\n').filter((line) => line.length > 80);
    expect(
      wide.filter((line) => !line.startsWith('  reg query') && !line.startsWith(`  ${fixtures}`)),
    ).toEqual([]);
  });

  it('says what was looked for where nothing is understood, and what to run', () => {
    const { status, stdout } = explain([fixture('console/nothing-of-teredo.txt')]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/Nothing in it was understood/);
    expect(stdout).toMatch(/does not mean that Teredo is off/);
    expect(stdout).toMatch(/- The network adapters \(ipconfig\)/);
    expect(stdout).toMatch(/netsh interface teredo show state/);
    expect(explainJson(fixture('console/nothing-of-teredo.txt'))).toMatchObject({
      understood: false,
      teredo: null,
      address: null,
    });
  });

  it('prints JSON with everything in it', () => {
    expect(Object.keys(explainJson(fixture('netsh/en-dormant.txt')))).toEqual([
      'understood',
      'teredo',
      'address',
      'addresses',
      'outputs',
      'whoDecides',
      'diagnoses',
      'note',
      'contradictions',
      'questions',
      'observation',
    ]);
  });

  it('names outputs that contradict one another', () => {
    const { stdout } = explain([fixture('netsh/en-qualified-cone.txt'), fixture('services/sc-query-fr.txt')]);
    expect(stdout).toMatch(/The outputs contradict one another\n {2}the service: .*\n/);
    expect(stdout).toMatch(/sc-query-fr\.txt: the service does not run/);
  });
});

describe('what cannot be read is said with what to do', () => {
  const refused = (args: string[], input?: string) => {
    const { status, stdout, stderr } = explain(args, input);
    expect(stdout).toBe('');
    return [status, stderr] as const;
  };

  it('a file that is not there', () => {
    const [status, stderr] = refused(['no-such-file.txt']);
    expect(status).toBe(3);
    expect(stderr).toMatch(/There is no file no-such-file\.txt\.\nCheck the name/);
  });

  it('a folder', () => {
    mkdirSync(join(folder, 'outputs'));
    const [status, stderr] = refused(['outputs']);
    expect(status).toBe(3);
    expect(stderr).toMatch(/outputs is a folder\.\nName the files in it.*explain outputs\/\*\.txt/);
  });

  it('an empty file, and one of spaces only', () => {
    for (const content of ['', ' \r\n\t\r\n']) {
      const [status, stderr] = refused([file('empty.txt', content)]);
      expect(status).toBe(3);
      expect(stderr).toMatch(/empty\.txt is empty\.\nWrite the output.*\n.*show state > state\.txt/);
    }
    expect(refused(['-'], '')[1]).toMatch(/^standard input is empty/);
  });

  it('a file that is too large, without reading it', () => {
    const path = file('huge.txt', 'x');
    truncateSync(path, 40 * 1024 * 1024 * 1024);
    const [status, stderr] = refused([path]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/huge\.txt has 40960\.0 MB; up to 8\.0 MB are read\.\nKeep the part/);
  });

  it('a pipe that does not end', () => {
    const { status, stderr } = explain(['-'], Buffer.alloc(9 * 1024 * 1024, 'x'));
    expect(status).toBe(3);
    expect(stderr).toMatch(/Standard input has more than 8\.0 MB/);
  });

  it('a program, a picture, an archive', () => {
    const magic = { elf: '\u007fELF', png: '\u0089PNG\r\n\u001a\n', zip: 'PK\u0003\u0004' };
    for (const [name, head] of Object.entries(magic)) {
      const noise = Buffer.from(
        Array.from({ length: 3000 }, (_, index) => (index * 7919 + (index >> 3)) % 256),
      );
      const [status, stderr] = refused([
        file(`${name}.bin`, Buffer.concat([Buffer.from(head, 'latin1'), noise])),
      ]);
      expect(status).toBe(3);
      expect(stderr).toMatch(/is not text: it looks like a program, a picture or an archive/);
    }
  });

  it('no file at all, an option that is none, a code page that is none', () => {
    expect(explain([]).status).toBe(2);
    expect(explain([]).stderr).toMatch(/missing required argument 'file'/);
    expect(explain(['--jsn', 'x']).status).toBe(2);
    const page = explain(['--code-page', 'latin', 'x']);
    expect(page.status).toBe(2);
    expect(page.stderr).toMatch(/A code page is a number such as 850 or 936/);
  });

  it('says so of the first that cannot be read, and explains none of the others', () => {
    expect(refused([fixture('netsh/en-dormant.txt'), 'gone.txt'])[0]).toBe(3);
  });

  it('and the exit codes stand in the help', () => {
    const { status, stdout } = explain(['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /Exit codes: 0 explained, 1 nothing in it was understood, 2 wrong usage, 3 a file could not be read/,
    );
  });
});
