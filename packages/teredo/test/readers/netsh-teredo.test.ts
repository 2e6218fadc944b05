import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeConsoleBytes,
  type NetshTeredoFacts,
  netshTeredoFacts,
  readNetshTeredo,
  readNetshTeredoAll,
} from '../../src/index';
import {
  fixtureBytes,
  fixtureNames,
  fixtureText,
  NETSH_FIXTURES,
  PLAIN_NETSH_FIXTURES,
} from '../support/fixture-files';
import { LAYOUT, QUOTING } from './damage';

const facts = (text: string) => netshTeredoFacts(readNetshTeredo(text));
const fields = (...values: string[]) => values.map((value) => `x : ${value}`).join('\n');
const lower = (one: NetshTeredoFacts) => ({ ...one, serverName: one.serverName?.toLowerCase() ?? null });

/** What ends a line, parts a label from its value, or is a mark of a console or a page. */
const ENDS = [
  0x0a, 0x0b, 0x0c, 0x0d, 0x1b, 0x85, 0x26, 0x3a, 0x2028, 0x2029, 0x2236, 0xa789, 0xfe13, 0xfe55, 0xff1a,
];
/** Labels of any other characters. */
const anyLabel = fc
  .array(
    fc.oneof(
      fc.constantFrom('類', 'Ŵ', 'نوع', ' ', '>', '|', '(', '<b>', 'client', '9', '*', '[code]', '- '),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => [...pieces.join('')].filter((one) => !ENDS.includes(one.codePointAt(0)!)).join(''));
const labelWithColons = fc
  .array(fc.constantFrom('Tipo', ': ', ' : ', 'dirección', ' ', 'client', 'https'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((words) => words.join(''));

function withLabels(text: string, labels: string[]): string {
  let next = 0;
  return text
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(': ');
      return colon === -1
        ? line
        : `${labels[next++ % labels.length]}${line.slice(line.indexOf(' : ') + 1 || colon)}`;
    })
    .join('\n');
}

describe('the state of Teredo', () => {
  it('has many imitations to be read', () => expect(NETSH_FIXTURES.length).toBeGreaterThan(90));

  it.each(NETSH_FIXTURES)('is read from $name', ({ text, expected }) => {
    const readings = readNetshTeredoAll(text);
    expect(readings.map(netshTeredoFacts)).toEqual(expected);
    expect(readings.every(({ readable }) => readable)).toBe(true);
    expect(facts(text)).toEqual(expected.at(-1));
  });

  const readAlike = (fixtures: typeof PLAIN_NETSH_FIXTURES, apply: (text: string) => string) => {
    const read = fixtures.map(({ name, text }) => [name, lower(facts(apply(text)))]);
    const expected = fixtures.map(({ name, expected }) => [name, lower(expected[0]!)]);
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(expected));
  };

  it.each(QUOTING)('is read alike with $name', ({ apply }) => readAlike(PLAIN_NETSH_FIXTURES, apply));

  // Labels with colons of their own and lines that were cut out leave too little to tell one layout from another.
  const whole = PLAIN_NETSH_FIXTURES.filter(({ name }) => !/^es-|translated|cut|masked-server/.test(name));
  it.each(LAYOUT)('is read alike with $name', ({ apply }) => readAlike(whole, apply));

  it.each([
    ['any text without colons', anyLabel],
    ['texts with colons', labelWithColons],
  ])('is read alike under labels that are %s', (_name, label) => {
    const labels = fc.array(label, { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(fc.constantFrom(...PLAIN_NETSH_FIXTURES), labels, ({ text, expected }, those) => {
        expect(facts(withLabels(text, those))).toEqual(expected[0]);
      }),
      { numRuns: 600 },
    );
  });

  it.each(fixtureNames('netsh-bytes').filter((name) => name.endsWith('.bin')))(
    'is read from the bytes of %s',
    (file) => {
      const expected = JSON.parse(fixtureText(`netsh-bytes/${file.replace('.bin', '.expected.json')}`));
      const told = decodeConsoleBytes(fixtureBytes(`netsh-bytes/${file}`), expected.codePage);
      expect(facts(told.text)).toEqual(expected.facts);
      if (told.lostCharacters === 0) expect(told.text).toContain(expected.title);
      const untold = facts(decodeConsoleBytes(fixtureBytes(`netsh-bytes/${file}`), null).text);
      expect({ ...untold, error: null }).toEqual({ ...expected.facts, error: null });
    },
  );

  it('is read from Chinese console output whose code page nobody told, errors included', () => {
    const bytes = fixtureBytes('netsh-bytes/zhcn-cp936.bin');
    expect(facts(decodeConsoleBytes(bytes, null).text).error).toBe('tunnel-adapter');
    expect(facts(Buffer.from(bytes).toString('latin1')).error).toBe('tunnel-adapter');
  });

  it('fuzzed, is never invented from a part of the output', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLAIN_NETSH_FIXTURES), fc.nat(600), ({ text, expected }, length) => {
        const part = readNetshTeredo(text.slice(0, length));
        if (part.type !== 'unknown') expect(part.type).toBe(expected[0]!.type);
        if (part.state !== null && part.state !== 'unknown') expect(part.state).toBe(expected[0]!.state);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '',
    'Ok.\n',
    'The following command was not found: interface teredo show state.\n',
    'netsh is not recognized as an internal or external command,\noperable program or batch file.\n',
    'State : default\nRouter Name : isatap.example\nResolution Interval : default\n',
    fixtureText('ipconfig/en-all-qualified.txt'),
    fixtureText('services/sc-qc-de.txt'),
  ])('is not found in %j', (text) => {
    expect(readNetshTeredo(text)).toMatchObject({ readable: false, type: 'unknown', state: null });
  });
});

describe('what is not understood', () => {
  it('is unknown beside its raw text, and never off', () => {
    const reading = readNetshTeredo(fixtureText('netsh/de-all-words-translated.txt'));
    expect(reading).toMatchObject({ readable: true, type: 'unknown', state: 'unknown', stateText: 'ruhend' });
    expect(reading.notUnderstood).toEqual([
      { field: 'type', text: 'deaktiviert' },
      { field: 'clientPort', text: 'keiner' },
      { field: 'state', text: 'ruhend' },
      { field: 'role', text: 'keiner' },
    ]);
  });

  it('of an error keeps the error', () => {
    const reading = readNetshTeredo(fixtureText('netsh/de-error-not-known.txt'));
    expect(reading).toMatchObject({ error: 'unknown', errorText: 'Die Sonne schien zu hell' });
  });

  it('of a masked server is no name', () => {
    const reading = readNetshTeredo(fixtureText('netsh/en-masked-server.txt'));
    expect(reading.serverName).toBe('unknown');
    expect(netshTeredoFacts(reading).serverName).toBeNull();
  });
});

describe('beside the facts', () => {
  it('the kind of probe, policy on every line and the behaviour of the NAT are kept', () => {
    const probing = readNetshTeredo(fixtureText('netsh/en-probe-secondary.txt'));
    expect(probing.stateText).toBe('probe (secondary server)');
    const ruled = readNetshTeredo(fixtureText('netsh/zhcn-policy-offline-managed-network.txt'));
    expect(ruled).toMatchObject({ refreshIntervalByPolicy: true, clientPortByPolicy: true });
    const mapped = readNetshTeredo(fixtureText('netsh/zhcn-qualified-restricted.txt'));
    expect(mapped.natBehaviour).toEqual({ upnp: false, portPreserving: false });
  });

  it('an answer in a word that is not known is unknown', () => {
    const text = fields(
      'client',
      't.example',
      '30 s',
      '3544',
      'qualified',
      'teredo client',
      'managed',
      'cone',
      'UPNP: Aye, PortPreserving: No',
    );
    expect(readNetshTeredo(text).natBehaviour).toEqual({ upnp: 'unknown', portPreserving: false });
  });
});

describe('single values', () => {
  const head = ['client', 't.example', '30 s', '3544'] as const;
  it.each([
    [
      'a comment behind the state',
      [...head, 'offline  <-- why?', 'none'],
      { state: 'offline', error: 'none' },
    ],
    [
      'a hexadecimal error code',
      [...head, 'offline', 'general system failure', '0x2AF9'],
      { errorCode: 11001 },
    ],
    ['a negative error code', [...head, 'offline', 'general system failure', '-1'], { errorCode: -1 }],
    ['a port out of range', ['client', 't.example', '30 s', '99999', 'dormant'], { clientPort: null }],
    [
      'a refresh interval of a day',
      ['client', 't.example', '86400 s', 'x', 'dormant'],
      { refreshIntervalSeconds: 86400 },
    ],
    [
      'one beyond a day',
      ['client', 't.example', '86401 s', '1', 'dormant'],
      { refreshIntervalSeconds: null },
    ],
    [
      'a server without a dot',
      ['client', 'teredo-host', '30 s', 'x', 'dormant'],
      { serverName: 'teredo-host' },
    ],
    [
      'a server that is a link',
      ['client', '[t.example](http://t.example)', '30 s', 'x', 'dormant'],
      { serverName: 't.example' },
    ],
    [
      'a server that was made harmless',
      ['client', 't[.]example[.]', '30 s', 'x', 'dormant'],
      { serverName: 't.example' },
    ],
    [
      'a detail of the NAT that was cut off',
      [...head, 'qualified', 'teredo client', 'managed', 'symmetric (ad'],
      { nat: 'symmetric-address' },
    ],
    [
      'a symmetric NAT without a detail',
      [...head, 'qualified', 'teredo client', 'managed', 'symmetric'],
      { nat: 'symmetric' },
    ],
    [
      'a mapping that is no address',
      [...head, 'qualified', 'teredo client', 'managed', 'cone', 'UPNP: No', '10.0.0.999:1', '203.0.113.1:2'],
      { localMapping: '203.0.113.1:2' },
    ],
  ] as [string, string[], Partial<NetshTeredoFacts>][])('%s', (_name, values, expected) => {
    expect(facts(fields(...values))).toMatchObject(expected);
  });
});
