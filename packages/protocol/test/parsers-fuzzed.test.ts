import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeBatch,
  MAX_BATCH_MESSAGES,
  type Parsed,
  parseAgentMessage,
  parseBatch,
  parseDoorMessage,
  parseHello,
  parseJobPayload,
  parseServerMessage,
} from '../src/index';
import { AGENT_SAMPLES, OTHER_ID, SAMPLE_JOB, SERVER_SAMPLES } from './message-samples';

type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';
type Json = Record<string, unknown>;

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonType;
}

/** Fields that may be null, with what they are otherwise. */
const NULLABLE: Readonly<Record<string, JsonType>> = {
  timeZone: 'string',
  detail: 'string',
  until: 'number',
  before: 'object',
  after: 'object',
  exitCode: 'number',
  user: 'string',
  displayedAt: 'number',
  answeredAt: 'number',
  deferredUntil: 'number',
  'offer-refused.jobId': 'string',
  reachabilityPeer: 'string',
  probeServer: 'string',
  'update-status.text': 'string',
  'error.retryAfterSeconds': 'number',
  'teredo.type': 'string',
  serverName: 'string',
  refreshIntervalSeconds: 'number',
  clientPort: 'number',
  file: 'object',
  facts: 'object',
};
/** Objects whose members are the readers' business. */
const OPAQUE = new Set(['observation', 'before', 'after', 'step', 'unmet', 'blockers', 'facts']);

type Path = readonly (string | number)[];

/** A place is named by its last field, or by what that lies in and it. */
function nullableAt(kind: string, path: Path): JsonType | undefined {
  const names = [kind, ...path.filter((part) => typeof part === 'string')];
  return NULLABLE[names.slice(-2).join('.')] ?? NULLABLE[names.at(-1) ?? ''];
}

const isOpaque = (path: Path) => OPAQUE.has(String(path.findLast((part) => typeof part === 'string')));

/** Whether a value has the types of the sample all through; `path` is where it lies in a message of this kind. */
function fits(kind: string, sample: unknown, value: unknown, path: Path = []): boolean {
  const nullable = nullableAt(kind, path);
  if (value === null && nullable !== undefined) return true;
  const expected = nullable ?? typeOf(sample);
  if (typeOf(value) !== expected) return false;
  if (expected === 'number') return Number.isSafeInteger(value);
  if (expected === 'array') {
    const [first] = sample as unknown[];
    // Without an example nothing is known of the members of an opaque list.
    if (first === undefined && isOpaque(path)) return true;
    return (value as unknown[]).every((item, index) => fits(kind, first, item, [...path, index]));
  }
  if (expected !== 'object' || isOpaque(path)) return true;
  const fields = value as Json;
  // The other kind of work has a field of its own.
  if (fields.kind === 'restore') return typeof fields.savedByJob === 'string';
  return Object.entries(sample as Json).every(([name, inner]) =>
    fits(kind, inner, fields[name], [...path, name]),
  );
}

/** Every place in a sample, outermost first. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const inner =
    typeOf(value) === 'object' && isOpaque(path)
      ? []
      : Object.entries(typeof value === 'object' && value !== null ? value : {});
  const named = inner.map(([name, item]) =>
    placesIn(item, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return [path, ...named.flat()];
}

function withPut(value: unknown, path: Path, put: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return put;
  const copy: Json | unknown[] = Array.isArray(value) ? [...value] : { ...(value as Json) };
  (copy as Json)[name] = withPut((value as Json)[name], rest, put);
  return copy;
}

type Parse = (bytes: Uint8Array) => Parsed<object>;

const PARSERS: Record<string, { parse: Parse; samples: Record<string, unknown> }> = {
  parseHello: { parse: parseHello, samples: { hello: AGENT_SAMPLES.hello } },
  parseDoorMessage: {
    parse: parseDoorMessage,
    samples: { enrol: AGENT_SAMPLES.enrol, prove: AGENT_SAMPLES.prove },
  },
  parseAgentMessage: {
    parse: parseAgentMessage,
    samples: Object.fromEntries(
      Object.entries(AGENT_SAMPLES).filter(([type]) => !['hello', 'enrol', 'prove'].includes(type)),
    ),
  },
  parseServerMessage: { parse: parseServerMessage, samples: SERVER_SAMPLES },
  parseJobPayload: {
    parse: parseJobPayload,
    samples: {
      apply: { ...SAMPLE_JOB, windows: [[1, 2]] },
      restore: { ...SAMPLE_JOB, windows: [[1, 2]], work: { kind: 'restore', savedByJob: OTHER_ID } },
    },
  },
};
const CASES = Object.entries(PARSERS).flatMap(([name, { parse, samples }]) =>
  Object.entries(samples).map(([kind, sample]) => ({ name, kind, parse, sample })),
);

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value) ?? '');

/** Says what is wrong in a sentence that a person can read, at most 500 characters of it. */
function expectWords(failure: { code: string; text: string }): void {
  expect(['malformed', 'too-large', 'unknown-type']).toContain(failure.code);
  expect(failure.text).toMatch(/^[A-Z].{10,}/s);
  expect(failure.text.length).toBeLessThanOrEqual(500);
}

const EXAMPLES: Record<JsonType, unknown> = {
  null: null,
  boolean: true,
  number: 1,
  string: 'x',
  array: [],
  object: {},
};
const anyBytes = fc.uint8Array({ maxLength: 200 });

describe.each(CASES)('$name of $kind', ({ kind, parse, sample }) => {
  const places = placesIn(sample);

  it('reads the sample, whose every field has the type that is expected of it', () => {
    expect(parse(bytesOf(sample))).toEqual({ ok: true, message: sample });
    expect(fits(kind, sample, sample)).toBe(true);
  });

  it('refuses every field with a value of any type that is not its own', () => {
    for (const path of places) {
      for (const wrong of Object.values(EXAMPLES)) {
        const altered = withPut(sample, path, wrong);
        if (fits(kind, sample, altered)) continue;
        const parsed = parse(bytesOf(altered));
        expect(parsed.ok, `${path.join('.')} = ${JSON.stringify(wrong)}`).toBe(false);
        if (!parsed.ok) expectWords(parsed);
      }
    }
  });

  it('takes one field with anything in its place only as what it should be', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (path, put) => {
        const parsed = parse(bytesOf(withPut(sample, path, put)));
        if (parsed.ok) expect(fits(kind, sample, parsed.message)).toBe(true);
        else expectWords(parsed);
      }),
    );
  });

  it('never stumbles over a message with one byte altered, and takes it only as what it should be', () => {
    const bytes = bytesOf(sample);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const altered = Uint8Array.from(bytes);
        altered[at] = (bytes[at] ?? 0) ^ flip;
        const parsed = parse(altered);
        if (parsed.ok) expect(fits(kind, sample, parsed.message)).toBe(true);
        else expectWords(parsed);
      }),
    );
  });
});

describe.each(Object.entries(PARSERS))('%s', (_name, { parse }) => {
  it('refuses any other JSON in words', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parse(bytesOf(value));
        expect(parsed.ok).toBe(false);
        if (!parsed.ok) expectWords(parsed);
      }),
    );
  });

  it('refuses any bytes in words', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const parsed = parse(bytes);
        expect(parsed.ok).toBe(false);
        if (!parsed.ok) expectWords(parsed);
      }),
    );
  });
});

describe('parseBatch', () => {
  const messages = Object.values(SERVER_SAMPLES);

  it('gives any messages back as they were, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...messages), { maxLength: MAX_BATCH_MESSAGES }), (batch) => {
        expect(parseBatch(encodeBatch(batch))).toEqual({ ok: true, values: batch });
      }),
    );
  });

  it('refuses any JSON but an array, and any longer array, in words', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseBatch(bytesOf(value));
        expect(parsed.ok).toBe(Array.isArray(value));
        if (!parsed.ok) expectWords(parsed);
      }),
    );
    const longer = parseBatch(encodeBatch(new Array(MAX_BATCH_MESSAGES + 1).fill(null)));
    expect(longer).toMatchObject({ ok: false, code: 'too-large' });
  });

  it('never stumbles over any bytes, nor over a batch with one byte altered', () => {
    const whole = encodeBatch(messages);
    const altered = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
      const bytes = Uint8Array.from(whole);
      bytes[at] = (whole[at] ?? 0) ^ flip;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(anyBytes, altered), (bytes) => {
        const parsed = parseBatch(bytes);
        if (parsed.ok) expect(parsed.values.length).toBeLessThanOrEqual(MAX_BATCH_MESSAGES);
        else expectWords(parsed);
      }),
    );
  });
});
