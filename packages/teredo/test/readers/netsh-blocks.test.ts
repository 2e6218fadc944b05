import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../src/readers/netsh-teredo-blocks';
import { fieldsByColon } from '../../src/readers/netsh-teredo-fields';

/** As netsh prints values; what begins with a hash stands as it is. */
const read = (...values: string[]) =>
  readBlocks(
    fieldsByColon(values.map((value) => (value.charAt(0) === '#' ? value.slice(1) : `x : ${value}`))),
  );
const BLANK = '#';
const RULE = '#---------';
const only = (...values: string[]) => {
  const blocks = read(...values);
  expect(blocks).toHaveLength(1);
  return blocks[0]!;
};

describe('an output begins', () => {
  it.each<[string, string[]]>([
    ['type, server, interval', ['client', 't.example', '30 s']],
    ['type, server, state', ['client', 't.example', 'dormant']],
    ['type, interval, port', ['client', '30 s', '3544']],
    ['type and server of a client, and no more', ['client', 't.example']],
    ['the same of a type that is longer', ['natawareclient', 't.example']],
    ['type, interval, port around a server that is masked', ['client', 'xxx.xxx.xxx', '30 s', '3544']],
    ['type, server and state around words', ['client', 't.example', 'a b', 'c d', 'dormant']],
    ['type, interval and state around words', ['client', 'a b', '30 s', 'c d', 'dormant']],
    ['type, port and state around words', ['client', 'a b', 'c d', '3544', 'dormant']],
    ['a type below the command', ['#C:\\>netsh int ter show state', 'client', 'a b', 'c d']],
  ])('with %s', (_name, values) => {
    expect(only(...values).type).toBe(values.filter((one) => /client$/.test(one) && !/^#/.test(one))[0]);
  });

  it.each<[string, string[]]>([
    ['a type alone', ['client']],
    ['type and server of no client', ['disabled', 't.example']],
    ['type, server and words', ['client', 't.example', 'a b']],
    ['type and words', ['client', 'a b']],
    ['type, interval and words', ['client', '30 s', 'a b']],
    ['type, words, interval, words', ['client', 'a b', '30 s', 'c d']],
    ['type and state around words alone', ['client', 'a b', 'c d', 'e f', 'dormant']],
    ['a type, and the rest behind a ruled line', ['client', RULE, 't.example', '30 s']],
    [
      'a type and a server, and the rest behind a ruled line',
      ['disabled', 't.example', RULE, '30 s', '3544'],
    ],
    ['a type and an interval, and the rest behind a prompt', ['client', '30 s', '#C:\\>', '3544']],
    ['nothing', []],
  ])('not with %s', (_name, values) => expect(read(...values)).toEqual([]));

  it.each<[string, string[]]>([
    ['a state', ['a b', 't.example', '30', 'c.d', 'dormant']],
    ['an interval and a port', ['a b', 't.example', '30 s', '3544']],
    ['an interval and one word', ['a b', 't.example', '30 s', 'keiner']],
    ['an interval and one word with a mark', ['a b', 't.example', '30 s', 'keiner (Group Policy)']],
    [
      'an interval and one word with a mark right behind',
      ['a b', 't.example', '30 s', 'keiner(Group Policy)'],
    ],
    ['an interval and one word with a mark after two spaces', ['a b', 't.example', '30 s', 'keiner  (x)']],
  ])('with a type in words not known and a server, where they are followed by %s', (_name, values) => {
    expect(only(...values)).toMatchObject({
      type: 'unknown',
      serverName: 't.example',
      refreshIntervalSeconds: 30,
      notUnderstood: expect.arrayContaining([{ field: 'type', text: 'a b' }]),
    });
  });

  it.each<[string, string[]]>([
    ['an interval without its unit', ['a b', 't.example', '30', '3544']],
    ['an interval alone', ['a b', 't.example', '30 s']],
    ['an interval and several words', ['a b', 't.example', '30 s', 'one two']],
    ['an interval and an address', ['a b', 't.example', '30 s', 'a.b']],
    ['words', ['a b', 't.example', 'c d', '3544', 'dormant']],
  ])('not with a type in words not known and a server, where they are followed by %s', (_name, values) => {
    expect(read(...values)).toEqual([]);
  });

  it('with the server where the type was cut out and all the rest is there', () => {
    const whole = ['t.example', '30 s', '3544', 'dormant'];
    expect(only(...whole)).toMatchObject({
      type: 'unknown',
      serverName: 't.example',
      refreshIntervalSeconds: 30,
      clientPort: 3544,
      state: 'dormant',
      notUnderstood: [],
    });
    for (const place of [0, 1, 2, 3])
      expect(read(...whole.map((value, at) => (at === place ? 'a b' : value)))).toEqual([]);
    expect(read(...whole.slice(0, 3))).toEqual([]);
    expect(only('client', RULE, ...whole).type).toBe('unknown');
  });
});

describe('a line of an output', () => {
  const HEAD = ['client', 't.example', '30 s', '3544'];

  it('that is understood is not among those that were not', () => {
    expect(only(...HEAD, 'dormant').notUnderstood).toEqual([]);
    expect(only(...HEAD, 'ruhend')).toMatchObject({
      state: 'unknown',
      stateText: 'ruhend',
      notUnderstood: [{ field: 'state', text: 'ruhend' }],
    });
  });

  it('is read where its value stands on the next line', () => {
    expect(only('#x :', '#client', 't.example', '30 s', '3544', 'dormant').type).toBe('client');
    expect(only('client', '#x :', '#name', '30 s', '3544', 'dormant').serverName).toBe('name');
    expect(only(...HEAD, '#x :', '#dormant').state).toBe('dormant');
    expect(only(...HEAD, '#x :', '#ruhend').stateText).toBe('ruhend');
  });

  it('as wide as a console is read with what follows, or without it, whichever is a value', () => {
    const wide = (value: string) => `#${'x'.repeat(77 - value.length)}: ${value}`;
    expect(only('client', wide('t.exam'), '#ple', '30 s', '3544', 'dormant').serverName).toBe('t.example');
    expect(only(...HEAD, wide('dormant'), '#Hello there').stateText).toBe('dormant');
  });

  it.each<[string, string[]]>([
    ['default', []],
    ['Default (Group Policy)', []],
    ['defaults', ['defaults']],
    ['no default', ['no default']],
    ['often', ['often']],
  ])('for the interval that is %j is no number, and missed: %j', (value, missed) => {
    expect(only('client', 't.example', value, '3544', 'dormant')).toMatchObject({
      refreshIntervalSeconds: null,
      clientPort: 3544,
      notUnderstood: missed.map((text) => ({ field: 'refreshIntervalSeconds', text })),
    });
  });
});

describe('lines that were cut out', () => {
  it('leave the port unsaid where the state follows the interval', () => {
    expect(only('client', 't.example', '30 s', 'dormant')).toMatchObject({
      refreshIntervalSeconds: 30,
      clientPort: null,
      clientPortByPolicy: null,
      state: 'dormant',
      notUnderstood: [],
    });
  });

  it('leave the server unknown where the interval follows the type', () => {
    expect(only('client', '30 s', '3544', 'dormant')).toMatchObject({
      serverName: 'unknown',
      refreshIntervalSeconds: 30,
      clientPort: 3544,
      state: 'dormant',
      notUnderstood: [],
    });
  });

  it.each(['unspecified', 'Unspecified  (Group Policy)'])('leave the interval unsaid before %j', (port) => {
    expect(only('#C:\\>netsh int ter show state', 'client', 't.example', port, 'dormant')).toMatchObject({
      refreshIntervalSeconds: null,
      clientPort: null,
      clientPortByPolicy: port !== 'unspecified',
      state: 'dormant',
      notUnderstood: [],
    });
  });

  it.each(['unspecifieds', 'not unspecified'])('do not before %j', (value) => {
    expect(only('#C:\\>netsh int ter show state', 'client', 't.example', value, 'dormant')).toMatchObject({
      clientPortByPolicy: null,
      notUnderstood: [{ field: 'refreshIntervalSeconds', text: value }],
    });
  });

  it('are not taken for cut out where a server is called like a port', () => {
    expect(only('client', 'unspecified', '30 s', '3544', 'dormant')).toMatchObject({
      serverName: 'unspecified',
      refreshIntervalSeconds: 30,
      clientPort: 3544,
    });
  });

  it('leave the state unsaid where what follows it is there', () => {
    expect(only('client', 't.example', '30 s', '3544', 'teredo client', 'unmanaged', 'cone')).toMatchObject({
      state: null,
      role: 'client',
      network: 'unmanaged',
      nat: 'cone',
      notUnderstood: [],
    });
  });
});

describe('an output ends', () => {
  const HEAD = ['client', 't.example', '30 s', '3544'];

  it('at a ruled line and at a prompt', () => {
    expect(only(...HEAD, RULE, 'dormant').state).toBeNull();
    expect(only(...HEAD, '#C:\\>', 'dormant').state).toBeNull();
  });

  it('at an empty line, unless the next line is one that it lacks', () => {
    expect(only(...HEAD, BLANK, 'dormant').state).toBe('dormant');
    expect(only(...HEAD, BLANK, 'what now').state).toBeNull();
    expect(only(...HEAD, BLANK, 'teredo client')).toMatchObject({ state: null, role: 'client' });
    expect(only(...HEAD, 'qualified', BLANK, 'teredo client').role).toBe('client');
    expect(only(...HEAD, 'qualified', BLANK, 'what now').notUnderstood).toEqual([]);
    expect(only(...HEAD, 'offline', BLANK, 'thank you')).toMatchObject({ error: null, notUnderstood: [] });
  });

  it('not at an empty line where one follows every line', () => {
    const spaced = (...values: string[]) => only(...values.flatMap((value) => [value, BLANK]));
    expect(spaced(...HEAD, 'ruhend').state).toBe('unknown');
    expect(spaced(...HEAD, 'offline', 'unbekannt').error).toBe('unknown');
    expect(only('client', BLANK, 't.example', '30 s', '3544', BLANK, 'ruhend').state).toBeNull();
    expect(only('client', 't.example', BLANK, '30 s', '3544', BLANK, 'ruhend').state).toBeNull();
    expect(only('client', BLANK, 't.example').serverName).toBe('t.example');
  });

  it('where all of it is there', () => {
    const whole = [
      ...HEAD,
      'qualified',
      'teredo client',
      'unmanaged',
      'restricted',
      'UPNP: No, PortPreserving: Yes',
      '10.0.0.7:4000',
      '203.0.113.9:4000',
    ];
    expect(only(...whole, '198.51.100.1:1')).toMatchObject({
      externalMapping: '203.0.113.9:4000',
      notUnderstood: [],
    });
    expect(only(...whole, 'words')).toMatchObject({ notUnderstood: [] });
  });

  it('where another begins, with nothing between them', () => {
    expect(
      read(...HEAD, 'dormant', 'disabled', 'u.example', '60 s', '1', 'offline').map(
        ({ type, serverName, state }) => [type, serverName, state],
      ),
    ).toEqual([
      ['client', 't.example', 'dormant'],
      ['disabled', 'u.example', 'offline'],
    ]);
    expect(read(...HEAD, 'default', 'u.example', '60 s', '1', 'offline').map(({ type }) => type)).toEqual([
      'client',
      'default',
    ]);
  });
});
