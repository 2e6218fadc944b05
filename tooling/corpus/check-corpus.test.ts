import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './src/main';

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url));
const output = 'Type : client\nServer Name : teredo.example.\nRefresh : 30 s\nPort : 3544\nState : dormant\n';
const expected = { type: 'client', serverName: 'teredo.example', clientPort: 3544, state: 'dormant' };

async function run(...argv: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await main(argv, {
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  });
  return { code, printed: printed.join('\n'), complained: complained.join('\n') };
}

describe('check:corpus', () => {
  let folder = '';
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds no difference in the fixtures', async () => {
    expect(await run(fixtures)).toMatchObject({ code: 0, complained: '' });
    expect((await run(fixtures)).printed).toMatch(
      /^10[0-9] compared, \d+ read without an expectation: no difference$/,
    );
  });

  it('lists differences by file and key, at any depth', async () => {
    write('a/b/right.txt', output);
    write('a/b/right.expected.json', JSON.stringify(expected));
    write('a/wrong.TXT', output);
    write('a/wrong.expected.json', JSON.stringify({ ...expected, state: 'offline', colour: 'blue' }));
    write('alone.txt', '\0\ufffd');
    expect(await run(folder)).toEqual({
      code: 1,
      printed: [
        join(folder, 'a/wrong.TXT'),
        '  state: expected "offline", read "dormant"',
        '  colour: expected "blue", read nothing',
        '2 compared, 1 read without an expectation: 1 with differences',
      ].join('\n'),
      complained: '',
    });
  });

  it('compares lists of addresses with what explain says of them', async () => {
    const lists = mkdtempSync(join(tmpdir(), 'corpus-'));
    const row = {
      address: '2001:0:c000:201:1410:7050:34ff:8ee8',
      server: '192.0.2.1',
      flags: 0x1410,
      cone: false,
      udpPort: 36783,
      clientIPv4: '203.0.113.23',
    };
    const check = (rows: unknown, name = 'teredo-addresses.json') => {
      writeFileSync(join(lists, name), JSON.stringify(rows));
      return run(lists);
    };
    expect(await check([row])).toMatchObject({
      code: 0,
      printed: '1 compared, 0 read without an expectation: no difference',
    });
    expect(
      await check([row, { ...row, udpPort: 1, colour: 'blue' }, { address: 'fe80::1', cone: false }]),
    ).toMatchObject({
      code: 1,
      printed: [
        join(lists, 'teredo-addresses.json'),
        `  ${row.address} udpPort: expected 1, read 36783`,
        `  ${row.address} colour: expected "blue", read nothing`,
        '  fe80::1 address: expected "fe80::1", read nothing',
        '  fe80::1 cone: expected false, read nothing',
        '1 compared, 0 read without an expectation: 1 with differences',
      ].join('\n'),
    });
    for (const other of [{ teredo: [row] }, [{ server: '192.0.2.1' }], [null], 'x'])
      expect((await check(other)).complained).toMatch(/^There is no \*\.txt and no \*addresses\.json in /);
    rmSync(lists, { recursive: true });
  });

  it('compares a list with every output in a capture', async () => {
    const two = mkdtempSync(join(tmpdir(), 'corpus-'));
    writeFileSync(join(two, 'x.txt'), `${output}\nC:\\>\n${output}`);
    const check = (list: unknown) => {
      writeFileSync(join(two, 'x.expected.json'), JSON.stringify(list));
      return run(two);
    };
    expect((await check([expected, expected])).code).toBe(0);
    expect((await check([expected])).printed).toMatch(/number of outputs: expected 1, read 2/);
    expect((await check([expected, { ...expected, type: 'disabled' }])).printed).toMatch(
      /\[1\]\.type: expected "disabled"/,
    );
    rmSync(two, { recursive: true });
  });

  it('says so of a capture without an output, and of an expectation that is no JSON', async () => {
    const odd = mkdtempSync(join(tmpdir(), 'corpus-'));
    writeFileSync(join(odd, 'a.txt'), 'Ok.\n');
    writeFileSync(join(odd, 'a.expected.json'), JSON.stringify(expected));
    writeFileSync(join(odd, 'b.txt'), output);
    writeFileSync(join(odd, 'b.expected.json'), '{');
    const { code, printed } = await run(odd);
    expect(code).toBe(1);
    expect(printed).toMatch(/the whole: expected an output of show state, read none found/);
    expect(printed).toMatch(/the expectation: expected JSON/);
    rmSync(odd, { recursive: true });
  });

  it('decodes with the code page that it is told', async () => {
    const bytes = mkdtempSync(join(tmpdir(), 'corpus-'));
    writeFileSync(join(bytes, 'x.txt'), Buffer.concat([Buffer.from([0x81, 0x20]), Buffer.from(output)]));
    writeFileSync(join(bytes, 'x.expected.json'), JSON.stringify(expected));
    expect((await run(bytes, '--code-page', '850')).code).toBe(0);
    rmSync(bytes, { recursive: true });
  });

  it.each([
    [[], /Name the folder/],
    [['/nowhere/at/all'], /is not a folder/],
    [[fixtures, '--code-page', 'x'], /no code page/],
    [[fixtures, '--colour'], /Usage/],
    [[join(fixtures, 'packets')], /There is no \*\.txt/],
  ])('ends with 2 when called with %j', async (argv, reason) => {
    const { code, complained } = await run(...argv);
    expect(code).toBe(2);
    expect(complained).toMatch(reason);
    expect(complained).toMatch(/Usage: npm run check:corpus/);
  });
});
