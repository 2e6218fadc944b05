import { describe, expect, it } from 'vitest';
import {
  encodeBatch,
  MAX_BATCH_MESSAGES,
  MAX_JSON_DEPTH,
  MAX_MESSAGE_BYTES,
  type ParseFailure,
  parseAgentMessage,
  parseBatch,
  parseDoorMessage,
  parseHello,
  parseJobPayload,
  parseServerMessage,
} from '../src/index';
import { AGENT_SAMPLES, SAMPLE_JOB, SERVER_SAMPLES } from './message-samples';

const DOOR: Record<string, (input: string) => { ok: boolean }> = {
  hello: parseHello,
  enrol: parseDoorMessage,
  prove: parseDoorMessage,
};

function failure(result: { ok: boolean } | ParseFailure): string {
  if (result.ok || !('code' in result)) return 'ok';
  expect(result.text.length).toBeGreaterThan(10);
  expect(result.text.length).toBeLessThanOrEqual(500);
  return result.code;
}

const agent = (input: string | Uint8Array) => failure(parseAgentMessage(input));
const observation = (inner: string) =>
  `{"type":"observation","n":1,"observedAt":1,"reason":"change","observation":${inner}}`;

describe('every message', () => {
  it.each(Object.entries(AGENT_SAMPLES))('%s of an agent is read', (type, sample) => {
    expect((DOOR[type] ?? parseAgentMessage)(JSON.stringify(sample))).toEqual({ ok: true, message: sample });
  });

  it.each(Object.entries(SERVER_SAMPLES))('%s of a server is read', (_type, sample) => {
    expect(parseServerMessage(JSON.stringify(sample))).toEqual({ ok: true, message: sample });
  });

  it.each([...Object.entries(AGENT_SAMPLES), ...Object.entries(SERVER_SAMPLES)])(
    '%s ignores fields it does not know and misses those it needs',
    (type, sample) => {
      const parse = type in SERVER_SAMPLES ? parseServerMessage : (DOOR[type] ?? parseAgentMessage);
      const extra = JSON.stringify({ ...sample, later: { version: [1] } });
      expect(parse(extra)).toEqual({ ok: true, message: sample });
      for (const field of Object.keys(sample)) {
        const less: Record<string, unknown> = { ...sample };
        delete less[field];
        expect(failure(parse(JSON.stringify(less)))).toBe('malformed');
      }
    },
  );

  it('of another place is of unknown type there', () => {
    expect(agent(JSON.stringify(AGENT_SAMPLES.prove))).toBe('unknown-type');
    expect(agent(JSON.stringify(SERVER_SAMPLES.welcome))).toBe('unknown-type');
    expect(failure(parseDoorMessage('{"type":"heartbeat"}'))).toBe('unknown-type');
    expect(agent('{"type":"constructor"}')).toBe('unknown-type');
  });
});

describe('an agent that says itself that it tries an update', () => {
  it('is heard, and not refused', () => {
    const message = { ...AGENT_SAMPLES['update-status'], state: 'trying' };
    expect(parseAgentMessage(JSON.stringify(message))).toEqual({ ok: true, message });
  });
});

describe('names that machines give', () => {
  it.each(['enrol', 'prove'] as const)('show what they say: %s', (type) => {
    const hostname = 'pc\u001b[31m-7\r\n\u202egnp\u0085';
    const parsed = parseDoorMessage(
      JSON.stringify({ ...AGENT_SAMPLES[type], hostname, hardwareId: '\u0007' }),
    );
    expect(parsed).toMatchObject({
      ok: true,
      message: { hostname: 'pc\ufffd[31m-7\ufffd\ufffd\ufffdgnp\ufffd', hardwareId: '\ufffd' },
    });
  });

  const hostnameOf = (hostname: string) => {
    const parsed = parseDoorMessage(JSON.stringify({ ...AGENT_SAMPLES.enrol, hostname }));
    return parsed.ok && 'hostname' in parsed.message ? parsed.message.hostname : null;
  };

  it.each([
    ['DESK\u200b-1', 'DESK\\u{200B}-1'],
    ['\u3164', '\\u{3164}'],
    ['\u115f\uffa0\u2800', '\\u{115F}\\u{FFA0}\\u{2800}'],
    ['a\u00adb\u{e0041}', 'a\\u{00AD}b\\u{E0041}'],
    ['a\u200db', 'a\\u{200D}b'],
    [' ', '\\u{0020}'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩\u200d💻 ❤\ufe0f', '👩\u200d💻 ❤\ufe0f'],
  ])('show what would not be seen: %j', (said, shown) => {
    expect(hostnameOf(said)).toBe(shown);
    expect(hostnameOf(shown)).toBe(shown);
  });

  it('are no longer for it than they may be', () => {
    expect(hostnameOf(`${'\u200b'.repeat(250)}a`)).toBe(`${'\ufffd'.repeat(250)}a`);
  });

  it('are so in receipts too', () => {
    const parsed = parseAgentMessage(
      JSON.stringify({ ...AGENT_SAMPLES.receipt, user: 'eve\u2066\t', session: '\u009b2J' }),
    );
    expect(parsed).toMatchObject({ ok: true, message: { user: 'eve\ufffd\ufffd', session: '\ufffd2J' } });
  });
});

describe('keys and counts', () => {
  it('are of the size that everything behind the door has room for', () => {
    const key = (bytes: number) => Buffer.alloc(bytes, 255).toString('base64');
    for (const sessionKey of [key(31), key(33), `${key(32).slice(0, 42)}/=`, `${key(32)}\n`])
      expect(failure(parseHello(JSON.stringify({ ...AGENT_SAMPLES.hello, sessionKey })))).toBe('malformed');
    for (const [type, field] of [
      ['status', 'attempt'],
      ['status', 'version'],
      ['receipt', 'attempt'],
      ['receipt', 'deferrals'],
      ['ask', 'attempt'],
    ] as const)
      expect(agent(JSON.stringify({ ...AGENT_SAMPLES[type], [field]: 2 ** 31 }))).toBe('malformed');
  });
});

describe('what is not a message', () => {
  it.each([
    '',
    'null',
    '[]',
    '7',
    '"heartbeat"',
    '{',
    '{}',
    '{"type":7}',
    '{"type":"heartbeat"}{"type":"heartbeat"}',
    '{"type":"heartbeat"} x',
    '\ufeff{"type":"heartbeat"}',
    'NaN',
    '{"type":"ask","jobId":"x","attempt":1,"askId":"y"}',
    '{"type":"status"}',
    observation('[]'),
    observation('null'),
    observation('{}').replace('"n":1', '"n":1e400'),
    observation('{}').replace('"n":1', '"n":9007199254740993'),
    observation('{}').replace('"n":1', '"n":0'),
    observation('{}').replace('"n":1', '"n":1.5'),
    observation('{}').replace('"n":1', '"n":"1"'),
  ])('is malformed: %s', (text) => {
    expect(agent(text)).toBe('malformed');
  });

  it('is malformed when its bytes are not UTF-8', () => {
    for (const bytes of [
      [0xff],
      [0x22, 0xc0, 0xaf, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0x22, 0xe2, 0x82],
    ]) {
      expect(agent(Uint8Array.from(bytes))).toBe('malformed');
    }
  });

  it('is too large by its bytes, not its letters', () => {
    const frame = (filler: string) => observation(`{"a":"${filler}"}`);
    const room = MAX_MESSAGE_BYTES - frame('').length;
    expect(agent(frame('x'.repeat(room)))).toBe('ok');
    expect(agent(frame('x'.repeat(room + 1)))).toBe('too-large');
    expect(agent(frame('ü'.repeat(Math.floor(room / 2))))).toBe('ok');
    expect(agent(frame('ü'.repeat(Math.floor(room / 2) + 1)))).toBe('too-large');
    expect(agent(new Uint8Array(MAX_MESSAGE_BYTES + 1))).toBe('too-large');
  });

  it('is malformed when it nests deeper than the bound', () => {
    const nested = (depth: number) => observation(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(agent(nested(MAX_JSON_DEPTH - 2))).toBe('ok');
    expect(agent(nested(MAX_JSON_DEPTH - 1))).toBe('malformed');
    expect(agent(`${'['.repeat(60_000)}`)).toBe('malformed');
    expect(agent(observation(`{"a":"${'['.repeat(1000)}\\"${'{'.repeat(1000)}"}`))).toBe('ok');
  });
});

describe('what a message carries', () => {
  const carried = (inner: string) => {
    const parsed = parseAgentMessage(observation(inner));
    if (!parsed.ok || parsed.message.type !== 'observation') throw new Error('not read');
    return parsed.message.observation;
  };

  it('has no __proto__ member, however it is spelt', () => {
    for (const spelt of ['__proto__', '\\u005f_proto__', '__pr\\u006fto__', '__PROTO__'.toLowerCase()]) {
      const value = carried(`{"a":{"${spelt}":{"evil":true},"b":1}}`);
      expect(Object.getOwnPropertyNames(value.a)).toEqual(['b']);
    }
    expect(({} as Record<string, unknown>).evil).toBeUndefined();
  });

  it('may have members named like parts of every object', () => {
    expect(carried('{"constructor":1,"prototype":2,"toString":3,"hasOwnProperty":4}')).toEqual({
      constructor: 1,
      prototype: 2,
      toString: 3,
      hasOwnProperty: 4,
    });
  });

  it('has U+FFFD where the database could not store a character', () => {
    expect(carried('{"a":"x\\u0000y","b\\u0000":"\\ud800","c":["\\ud83d\\ude00"],"d":"\\\\u0000"}')).toEqual({
      a: 'x\ufffdy',
      'b\ufffd': '\ufffd',
      c: ['\u{1f600}'],
      d: '\\u0000',
    });
  });
});

describe('a batch', () => {
  it('is an array of bounded messages', () => {
    expect(parseBatch(encodeBatch([AGENT_SAMPLES.heartbeat]))).toEqual({
      ok: true,
      values: [{ type: 'heartbeat' }],
    });
    expect(parseBatch(encodeBatch([]))).toEqual({ ok: true, values: [] });
    const many = new Array(MAX_BATCH_MESSAGES + 1).fill({ type: 'heartbeat' });
    expect(failure(parseBatch(encodeBatch(many)))).toBe('too-large');
    const big = { a: 'x'.repeat(MAX_MESSAGE_BYTES) };
    expect(failure(parseBatch(encodeBatch([big])))).toBe('too-large');
    const half = { a: 'x'.repeat(MAX_MESSAGE_BYTES / 2) };
    expect(parseBatch(encodeBatch([half, half, half])).ok).toBe(true);
    expect(failure(parseBatch(new TextEncoder().encode('{}')))).toBe('malformed');
    expect(failure(parseBatch(Uint8Array.from([0xff])))).toBe('malformed');
  });
});

describe('a job payload', () => {
  it('is read after its signature, unknown fields ignored', () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...SAMPLE_JOB, later: 1 }));
    expect(parseJobPayload(bytes)).toEqual({ ok: true, message: SAMPLE_JOB });
    const other = new TextEncoder().encode(JSON.stringify({ ...SAMPLE_JOB, v: 2 }));
    expect(failure(parseJobPayload(other))).toBe('malformed');
  });
});
