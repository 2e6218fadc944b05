import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { agentMessageSchema } from '../src/agent-messages';
import { readHotMessage } from '../src/hot-messages';
import { AGENT_JOB_STATES } from '../src/job-states';
import { readJsonText } from '../src/json-text';
import { MAX_COUNT, MAX_INSTANT_MS } from '../src/shared-shapes';
import { AGENT_SAMPLES, JOB_ID } from './message-samples';

const number = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const count = fc.integer({ min: 1, max: MAX_COUNT });
const instant = fc.integer({ min: 0, max: MAX_INSTANT_MS });
const json = fc.object({
  maxDepth: 2,
  key: fc.oneof(fc.string(), fc.constantFrom('constructor', 'prototype', '__proto__')),
});
/** As values come from the wire: through the reader that every message goes through. */
function received(value: unknown): Record<string, unknown> {
  const read = readJsonText(JSON.stringify(value));
  if (!read.ok) throw new Error(read.text);
  return read.value as Record<string, unknown>;
}
const plain = json.map(received);
const nullable = <T>(inner: fc.Arbitrary<T>) => fc.option(inner, { nil: null });

const byte = fc.integer({ min: 1, max: 255 });
const bytes = fc.array(byte, { maxLength: 20 }).map((list) => String.fromCharCode(...list));
const printed = fc.record({ codePage: fc.integer({ min: 0, max: 65_535 }), bytes });
const oddPrinted = fc.record({
  codePage: fc.integer({ min: -1, max: 65_536 }),
  bytes: fc.oneof(bytes, fc.string({ unit: 'binary' })),
});

const stepResult = fc.record(
  {
    step: plain,
    outcome: fc.constantFrom('done', 'failed', 'unknown', 'skipped'),
    exitCode: nullable(fc.integer()),
    output: fc.string(),
    printed,
    startedAt: instant,
    finishedAt: instant,
  },
  { requiredKeys: ['step', 'outcome', 'exitCode', 'output', 'startedAt', 'finishedAt'] },
);

const hot = fc.oneof(
  fc.constant({ type: 'heartbeat' }),
  fc.record({
    type: fc.constant('observation'),
    n: number,
    observedAt: instant,
    reason: fc.constantFrom('connect', 'change', 'requested', 'verify', 'periodic'),
    observation: plain,
  }),
  fc.record({
    type: fc.constant('status'),
    n: number,
    jobId: fc.constant(JOB_ID),
    attempt: count,
    version: count,
    state: fc.constantFrom(...AGENT_JOB_STATES),
    at: instant,
    detail: nullable(fc.string({ maxLength: 500 })),
    until: nullable(instant),
    steps: fc.array(stepResult, { maxLength: 4 }),
    before: nullable(plain),
    after: nullable(plain),
    unmet: fc.array(plain, { maxLength: 3 }),
    blockers: fc.array(plain, { maxLength: 3 }),
  }),
);

/** Values that sit on the edges of what a field may be. */
const odd = fc.constantFrom<unknown>(
  null,
  undefined,
  0,
  1,
  -1,
  1.5,
  -0,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  Number.POSITIVE_INFINITY,
  Number.NaN,
  MAX_COUNT,
  MAX_INSTANT_MS,
  MAX_INSTANT_MS + 1,
  MAX_COUNT,
  MAX_COUNT + 1,
  '',
  'x'.repeat(500),
  'x'.repeat(501),
  'x'.repeat(4000),
  'x'.repeat(4001),
  JOB_ID,
  JOB_ID.toUpperCase(),
  `${JOB_ID}\n`,
  'running',
  'requested',
  true,
  [],
  {},
  [{}],
  [null],
  [[]],
  new Array(20).fill({}),
  new Array(21).fill({}),
);

/** Each property holds for so many cases, or a part of them. */
const runs = (all: number) => ({ numRuns: Math.ceil(all / inject('caseStride')) });

function agrees(value: Record<string, unknown>): void {
  const slow = agentMessageSchema.safeParse(value);
  expect(readHotMessage(value)).toEqual(slow.success ? slow.data : null);
}

describe('the validators by hand', () => {
  it('say yes to every valid message and give what the schema gives', () => {
    fc.assert(
      fc.property(hot, fc.dictionary(fc.string(), fc.anything(), { maxKeys: 2 }), (message, extra) => {
        const value = { ...extra, ...message };
        const schema = agentMessageSchema.safeParse(value);
        expect(schema.success).toBe(true);
        agrees(value);
      }),
      runs(400),
    );
  });

  it('agree with the schema after one field is changed', () => {
    fc.assert(
      fc.property(hot, fc.nat(), odd, (message, which, put) => {
        const fields = Object.keys(message).filter((field) => field !== 'type');
        if (fields.length === 0) return;
        agrees({ ...message, [fields[which % fields.length]!]: put });
      }),
      runs(3000),
    );
  });

  it('agree with the schema on what a step printed', () => {
    const step = { step: {}, outcome: 'done', exitCode: 0, output: '', startedAt: 1, finishedAt: 2 };
    const withPrinted = (said: unknown) => ({ ...AGENT_SAMPLES.status, steps: [{ ...step, printed: said }] });
    for (const said of [
      null,
      7,
      [],
      {},
      { codePage: 1 },
      { codePage: 0, bytes: 'a\u0000' },
      { codePage: 0.5, bytes: '' },
    ])
      agrees(withPrinted(said));
    for (const text of ['x'.repeat(8000), 'x'.repeat(8001), '\u00ff\n', '\u0100'])
      agrees(withPrinted({ codePage: 932, bytes: text }));
    fc.assert(
      fc.property(oddPrinted, (said) => agrees(withPrinted(said))),
      runs(500),
    );
  });

  it('agree with the schema after one field of a step result is changed', () => {
    fc.assert(
      fc.property(stepResult, fc.nat(), odd, (result, which, put) => {
        const fields = Object.keys(result);
        const changed = { ...result, [fields[which % fields.length]!]: put };
        agrees({ ...AGENT_SAMPLES.status, steps: [changed] });
      }),
      runs(1500),
    );
  });

  it('leave the other kinds to the schema', () => {
    expect(readHotMessage(AGENT_SAMPLES.receipt!)).toBeNull();
  });
});
