import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { VERB_NAMES, verbInputs } from '../src';
import { isStorable } from '../src/core/storable-text';
import { instant, name, noticeTexts, originUrl, reason, text } from '../src/inputs/shared-inputs';
import { draftPlanSchema } from '../src/plan/draft-plan';

/** Every object of a JSON schema, with the path it was found at. */
function objectsOf(schema: unknown, path = ''): { path: string; strict: boolean }[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const node = schema as Record<string, unknown>;
  const here = node.properties === undefined ? [] : [{ path, strict: node.additionalProperties === false }];
  return [...here, ...Object.entries(node).flatMap(([key, value]) => objectsOf(value, `${path}/${key}`))];
}

describe.each(VERB_NAMES)('input of %s', (verb) => {
  it('refuses unknown keys at every level', () => {
    const schema = z.toJSONSchema(verbInputs[verb], { io: 'input', unrepresentable: 'any' });
    const objects = objectsOf(schema);
    expect(objects.length).toBeGreaterThan(0);
    expect(objects.filter((object) => !object.strict)).toEqual([]);
  });

  it.each(['role', 'scopeId', 'createdAt', '__proto__', 'constructor'])('does not take a stray %s', (key) => {
    const known = Object.keys(
      (z.toJSONSchema(verbInputs[verb], { io: 'input', unrepresentable: 'any' }).properties ?? {}) as object,
    );
    if (known.includes(key)) return;
    const stray = JSON.parse(`{ ${JSON.stringify(key)}: "admin" }`);
    const issues = verbInputs[verb].safeParse(stray).error?.issues ?? [];
    expect(issues.some((issue) => issue.code === 'unrecognized_keys' && issue.keys.includes(key))).toBe(true);
  });

  it('fuzzed, never throws, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(typeof verbInputs[verb].safeParse(value).success).toBe('boolean');
      }),
      { numRuns: 50 },
    );
  });
});

describe('text', () => {
  it('takes only what PostgreSQL can store', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (value) => {
        const parsed = text(0, 100).safeParse(value);
        expect(parsed.success).toBe(isStorable(value.trim()));
      }),
    );
    for (const bad of ['a\u0000b', 'a\u001bb', '\ud800', 'x\udc00'])
      expect(text(1, 10).safeParse(bad).success).toBe(false);
    for (const good of ['a\nb', 'a\tb', '😀', 'Zoë']) expect(text(1, 10).safeParse(good).success).toBe(true);
  });
});

describe('a time', () => {
  it.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+23:59',
    '1969-12-31T23:59:59Z',
    '9999-12-31T23:59:59-23:59',
    '2026-02-30T00:00:00Z',
    '2026-11-27 10:00',
    'tomorrow',
  ])('is not %s', (written) => {
    const { error } = instant.safeParse(written);
    expect(error?.issues[0]?.message).toMatch(/^must be/);
  });

  it.each(['1970-01-01T00:00:00Z', '2026-11-27T10:00:00+05:30', '9999-12-31T23:59:59Z'])(
    'may be %s',
    (written) => expect(instant.safeParse(written).success).toBe(true),
  );
});

describe('texts inside of documents', () => {
  it('are as storable as any other', () => {
    for (const bad of ['\u0000', 'a\ud800']) {
      const one = { language: 'en', title: 'a', body: 'b' };
      for (const field of ['language', 'title', 'body'])
        expect(noticeTexts.safeParse([{ ...one, [field]: bad }]).success, field).toBe(false);
      expect(draftPlanSchema.safeParse({ witnesses: [bad] }).success).toBe(false);
    }
  });
});

describe('addresses', () => {
  it('are kept as origins, and anything else is refused without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true })), (value) => {
        const parsed = originUrl.safeParse(value);
        if (parsed.success) expect(new URL(parsed.data).origin).toBe(parsed.data);
      }),
    );
    expect(originUrl.parse('https://Fleet.Example.test:443/')).toBe('https://fleet.example.test');
  });
});

describe('what a person types', () => {
  const fault = (schema: z.ZodType, value: string) => schema.safeParse(value).error?.issues[0]?.message;

  it.each(['\u200b', 'Desk\u200b', '\u3164', 'a\u2060b', '\u202eksed', '\u2800'])(
    'is no name with characters that cannot be seen: %j',
    (value) => {
      expect(fault(name(60), value)).toMatch(/see/);
      for (const verb of ['token.create', 'user.create', 'scope.create'] as const) {
        const key = verb === 'token.create' ? 'label' : 'name';
        const issues = verbInputs[verb].safeParse({ [key]: value }).error?.issues ?? [];
        expect(issues.filter(({ path }) => path[0] === key)).not.toEqual([]);
      }
    },
  );

  it.each(['می\u200cخواهم', '👩\u200d💻', 'Ada ❤\ufe0f', 'Ωμέγα 7'])(
    'is a name as it is written: %j',
    (value) => {
      expect(name(60).parse(value)).toBe(value);
    },
  );

  it('is no reason where nothing of it is seen', () => {
    expect(fault(reason, '\u200b\u200b\u200b')).toBe('must have something to see in it');
    expect(reason.parse('a\u00adb c')).toBe('a\u00adb c');
  });
});
