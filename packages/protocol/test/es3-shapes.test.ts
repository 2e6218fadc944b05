import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJobEs3, readServerMessageEs3 } from '../src/es3';
import { jobPayloadSchema } from '../src/job';
import { ERROR_CODES, serverMessageSchema } from '../src/server-messages';
import { SAMPLE_JOB, SERVER_SAMPLES } from './message-samples';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Places in a value: every member of every list and object in it, at any depth. */
function placesIn(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]));
  return [path, ...inner];
}

/** A copy with one place changed; undefined takes the member away. */
function withChange(value: Json, [key, ...rest]: (string | number)[], change: Json | undefined): Json {
  if (key === undefined) return change ?? null;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, Json>;
  const inner = rest.length === 0 ? change : withChange(copy[key]!, rest, change);
  if (inner === undefined) delete copy[key];
  else copy[key] = inner;
  return copy as Json;
}

const ODD: (Json | undefined)[] = [
  ...[undefined, null, true, false, 0, 1, 2, 4, 5, -1, 0.5, 60, 61, 86_400, 86_401, 600, 601, 65_535, 65_536],
  ...[
    2 ** 31,
    2 ** 53 - 1,
    253_402_300_799_999,
    253_402_300_800_000,
    '',
    ' ',
    'x',
    'AAAA',
    'AA==',
    'AAA',
    'a.b',
  ],
  ...['default', 'enterpriseclient', 'default-gateway', 'x'.repeat(64), 'x'.repeat(80), 'x'.repeat(81)],
  ...['x'.repeat(120), 'x'.repeat(121), 'x'.repeat(254), 'x'.repeat(500), 'x'.repeat(501), 'x'.repeat(2001)],
  ...[[], [1], [1, 2], [1, 2, 3], [[1, 2]], [[1]], {}, { kind: 'apply' }, { length: 2 }],
];

const changes = fc.constantFrom(...ODD);

describe('what the script agent reads without zod', () => {
  const kinds = [
    ...Object.entries(SERVER_SAMPLES).map(([name, sample]) => ({
      name,
      sample: sample as Json,
      read: readServerMessageEs3,
      schema: serverMessageSchema,
    })),
    { name: 'job', sample: SAMPLE_JOB as unknown as Json, read: readJobEs3, schema: jobPayloadSchema },
    {
      name: 'restore',
      sample: withChange(SAMPLE_JOB as unknown as Json, ['work'], {
        kind: 'restore',
        savedByJob: SAMPLE_JOB.jobId,
      }),
      read: readJobEs3,
      schema: jobPayloadSchema,
    },
  ];

  it.each([
    [true, 'http://notice.example.com'],
    [true, 'https://notice.example.com:8443/people'],
    [true, 'http://[2001:db8::1]:3002'],
    [true, 'http://srv_01:3002'],
    [true, `http://${'x'.repeat(193)}`],
    [false, `http://${'x'.repeat(194)}`],
    [false, 'http://notice.example.com/'],
    [false, 'http://notice.example.com\n'],
    [false, 'http://sam@notice.example.com'],
    [false, 'http://notice.example.com/?x'],
    [false, 'http://notice.example.com/#x'],
    [false, "http://it's.example.com"],
    [false, 'ftp://notice.example.com'],
    [false, 'javascript:alert(1)'],
    [false, 'http://'],
    [false, ''],
    [false, null],
    [false, 7],
  ])('is %s of a job whose page is at %j, with and without zod', (is, noticeUrl) => {
    const job = { ...SAMPLE_JOB, noticeUrl };
    expect([readJobEs3(job) !== null, jobPayloadSchema.safeParse(job).success]).toEqual([is, is]);
  });

  const compare = (kind: (typeof kinds)[number], value: Json) => {
    const parsed = kind.schema.safeParse(value);
    expect(kind.read(value)).toEqual(parsed.success ? parsed.data : null);
  };

  it.each(kinds)('is of $name what the schema reads, with any one place changed', (kind) => {
    for (const path of placesIn(kind.sample))
      for (const change of ODD) compare(kind, withChange(kind.sample, path, change));
  });

  it.each(kinds)('is of $name what the schema reads, with several places changed', (kind) => {
    const place = fc.constantFrom(...placesIn(kind.sample).filter((path) => path.length > 0));
    fc.assert(
      fc.property(fc.array(fc.tuple(place, changes), { minLength: 2, maxLength: 3 }), (all) => {
        const changed = all.reduce((value, [path, change]) => {
          const there = path.every((_, depth) => {
            const parent = path.slice(0, depth).reduce<Json | undefined>((at, key) => {
              return typeof at === 'object' && at !== null ? (at as Record<string, Json>)[key] : undefined;
            }, value);
            return typeof parent === 'object' && parent !== null;
          });
          return there ? withChange(value, path, change) : value;
        }, kind.sample);
        compare(kind, changed);
      }),
    );
  });

  it.each(['hold', 'error'] as const)('lets a server ask for a pause of at most a day in %s', (name) => {
    const asks = [0, 86_400, 86_401, 0.5, -1, 2 ** 31];
    const takes = asks.map((retryAfterSeconds) => {
      const message = { ...(SERVER_SAMPLES[name] as object), retryAfterSeconds };
      return [readServerMessageEs3(message) !== null, serverMessageSchema.safeParse(message).success];
    });
    expect(takes).toEqual([true, true, false, false, false, false].map((is) => [is, is]));
  });

  it('keeps nothing that is not named', () => {
    const sample = { ...(SERVER_SAMPLES.welcome as object), more: 1 };
    expect(readServerMessageEs3(sample)).not.toHaveProperty('more');
    expect(readServerMessageEs3({ type: 'constructor' })).toBeNull();
    expect(readServerMessageEs3({ type: 'hasOwnProperty' })).toBeNull();
  });

  it('knows every error code', () => {
    for (const code of ERROR_CODES) {
      const sample = { ...(SERVER_SAMPLES.error as object), code };
      expect(readServerMessageEs3(sample)).toEqual(sample);
    }
  });
});
