import { describe, expect, it } from 'vitest';
import { decodeStanding, encodeStanding, newestStanding, type Standing } from '../src/index';
import { START } from './orders';

const told = (change: Record<string, unknown> = {}): Record<string, unknown> => ({
  v: 1,
  at: START,
  status: 'active',
  connected: true,
  seen: { at: START, readiness: { kind: 'ready', texts: ['a', 'b'] } },
  coming: { state: 'deferred', until: START + 5 },
  ...change,
});
const decoded = (value: unknown) => decodeStanding(encodeStanding(value as Standing));
const seen = (readiness: unknown, at: unknown = START) => told({ seen: { at, readiness } });
const texts = (count: number, text: unknown = 'x') =>
  seen({ kind: 'blocked', texts: Array(count).fill(text) });

describe('the shape of what an agent tells of itself (E4)', () => {
  it.each([
    ['all of it', told()],
    ['nothing seen and nothing coming', told({ seen: null, coming: null })],
    ['no word of the server yet', told({ status: null, connected: false })],
    ['a change without an end', told({ coming: { state: 'queued', until: null } })],
    ['as many reasons as may be', texts(20)],
    ['each status', told({ status: 'pending' })],
    ['each status', told({ status: 'quarantined' })],
    ['each verdict', seen({ kind: 'missing', texts: [] })],
    ['each verdict', seen({ kind: 'unread', texts: [] })],
    ['the first moment', told({ at: 1 })],
  ])('is %s', (_, value) => {
    expect(decoded(value)).toEqual(value);
  });

  it.each([
    ['a time that is none', told({ at: '5' })],
    ['a time that is none', told({ at: 0 })],
    ['a time that is none', told({ at: 9e15 })],
    ['no word whether it is connected', told({ connected: 'yes' })],
    ['another status', told({ status: '' })],
    ['something seen that is no verdict', told({ seen: [] })],
    ['something seen at no time', seen({ kind: 'ready', texts: [] }, '5')],
    ['a verdict without a shape', seen('ready')],
    ['a verdict without reasons', seen({ kind: 'ready' })],
    ['a reason that is no text', texts(2, 5)],
    ['more reasons than may be', texts(21)],
    ['a change of no state', told({ coming: { state: 5, until: null } })],
    ['a change until no time', told({ coming: { state: 'queued', until: 'soon' } })],
    ['a change without until', told({ coming: { state: 'queued' } })],
    ['a list of changes', told({ coming: [] })],
    ['more than may be read', seen({ kind: 'blocked', texts: ['x'.repeat(20_000)] })],
  ])('is not %s', (_, value) => {
    expect(decoded(value)).toBeNull();
  });

  it('is a whole line', () => {
    const line = encodeStanding(told() as unknown as Standing);
    expect(decodeStanding(line.slice(0, -1))).toBeNull();
    expect(decodeStanding(`${line.slice(0, -1)} `)).toBeNull();
    expect(decodeStanding('')).toBeNull();
  });
});

it('what is told in more than one place counts where it is newest (E4)', () => {
  const at = (time: number) => told({ at: time }) as unknown as Standing;
  const [old, fresh] = [at(START), at(START + 1)];
  expect(newestStanding([])).toBeNull();
  expect(newestStanding([null, null])).toBeNull();
  for (const told of [
    [old, fresh],
    [fresh, old],
    [null, fresh],
    [fresh, null],
  ])
    expect(newestStanding(told)).toBe(fresh);
});
