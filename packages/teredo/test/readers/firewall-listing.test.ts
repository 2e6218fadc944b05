import { describe, expect, it } from 'vitest';
import { isRuleObject, readIdRow, ruleOfObject, tableObjects } from '../../src/readers/firewall-listing';
import { RAW_TEXT_CAP } from '../../src/readers/not-understood';

const rule = (object: Record<string, unknown>) => ruleOfObject(object, 'json');

describe('an object is a firewall rule', () => {
  it.each([
    ['an id, a direction and an action', { Name: 'CoreNet-Teredo-In', Direction: 1, Action: 2 }],
    ['an id and its protocol, twice named', { InstanceID: 'a-b', DisplayName: 'x', Protocol: 'UDP' }],
    ['an id that is on and lets through', { InstanceID: 'a-b', Enabled: 1, Action: 2 }],
    ['an id and a direction, twice named', { InstanceID: 'a-b', DisplayName: 'x', Direction: 1 }],
    ['a name and a port', { Name: 'x', LocalPort: 'Teredo' }],
    ['a name and ports', { Name: 'x', LocalPorts: 'Teredo' }],
    ['a port alone', { LocalPort: 'Teredo' }],
    ['ports alone', { LocalPorts: 'Teredo' }],
    ['an edge, whether it is on and what it does', { EdgeTraversalPolicy: 2, Enabled: 1, Action: 2 }],
    ['a program, whether it is on and what it does', { ApplicationName: 'x', Enabled: 1, Action: 2 }],
  ])('by %s', (_name, object) => expect(isRuleObject(object)).toBe(true));

  it.each([
    ['a name alone', { Name: 'x' }],
    ['names that say nothing of a rule', { Name: 'x', DisplayName: 'y', InstanceID: 'z' }],
    ['a name and one more', { Name: 'x', Enabled: true }],
    ['what a rule says without a name', { Enabled: 1, Action: 2, Direction: 1, Protocol: 17 }],
    ['nothing', {}],
  ])('not by %s', (_name, object) => expect(isRuleObject(object)).toBe(false));
});

describe('the id of a rule', () => {
  it.each([
    ['CoreNet-Teredo-In', 'CoreNet-Teredo-In'],
    ['  CoreNet-Teredo-In  ', 'CoreNet-Teredo-In'],
    ['{0CA1F2B4-11DF-4F29-9C8E-3F4A5B6C7D8E}', '{0CA1F2B4-11DF-4F29-9C8E-3F4A5B6C7D8E}'],
    ['Teredo', null],
    ['Core Networking - Teredo (UDP-In)', null],
    ['-Teredo-In', null],
    ['CoreNet-Teredo-In ü', null],
    ['a-', null],
    ['', null],
  ])('of %j is %j', (name, id) => expect(rule({ Name: name, LocalPort: 'x' }).id).toBe(id));

  it('is taken from InstanceID, then Id, then Name', () => {
    expect(rule({ Name: 'c-c-c', Id: 'b-b-b', InstanceID: 'a-a-a' }).id).toBe('a-a-a');
    expect(rule({ Name: 'c-c-c', Id: 'b-b-b', InstanceID: ' ' }).id).toBe('b-b-b');
    expect(rule({ Name: 'c-c-c', InstanceID: 7 }).id).toBe('c-c-c');
  });

  it('leaves the name to people where it is none', () => {
    expect(rule({ Name: 'Teredo in', LocalPort: 'x' })).toMatchObject({ id: null, displayName: 'Teredo in' });
    expect(rule({ Name: 'a-a-a', LocalPort: 'x' })).toMatchObject({ id: 'a-a-a', displayName: null });
    expect(rule({ Name: 'a-a-a', DisplayName: ' Teredo ', LocalPort: 'x' }).displayName).toBe('Teredo');
    expect(rule({ Name: 'a-a-a', ElementName: 'Element', LocalPort: 'x' }).displayName).toBe('Element');
  });
});

describe('a rule of an object', () => {
  it('takes numbers printed as texts for numbers, and no other text', () => {
    expect(rule({ Enabled: '1', Action: '2' })).toMatchObject({ enabled: true, action: 'allow' });
    expect(rule({ Enabled: '2', Action: '4' })).toMatchObject({ enabled: false, action: 'block' });
    expect(rule({ Enabled: '1.', Action: 'x2' })).toMatchObject({ enabled: 'unknown', action: 'unknown' });
    expect(rule({ Enabled: '2x' }).enabled).toBe('unknown');
  });

  it('says nothing of what is not there', () => {
    const silent = { enabled: null, action: null, direction: null, protocol: null, edge: null };
    expect(rule({})).toMatchObject(silent);
    expect(
      rule({ Enabled: '', Action: null, Direction: '', Protocol: null, EdgeTraversalPolicy: '' }),
    ).toMatchObject(silent);
  });

  it('keeps its text, cut off where it is long', () => {
    expect(rule({ Name: 'a-a-a' }).raw).toBe('{"Name":"a-a-a"}');
    expect(rule({ Name: 'x'.repeat(2 * RAW_TEXT_CAP) }).raw).toHaveLength(RAW_TEXT_CAP);
  });
});

describe('rows under a ruled line', () => {
  const table = (...lines: string[]) => tableObjects(lines);

  it('are objects with the names of the columns', () => {
    expect(
      table(
        'Name              Enabled Direction',
        '----              ------- ---------',
        'CoreNet-Teredo-In True    Inbound',
        'Other-In          False   Inbound',
      ),
    ).toEqual([
      { Name: 'CoreNet-Teredo-In', Enabled: 'True', Direction: 'Inbound' },
      { Name: 'Other-In', Enabled: 'False', Direction: 'Inbound' },
    ]);
  });

  it('are cut at the columns where a cell is empty or holds spaces', () => {
    expect(
      table(
        'Name              DisplayName   Enabled',
        '----              -----------   -------',
        'CoreNet-Teredo-In Teredo in all True',
        'Other-In                        False',
      ),
    ).toEqual([
      { Name: 'CoreNet-Teredo-In', DisplayName: 'Teredo in all', Enabled: 'True' },
      { Name: 'Other-In', DisplayName: '', Enabled: 'False' },
    ]);
  });

  it('leave out a column whose name is no word', () => {
    const [only] = table('Name  1 2nd     Ünit', '----- ------- ----', 'a-a-a 7       x');
    expect(only).toEqual({ Name: 'a-a-a' });
  });

  it('end at an empty line, spaces or none, and begin anew under the next ruled line', () => {
    const lines = [
      'Name  Action',
      '----- ------',
      'a-a-a Allow',
      '   ',
      'not a row',
      'Id    Action',
      '----- ------',
      'b-b-b Block',
    ];
    expect(table(...lines)).toEqual([
      { Name: 'a-a-a', Action: 'Allow' },
      { Id: 'b-b-b', Action: 'Block' },
    ]);
  });

  it('are none without a ruled line, or under a single column', () => {
    expect(table('Name Action', 'a-a-a Allow')).toEqual([]);
    expect(table('Name', '----', 'a-a-a')).toEqual([]);
    expect(table()).toEqual([]);
  });

  it('have no names where the ruled line comes first', () => {
    expect(table('---- ------', 'a-a-a Allow')).toEqual([{}]);
  });
});

describe('a row that begins with an id', () => {
  it.each([
    ['CoreNet-Teredo-In', { id: 'CoreNet-Teredo-In', displayName: null }],
    ['  CoreNet-Teredo-In   Teredo (UDP-In)  ', { id: 'CoreNet-Teredo-In', displayName: 'Teredo (UDP-In)' }],
    ['A1-B2-C3-D4-E5-F6-G7', { id: 'A1-B2-C3-D4-E5-F6-G7' }],
  ])('%j', (line, expected) =>
    expect(readIdRow(line)).toMatchObject({ source: 'listing', raw: line.trim(), ...expected }),
  );

  it.each(['CoreNet', 'coreNet-Teredo-In', 'CoreNet-Teredo-In x', 'x CoreNet-Teredo-In', 'CoreNet--In', ''])(
    'not %j',
    (line) => expect(readIdRow(line)).toBeNull(),
  );

  it('is kept, cut off where it is long', () => {
    const long = `CoreNet-Teredo-In${' '.repeat(150)}${'x'.repeat(190)}`;
    expect(readIdRow(long)?.raw).toBe(long.slice(0, RAW_TEXT_CAP));
    expect(RAW_TEXT_CAP).toBeLessThan(long.length);
  });
});
