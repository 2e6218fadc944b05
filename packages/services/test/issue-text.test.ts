import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { issueText } from '../src/core/issue-text';
import { text } from '../src/inputs/shared-inputs';

const shape = z.strictObject({
  list: z.array(z.int()).min(1).max(2),
  number: z.int().min(30).max(90),
  flag: z.boolean(),
  word: z.enum(['on', 'off']),
  one: z.literal('x'),
  letters: z.string().max(2),
  name: text(1, 3),
  kind: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('a') }),
    z.strictObject({ kind: z.literal('b') }),
  ]),
});
const GOOD = {
  list: [1],
  number: 30,
  flag: true,
  word: 'on',
  one: 'x',
  letters: '',
  name: 'a',
  kind: { kind: 'a' },
};

const told = (change: object) =>
  shape.safeParse({ ...GOOD, ...change }).error?.issues.map((issue) => issueText(issue));

describe('what is wrong with what was sent', () => {
  it.each([
    [{ list: [1, 2, 3] }, 'must have at most 2 entries'],
    [{ list: [] }, 'must have at least 1 entry'],
    [{ number: 0 }, 'must be at least 30'],
    [{ number: 91 }, 'must be at most 90'],
    [{ number: 1e300 }, 'must be at most 9007199254740991'],
    [{ number: 30.5 }, 'must be a whole number'],
    [{ number: '30' }, 'must be a number'],
    [{ number: undefined }, 'is missing'],
    [{ flag: 1 }, 'must be true or false'],
    [{ list: {} }, 'must be a list'],
    [{ word: 'up' }, 'must be one of on, off'],
    [{ one: 'y' }, 'must be x'],
    [{ letters: 'abc' }, 'must have at most 2 characters'],
    [{ name: 'abcd' }, 'must have at most 3 characters'],
    [{ kind: { kind: 'c' } }, 'is of no kind that is known here'],
    [{ stray: 1, other: 2 }, 'has no "stray" and no "other"'],
  ])('is said in words: %j', (change, words) => {
    expect(told(change)?.[0]).toBe(words);
  });

  it('is nothing where all is right', () => expect(told({})).toBeUndefined());
});
