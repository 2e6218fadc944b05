import { describe, expect, it } from 'vitest';
import { readNetshTeredoAll } from '../../src/readers/netsh-teredo';

/** `show state` with some values below the port; what begins with a hash stands as it is. */
const shown = (...values: string[]) =>
  ['client', 'teredo.example.', '30 seconds', 'unspecified', ...values]
    .map((value) => (value.charAt(0) === '#' ? value.slice(1) : `x : ${value}`))
    .join('\n');
const BLANK = '#';
const reading = (...values: string[]) => {
  const readings = readNetshTeredoAll(shown(...values));
  expect(readings).toHaveLength(1);
  return readings[0]!;
};
const missed = (...values: string[]) =>
  reading(...values).notUnderstood.map(({ field, text }) => `${field}: ${text}`);

describe('a line below the state, in words not known', () => {
  it('is kept under the name of its place', () => {
    expect(missed('qualified', 'klient', 'obcy', 'stozek', 'slowa', 'dalej')).toEqual([
      'role: klient',
      'network: obcy',
      'nat: stozek',
      'natBehaviour: slowa',
      'natBehaviour: dalej',
    ]);
    expect(missed('offline', 'nieznany')).toEqual(['error: nieznany']);
  });

  it('does not keep what follows it from being read', () => {
    expect(
      reading('qualified', 'klient', 'obcy', 'stozek', 'slowa', '10.0.0.7:4000', '203.0.113.9:4000'),
    ).toMatchObject({
      role: null,
      network: null,
      nat: null,
      localMapping: '10.0.0.7:4000',
      externalMapping: '203.0.113.9:4000',
    });
    expect(reading('qualified', 'klient', 'unmanaged', 'stozek', 'UPNP: No')).toMatchObject({
      network: 'unmanaged',
      natBehaviour: { upnp: false, portPreserving: 'unknown' },
    });
  });

  it('is no longer part of the output behind five others', () => {
    const words = ['a', 'b', 'c', 'd', 'e'];
    expect(reading('qualified', ...words, '10.0.0.7:4000').localMapping).toBe('10.0.0.7:4000');
    expect(reading('qualified', ...words, 'f', '10.0.0.7:4000').localMapping).toBeNull();
    expect(missed('qualified', ...words, 'f', 'g')).toHaveLength(6);
  });
});

describe('the error of a client that is offline', () => {
  it('is unknown where its words are, and they are kept', () => {
    expect(reading('offline', 'nieznany')).toMatchObject({ error: 'unknown', errorText: 'nieznany' });
  });

  it('is none where nothing stands at its place', () => {
    expect(reading('offline', '')).toMatchObject({ error: null, errorText: null, notUnderstood: [] });
  });

  it('stays as it was read where words not known follow', () => {
    expect(reading('offline', 'none', 'slowa')).toMatchObject({ error: 'none', errorText: 'none' });
  });
});

describe('a client that is qualified', () => {
  it('is at no NAT where the NAT is "none (global connectivity)", which is no error', () => {
    for (const nat of ['none (global connectivity)', 'none(global connectivity)', 'None  (glo'])
      expect(reading('qualified', nat)).toMatchObject({ nat: 'none', error: null });
    expect(reading('qualified', 'none')).toMatchObject({ nat: null, error: 'none' });
  });

  it('has no error code, whatever number stands there', () => {
    expect(reading('qualified', 'teredo client', '11001').errorCode).toBeNull();
    expect(reading('offline', 'none', '11001').errorCode).toBe(11001);
  });
});

describe('a mapping that somebody made unreadable', () => {
  it.each(['xxx.xxx.xxx.xxx:17918', '***', '10.0.0.x'])('%s keeps its place', (masked) => {
    const rest = ['qualified', 'teredo client', 'unmanaged', 'cone'];
    expect(reading(...rest, masked, '203.0.113.9:4000')).toMatchObject({
      localMapping: null,
      externalMapping: '203.0.113.9:4000',
    });
    expect(reading(...rest, '10.0.0.7:4000', masked)).toMatchObject({
      localMapping: '10.0.0.7:4000',
      externalMapping: null,
    });
  });

  it.each(['203.0.113.9:***', '203.0.113.9:*****', '203.0.113.9:xxxxx', 'xxx.xxx.xxx.xxx:17918'])(
    'is kept as it was printed: %s',
    (masked) => {
      const rest = ['qualified', 'teredo client', 'unmanaged', 'cone', '10.0.0.7:4000'];
      expect(missed(...rest, masked)).toEqual([`externalMapping: ${masked}`]);
    },
  );

  it('ends the output where it is the last', () => {
    const rest = ['qualified', 'teredo client', 'unmanaged', 'cone', 'UPNP: No'];
    expect(missed(...rest, '***', '***', 'words of a person')).toEqual([
      'localMapping: ***',
      'externalMapping: ***',
    ]);
  });
});

describe('behind an empty line', () => {
  it.each<[string, object]>([
    ['teredo client', { role: 'client' }],
    ['unmanaged', { network: 'unmanaged' }],
    ['restricted (port)', { nat: 'restricted-port' }],
    ['none', { error: 'none' }],
    ['UPNP: No, PortPreserving: Yes', { natBehaviour: { upnp: false, portPreserving: true } }],
    ['10.0.0.7:4000', { localMapping: '10.0.0.7:4000' }],
  ])('%s still belongs to the output, since nothing else reads like that', (value, expected) => {
    expect(reading('qualified', BLANK, value)).toMatchObject(expected);
  });

  it('a line as wide as a console belongs to it for what it says without the next', () => {
    const wide = `#${'x'.repeat(64)}: teredo client`;
    expect(reading('qualified', BLANK, wide, '#Hello there').role).toBe('client');
  });

  it.each(['klient', '11001', 'https://www.example/?q=1'])('%s is no part of it', (value) => {
    expect(reading('offline', BLANK, value)).toMatchObject({
      error: null,
      errorCode: null,
      notUnderstood: [],
    });
  });
});
