import { describe, expect, it } from 'vitest';
import { readNetshAddresses } from '../../src/index';

const ROW = 'Public  Preferred  1h  1h  2001:db8::1';
const read = (...lines: string[]) => readNetshAddresses(lines.join('\n'));
const rows = (...lines: string[]) => read(...lines).addresses;

describe('the heading of an interface', () => {
  it.each<[string, number, string]>([
    ['Interface 12: Teredo', 12, 'Teredo'],
    ['Schnittstelle 12: LAN-Verbindung* 3', 12, 'LAN-Verbindung* 3'],
    ['接口 5: 本地连接', 5, '本地连接'],
    ['7: x', 7, 'x'],
    ['Interface 1234567890: x', 1234567890, 'x'],
    ['Interface 12 : x', 12, 'x'],
    ['Interface 12  :x', 12, 'x'],
    ['Interface 12:   x  ', 12, 'x'],
    ['Interface 12: a: b', 12, 'a: b'],
  ])('%j is that of %i, %j', (heading, interfaceIndex, interfaceName) => {
    expect(rows(heading, '', ROW)).toMatchObject([{ interfaceIndex, interfaceName }]);
  });

  it.each([
    'Interface: Teredo',
    'Interface 12',
    'Interface 12:',
    'Interface 12:   ',
    'Interface 12 a: x',
    'Interface 12a: x',
    'Interface: 12: x',
    'In 4 weeks 12: x',
    `${'x'.repeat(61)}12: x`,
    'Interface 12345678901: x',
  ])('is not %j', (heading) => {
    expect(rows(heading, '', ROW)).toMatchObject([{ interfaceIndex: null, interfaceName: null }]);
  });

  it('stays until the next, whatever stands between, a prompt included', () => {
    expect(rows('Interface 12: A', 'words', 'C:\\>netsh int ipv6 show addr 7: b', ROW, ROW)).toMatchObject([
      { interfaceIndex: 12 },
      { interfaceIndex: 12 },
    ]);
  });
});

describe('a row', () => {
  it('ends in an IPv6 address', () => {
    expect(rows(ROW)).toHaveLength(1);
    for (const line of [`${ROW} x`, 'Public  Preferred  1h  1h  192.0.2.1', 'words', '', '-------'])
      expect(rows(line)).toEqual([]);
    expect(read('words')).toEqual({
      readable: false,
      addresses: [],
      teredoAddresses: [],
      nativeGlobalAddress: null,
    });
    expect(rows('Public  Preferred  192.0.2.1  1h  2001:db8::1')).toMatchObject([
      { address: '2001:db8::1', stateText: 'Preferred' },
    ]);
  });

  it('is none behind a prompt', () => {
    expect(rows('C:\\>ping 2001:db8::1')).toEqual([]);
  });

  it.each<[string, string | null, string | null]>([
    ['Public  Preferred  1h  1h  2001:db8::1', 'Public', 'Preferred'],
    ['Öffentlich\tNicht bevorzugt\t1h 2m\t1h\t2001:db8::1', 'Öffentlich', 'Nicht bevorzugt'],
    ['Public  Not preferred  1h 2m  1h  2001:db8::1', 'Public', 'Not preferred'],
    ['Public Preferred 1h 1h 2001:db8::1', 'Public', 'Preferred'],
    ['Public  Preferred 1h 1h 2001:db8::1', 'Public', 'Preferred'],
    ['Public Preferred 1h 2001:db8::1', 'Public Preferred 1h', null],
    ['Public Not preferred 1h 1h 2001:db8::1', 'Public Not preferred 1h 1h', null],
    ['2001:db8::1', null, null],
  ])('%j has the type %j and the state %j', (line, typeText, stateText) => {
    expect(rows(line)).toMatchObject([{ typeText, stateText }]);
  });

  it('without a state is of none that is known', () => {
    expect(rows('2001:db8::1')).toMatchObject([{ state: 'unknown', kind: 'native-global' }]);
  });
});

describe('a row that the console broke', () => {
  const before = 'Public      Preferred   infinite    infinite'.padEnd(60);
  const broken = (width: number, ...rest: string[]) => {
    const head = before + '2001:db8:1:2:3:4:5:6'.slice(0, width - before.length);
    expect(head).toHaveLength(width);
    return rows(head, ...rest).map(({ address, zone }) => [address, zone]);
  };

  it('goes on in the next line where it is as wide as the console', () => {
    expect(broken(79, '6')).toEqual([['2001:db8:1:2:3:4:5:6', null]]);
    expect(broken(79, '6%12')).toEqual([['2001:db8:1:2:3:4:5:6', '12']]);
    expect(broken(78, ':6')).not.toEqual([['2001:db8:1:2:3:4:5:6', null]]);
  });

  it('does not go on with a line of anything else', () => {
    for (const rest of ['6 x', '6%x', 'x6', '6%12x', '-----'])
      expect(broken(79, rest)).not.toEqual([['2001:db8:1:2:3:4:5:6', null]]);
  });

  it('is the first there is, or the one before it', () => {
    expect(rows('2001:db8::1', '6')).toMatchObject([{ address: '2001:db8::1' }]);
  });
});
