import { describe, expect, it } from 'vitest';
import { markOf, preferredWordOf } from '../../src/readers/ipconfig-marks';
import { ipconfigParagraphs } from '../../src/readers/ipconfig-rows';

/** Every paragraph as its title and rows `label|value`. */
const cut = (...lines: string[]) =>
  ipconfigParagraphs(lines.join('\n')).map(({ title, rows }) => [
    title,
    ...rows.map(({ label, value }) => `${label}|${value}`),
  ]);

describe('the paragraphs of ipconfig', () => {
  it('begin with a heading at the left edge, as printed', () => {
    expect(
      cut(
        '',
        'Windows IP Configuration',
        '',
        'Ethernet adapter LAN:',
        '',
        '   Suffix  . . . . . : example.com',
        '   IPv4 Address. . . : 192.0.2.7(Preferred) ',
        '',
        'Tunnel adapter Teredo : ',
        '',
        '   Media State . . . : Media disconnected',
      ),
    ).toEqual([
      [null, '|Windows IP Configuration'],
      ['Ethernet adapter LAN', 'Suffix|example.com', 'IPv4 Address|192.0.2.7(Preferred)'],
      ['Tunnel adapter Teredo', 'Media State|Media disconnected'],
    ]);
  });

  it('begin behind an empty line where the padding was lost, and not at a label without a value', () => {
    expect(
      cut(
        'Ethernet adapter LAN:',
        '',
        'Suffix . . . : ',
        'Gateway:',
        '192.0.2.1',
        ' ',
        'Tunnel adapter:',
        'A . . : b',
      ),
    ).toEqual([
      ['Ethernet adapter LAN', 'Suffix|', 'Gateway|192.0.2.1'],
      ['Tunnel adapter', 'A|b'],
    ]);
  });

  it('are not begun by an indented label without a value', () => {
    expect(cut('LAN:', '   A . . . : b', '', '   Gateway:', '      192.0.2.1', 'x:')).toEqual([
      ['LAN', 'A|b', 'Gateway|192.0.2.1', 'x|'],
    ]);
  });

  it('are not begun by a leader that ends its line, nor by a colon alone', () => {
    expect(cut('LAN:', '', '   A . . . : b', 'Suffix . . :', 'ab:', 'a:', ':')).toEqual([
      ['LAN', 'A|b', 'Suffix|'],
      ['ab', 'a|:'],
    ]);
  });

  it('end at the next prompt, which is no row', () => {
    expect(
      cut('LAN:', '   A . . . : b', 'C:\\Users\\ann>ipconfig /all', '   C . . . : d', 'C:\\Users\\ann>'),
    ).toEqual([
      ['LAN', 'A|b'],
      [null, 'C|d'],
    ]);
  });

  it('without a row and without a heading are none', () => {
    expect(cut('', '  ', '')).toEqual([]);
    expect(cut('LAN:')).toEqual([['LAN']]);
  });

  it('know headings by the left edge only where an indented row has a leader of dots', () => {
    expect(cut('A . . . : b', '   indented words', 'LAN:', 'C . . . : d')).toEqual([
      [null, 'A|b', 'A|indented words', 'LAN|', 'C|d'],
    ]);
  });
});

describe('a row of ipconfig', () => {
  it.each([
    ['Label. . . . : value', 'Label|value'],
    ['Label . . .: value', 'Label|value'],
    ['Label. . .:value', 'Label|value'],
    ['Label: with colon . . . : value', 'Label: with colon|value'],
    ['Label :: . . : value', 'Label ::|value'],
    ['Label : value', 'Label|value'],
    ['Label:value', '|Label:value'],
    ['2001:db8::1', '|2001:db8::1'],
    ['. . . : value', '|. . . : value'],
    ['A.B. C . . : value', 'A.B. C|value'],
  ])('%s', (line, row) => {
    expect(cut(`   ${line}`)).toEqual([[null, row]]);
  });

  it('gives its label to the values below it', () => {
    expect(
      cut('   DNS . . . : 192.0.2.1', '               192.0.2.2  ', '               ', '  192.0.2.3'),
    ).toEqual([[null, 'DNS|192.0.2.1', 'DNS|192.0.2.2', 'DNS|192.0.2.3']]);
    expect(cut('   DNS . . . :', '        192.0.2.2', '        192.0.2.3')).toEqual([
      [null, 'DNS|192.0.2.2', 'DNS|192.0.2.3'],
    ]);
  });
});

const wide = (length: number, value: string) =>
  `${'Label '.padEnd(length - value.length - 3, '. ')} : ${value}`;

describe('a row that the console broke', () => {
  it('is as long as the console is wide, has a colon, and goes on at the left edge', () => {
    const full = wide(79, '2001:db8:1');
    expect(full).toHaveLength(79);
    expect(cut(full, ':2:3::4')).toEqual([[null, 'Label|2001:db8:1:2:3::4']]);
    expect(cut(wide(80, '2001:db8:1'), ':2:3::4')).toEqual([[null, 'Label|2001:db8:1:2:3::4']]);
    expect(cut(wide(78, '2001:db8:1'), ':2:3::4')).toEqual([[null, 'Label|2001:db8:1', 'Label|:2:3::4']]);
    expect(cut(full, ' :2:3::4')).toEqual([[null, 'Label|2001:db8:1', 'Label|:2:3::4']]);
    expect(cut('x'.repeat(79), 'yz')).toEqual([[null, `|${'x'.repeat(79)}`, '|yz']]);
    expect(cut(full, '', ':2:3::4')).toEqual([[null, 'Label|2001:db8:1', 'Label|:2:3::4']]);
  });

  it('does not swallow the next row', () => {
    expect(cut(wide(79, 'a'), 'Next . . . : b')).toEqual([[null, 'Label|a', 'Next|b']]);
  });

  it('or was broken within parentheses, at any width', () => {
    expect(cut('A . . . : 2001:db8::1(Pref', 'erred)')).toEqual([[null, 'A|2001:db8::1(Preferred)']]);
    expect(cut('A . . . : 2001:db8::1(Pref', 'erred')).toEqual([[null, 'A|2001:db8::1(Pref', 'A|erred']]);
    expect(cut('A . . . : 2001:db8::1(Preferred)', 'x)')).toEqual([
      [null, 'A|2001:db8::1(Preferred)', 'A|x)'],
    ]);
    expect(cut('A . . . : 192.0.2.1', 'x)')).toEqual([[null, 'A|192.0.2.1', 'A|x)']]);
    expect(cut('A . . . : (a)(b', 'c)')).toEqual([[null, 'A|(a)(bc)']]);
  });

  it('never grows without end', () => {
    const line = `A . . . : ${'x'.repeat(390)}`;
    expect(line).toHaveLength(400);
    expect(cut(line, 'y', 'z')).toEqual([[null, `A|${'x'.repeat(390)}y`, 'A|z']]);
  });
});

const token = (address: string, mark: string | null) =>
  ({ address, mark }) as Parameters<typeof preferredWordOf>[0][number];

describe('the word for preferred', () => {
  it.each([
    [[], null],
    [[token('fe80::1', null)], null],
    [[token('2001:db8::1', 'Gut')], null],
    [[token('fe80::1', 'Gut')], 'Gut'],
    [[token('fe80::1', 'Alt'), token('fe80::2', 'Gut'), token('fe80::3', 'Gut')], 'Gut'],
    [[token('fe80::1', 'Gut'), token('fe80::2', 'Alt')], 'Gut'],
    [[token('fe80::1', null), token('fe80::2', null), token('fe80::3', 'Gut')], 'Gut'],
    [[token('fe80::1', 'constructor'), token('fe80::2', 'Gut'), token('fe80::3', 'Gut')], 'Gut'],
    [
      [token('fe80::1', 'Gut'), token('fe80::2', 'Alt'), token('fe80::3', 'Alt'), token('fe80::4', 'Gut')],
      'Alt',
    ],
  ])('in %j is %s', (tokens, word) => {
    expect(preferredWordOf(tokens)).toBe(word);
  });

  it('is known in any case', () => {
    expect(markOf('GUT', 'gut')).toBe('preferred');
    expect(markOf('gut', 'GUT')).toBe('preferred');
    expect(markOf('gut', null)).toBe('unknown');
  });
});
