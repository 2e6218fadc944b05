import { describe, expect, it } from 'vitest';
import { DAMAGED_LAYOUTS, fieldsByColon, type NetshField } from '../../src/readers/netsh-teredo-fields';

const fields = (...lines: string[]) => fieldsByColon(lines);
const values = (...lines: string[]) => fields(...lines).map((field) => field.values);
const gaps = (...lines: string[]) => fields(...lines).map(({ gap }) => gap);

describe('a line with a colon', () => {
  it('is a field, whose value stands behind the last colon and, in case it holds colons, behind the first', () => {
    expect(fields('Type : client')).toEqual([
      { values: ['client'], long: 'client', gap: 'break', asked: false },
    ]);
    expect(fields('NAT : UPNP: No, PortPreserving: Yes')).toMatchObject([
      { values: ['Yes'], long: 'UPNP: No, PortPreserving: Yes' },
    ]);
    expect(fields('Tipo: de cliente : client')).toMatchObject([
      { values: ['client'], long: 'de cliente : client' },
    ]);
  });

  it.each([
    ['Mapping : 10.0.0.7:4000', '10.0.0.7:4000'],
    ['Mapping : 203.0.113.255:65000', '203.0.113.255:65000'],
    ['Mapping : xxx.xxx.xxx.xxx:17918', 'xxx.xxx.xxx.xxx:17918'],
    ['Mapping : #.*.*.*:1', '#.*.*.*:1'],
    ['Mapping : ??.#.0.1:1', '??.#.0.1:1'],
    ['Mapping : 1.2.3:4', '4'],
    ['Mapping : 1.2.3.4.5:6', '6'],
    ['Mapping : 1.2.3.4:x', 'x'],
    ['1.2.3.4 : 6', '6'],
    ['Time : 12:30', '30'],
  ])('%s has the value %s: the colon before a port parts nothing', (line, value) => {
    expect(values(line)).toEqual([[value]]);
  });

  it.each([
    ['x : **client**', 'client'],
    ['x : ***client***', 'client'],
    ['x : `client`', 'client'],
    ['x : "client"', 'client'],
    ["x : 'client'", 'client'],
    ['x : ~client~', 'client'],
    ['x : _client_', 'client'],
    ['x : client\\', 'client'],
    ['x :   * client *  ', 'client'],
    ['x : a**b', 'a**b'],
    ['x : ***', '***'],
    ['x : *****', '*****'],
    ['x : **', ''],
    ['x : a_b', 'a_b'],
  ])('%s has the value %s, without the marks of emphasis around it', (line, value) => {
    expect(values(line)).toEqual([[value]]);
  });

  it('is cut where it is longer than anything netsh prints', () => {
    const [field] = fields(`x : ${'a'.repeat(900)}`);
    expect(field?.values[0]).toHaveLength(399);
    expect(values(`${'x'.repeat(390)} : client`)).toEqual([['client']]);
    expect(values(`${'x'.repeat(790)} : client`)).toEqual([['client']]);
  });
});

describe('a line without a colon', () => {
  it('goes on with the field before it, a space between', () => {
    expect(values('Error : client is in', 'a managed network')).toEqual([
      ['client is in', 'client is in a managed network'],
    ]);
    expect(fields('Error : client is in', 'a managed', 'network')).toMatchObject([
      { values: ['client is in', 'client is in a managed network'], long: 'client is in a managed network' },
    ]);
  });

  it('is the value where the label stands alone', () => {
    expect(values('Type :', 'client')).toEqual([['', 'client']]);
    expect(values('Type :', '**client**', 'Server : t.example')).toEqual([['', 'client'], ['t.example']]);
  });

  it('is the value of a label that stands alone behind an empty line, and of no other', () => {
    expect(values('Type :', '', 'client')).toEqual([['', 'client']]);
    expect(values('Type : client', '', 'as I said')).toEqual([['client']]);
  });

  it('is the value of nothing behind a prompt or a ruled line, or without a field before it', () => {
    expect(values('Type :', '-----', 'client')).toEqual([['']]);
    expect(values('Type :', 'C:\\>cls', 'client')).toEqual([['']]);
    expect(values('hello', 'Type : client')).toEqual([['client']]);
    expect(values('hello')).toEqual([]);
  });

  it('goes on within a word where the line before is as wide as a console', () => {
    const wide = `${'Client Type'.padEnd(71)}: teredo`;
    expect(wide).toHaveLength(79);
    expect(values(wide, 'client')).toEqual([['teredoclient', 'teredo']]);
    expect(fields(wide, 'client')[0]?.long).toBe('teredoclient');
    expect(values(wide)).toEqual([['teredo']]);
    expect(values(wide.slice(1), 'client')).toEqual([['teredo', 'teredo client']]);
  });

  it('goes on no longer than anything netsh prints', () => {
    const word = 'a'.repeat(390);
    const [field] = fields('x : b', word, 'c'.repeat(20), 'd'.repeat(20), 'e');
    expect(field?.values[1]).toBe(`b ${word} ${'c'.repeat(20)}`);
  });
});

describe('a line that is a value with a colon in it', () => {
  it('belongs to the label that stands alone before it', () => {
    expect(values('Mapping :', '10.0.0.7:4000', 'External :', '203.0.113.9:4000')).toEqual([
      ['', '10.0.0.7:4000'],
      ['', '203.0.113.9:4000'],
    ]);
    expect(values('Mapping :', '', '10.0.0.7:4000')).toEqual([['', '10.0.0.7:4000']]);
  });

  it('is a field of its own where no label waits for it', () => {
    expect(values('Mapping : a', '10.0.0.7:4000')).toHaveLength(2);
    expect(values('Mapping :', 'a', '10.0.0.7:4000')).toHaveLength(2);
    expect(values('10.0.0.7:4000')).toHaveLength(1);
    expect(values('Mapping :', 'a: b')).toEqual([[''], ['b']]);
  });
});

describe('what stands between two fields', () => {
  it.each<[string, string[], NetshField['gap']]>([
    ['nothing', [], 'none'],
    ['text', ['text'], 'none'],
    ['an empty line', [''], 'blank'],
    ['a line of spaces', ['  \t'], 'blank'],
    ['empty lines', ['', ''], 'blank'],
    ['a ruled line', ['-----'], 'break'],
    ['a ruled line of equals signs', ['====='], 'break'],
    ['a ruled line of underscores', ['_____'], 'break'],
    ['an indented ruled line', ['   ---------------   '], 'break'],
    ['a ruled line and an empty one', ['-----', ''], 'break'],
    ['an empty line and a ruled one', ['', '-----'], 'break'],
    ['a prompt', ['C:\\>'], 'break'],
    ['a prompt and an empty line', ['C:\\>dir', '', ''], 'break'],
    ['too few dashes', ['----'], 'none'],
    ['dashes behind a word', ['a-----'], 'none'],
    ['dashes before a word', ['-----a'], 'none'],
  ])('%s is told', (_name, lines, gap) => {
    expect(gaps('a : b', ...lines, 'c : d')).toEqual(['break', gap]);
  });

  it('is a break before the first', () => {
    expect(gaps('', 'a : b')).toEqual(['break']);
    expect(gaps('a : b', 'c : d', '', 'e : f')).toEqual(['break', 'none', 'blank']);
  });
});

describe('the first field below the command that asks for the state', () => {
  const asked = (command: string) =>
    fields(command, '', 'Teredo', '-----', 'a : b', 'c : d').map((one) => one.asked);

  it.each([
    'netsh interface teredo show state',
    'netsh int ter show state',
    'netsh.exe i te sh st',
    'NETSH INTERFACE TEREDO SHOW STATE',
    'netsh interface ipv6 show teredo',
    'netsh int ipv6 sh ter',
  ])('is marked: %s', (command) => {
    expect(asked(`C:\\>${command}`)).toEqual([true, false]);
  });

  it.each([
    'netsh interface teredo set state client',
    'netsh interface ipv6 show address',
    'netsh interface isatap show state',
    'netsh interface teredo show state x',
    'echo netsh interface teredo show state',
    '',
  ])('is not marked: %j', (command) => {
    expect(asked(`C:\\>${command}`)).toEqual([false, false]);
  });

  it('is that of the last command', () => {
    const lines = ['C:\\>netsh int ter show state', 'C:\\>dir', 'a : b'];
    expect(fields(...lines).map((one) => one.asked)).toEqual([false]);
  });
});

describe('the layouts of a text that was damaged', () => {
  const layout = (place: number, ...lines: string[]) => {
    const read = DAMAGED_LAYOUTS[place]!(lines);
    expect(read.every(({ gap, asked }) => gap === 'none' && !asked)).toBe(true);
    expect(read.map(({ long }) => long)).toEqual(read.map((one) => one.values[0]));
    return read.map((one) => one.values[0]);
  };

  it('are columns parted by tabs, equals signs or two spaces', () => {
    expect(
      layout(0, 'Type\tclient', 'Server=t.example', '  Refresh Interval   30 seconds', 'Port    x  y'),
    ).toEqual(['client', 't.example', '30 seconds', 'x y']);
    expect(layout(0, 'Type client', '', 'x', '   indented')).toEqual([]);
    expect(layout(0, `${'x'.repeat(500)}\tclient`)).toEqual(['client']);
    expect(layout(0, `${'x'.repeat(800)}\tclient`)).toEqual([]);
  });

  it('are one line, in which each value is followed by the next label', () => {
    expect(layout(1, 'Teredo Type : client Server', 'Name : t.example Refresh : 30')).toEqual([
      'client Server Name',
      't.example Refresh',
      '30',
    ]);
    expect(layout(1, 'no colon at all')).toEqual([]);
    expect(layout(1, 'Type : client')).toEqual(['client']);
  });

  it('are one line in which a port belongs to its address, and an answer to its question', () => {
    expect(layout(1, 'Local : 10.0.0.7:4000 External : 203.0.113.9:4000')).toEqual([
      '10.0.0.7:4000 External',
      '203.0.113.9:4000',
    ]);
    expect(layout(1, 'NAT : UPNP: No, PortPreserving: Yes Local : x')).toEqual([
      'UPNP: No, PortPreserving: Yes Local',
      'x',
    ]);
    expect(layout(1, 'NAT : upnp  : No Local : x')).toEqual(['upnp  : No Local', 'x']);
    expect(layout(1, 'a : 10.0.0.7 b: x 4000')).toEqual(['10.0.0.7 b', 'x 4000']);
    expect(layout(1, 'a : b: 4000')).toEqual(['b', '4000']);
    expect(layout(1, 'a : upnp b : c')).toEqual(['upnp b', 'c']);
    expect(layout(1, '10.0.0.7:4000 : client')).toEqual(['4000', 'client']);
    expect(layout(1, 'upnp: No : client')).toEqual(['No', 'client']);
  });

  it('are values on lines of their own: alone, before their labels, or behind them', () => {
    const lines = ['Teredo', '-----', '', 'client', 'C:\\>cls', '  ', 't.example'];
    expect(layout(2, ...lines)).toEqual(['Teredo', 'client', 't.example']);
    expect(layout(3, ...lines)).toEqual(['Teredo', 't.example']);
    expect(layout(4, ...lines)).toEqual(['client']);
    expect(layout(4, 'Type', ' : client', 'Server', '== t.example', 'x')).toEqual(['client', 't.example']);
    expect(layout(2, '')).toEqual([]);
  });
});
