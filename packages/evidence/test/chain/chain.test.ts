import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ChainCheck,
  type ChainedEntry,
  type ChainHead,
  type Digest,
  EMPTY_HEAD,
  faultText,
  headText,
  isWhole,
  type LinkedEntry,
  linkEntries,
} from '../../src/index';

/** Keys in order at every level: enough of RFC 8785 for what these tests hold. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key])}`).join(',')}}`;
}

const digest: Digest = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  canonical,
};

const entry = (seq: number, rest: Partial<ChainedEntry> = {}): ChainedEntry => ({
  seq: String(seq),
  at: '2026-01-01T00:00:00.000Z',
  scopeId: null,
  actor: { kind: 'user', id: 'u1', name: 'Ada Example', token: null },
  action: 'machine.toggle',
  object: { kind: 'machine', id: 'm1', name: 'pc-1' },
  outcome: 'done',
  before: null,
  after: { wanted: 'on' },
  reason: null,
  requestId: null,
  address: null,
  ...rest,
});

function chain(length: number): { linked: LinkedEntry[]; heads: ChainHead[] } {
  const entries = Array.from({ length }, (_, at) => entry(at + 10));
  const { links } = linkEntries(EMPTY_HEAD, entries, digest);
  return {
    linked: links.map((link, at) => ({ link, entry: entries[at]! })),
    heads: [EMPTY_HEAD, ...links.map(({ number, hash }) => ({ count: number, hash }))],
  };
}

function check(linked: readonly LinkedEntry[], published: ChainHead[] = [], from?: ChainHead) {
  const one = new ChainCheck(digest, published, from);
  for (const each of linked) one.take(each);
  return one.verdict();
}

describe('a chain of audit entries', () => {
  it('holds, whatever its length', () => {
    for (const length of [0, 1, 2, 7]) {
      const { linked, heads } = chain(length);
      const verdict = check(linked, heads);
      expect(verdict.head).toEqual(heads.at(-1));
      expect(verdict.heads).toEqual(heads.map(() => 'holds'));
      expect(isWhole(verdict)).toBe(true);
    }
  });

  it('is the same in one batch and in many', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.nat(12), (length, cut) => {
        const entries = Array.from({ length }, (_, at) => entry(at));
        const first = linkEntries(EMPTY_HEAD, entries.slice(0, cut), digest);
        const second = linkEntries(first.head, entries.slice(cut), digest);
        const whole = linkEntries(EMPTY_HEAD, entries, digest);
        expect([...first.links, ...second.links]).toEqual(whole.links);
        expect(second.head).toEqual(whole.head);
      }),
    );
  });

  it('is checked in parts, from the head before them', () => {
    const { linked, heads } = chain(6);
    const verdict = check(linked.slice(3), [heads[2]!, heads[3]!, heads[6]!], heads[3]);
    expect(verdict.heads).toEqual(['not-checked', 'holds', 'holds']);
    expect(isWhole(verdict)).toBe(true);
  });

  it('names an entry that was changed in any of its parts, and nothing else', () => {
    const parts: Partial<ChainedEntry>[] = [
      { at: '2026-01-01T00:00:00.001Z' },
      { scopeId: 's1' },
      { actor: { kind: 'user', id: 'u1', name: 'Eve Example', token: null } },
      { actor: { kind: 'user', id: 'u1', name: 'Ada Example', token: 'CI (tf_a1b2)' } },
      { action: 'machine.retire' },
      { object: { kind: 'machine', id: 'm2', name: 'pc-1' } },
      { outcome: 'refused' },
      { before: false },
      { after: { wanted: 'off' } },
      { reason: 'because' },
      { requestId: 'r1' },
      { address: '192.0.2.1' },
      { seq: '99' },
    ];
    for (const part of parts) {
      const { linked } = chain(5);
      linked[2] = { ...linked[2]!, entry: { ...linked[2]!.entry!, ...part } };
      const verdict = check(linked);
      expect(verdict.faults).toEqual([{ kind: 'entry-changed', number: 3, seq: '12' }]);
      expect(isWhole(verdict)).toBe(false);
    }
  });

  it('names an entry that was deleted', () => {
    const { linked } = chain(5);
    linked[4] = { ...linked[4]!, entry: null };
    expect(check(linked).faults).toEqual([{ kind: 'entry-missing', number: 5, seq: '14' }]);
  });

  it('names links that were deleted with their entries', () => {
    const { linked } = chain(6);
    const verdict = check([linked[0]!, ...linked.slice(3)]);
    expect(verdict.faults).toEqual([{ kind: 'links-missing', number: 2, through: 3 }]);
  });

  it('names links that were renumbered to hide the gap', () => {
    const { linked } = chain(4);
    const moved = linked
      .slice(2)
      .map(({ link, ...rest }) => ({ ...rest, link: { ...link, number: link.number - 1 } }));
    expect(check([linked[0]!, ...moved]).faults[0]).toEqual({ kind: 'link-changed', number: 2, seq: '12' });
  });

  it('names links that were reordered or given twice', () => {
    const { linked } = chain(4);
    const [a, b, c, d] = linked as [LinkedEntry, LinkedEntry, LinkedEntry, LinkedEntry];
    expect(check([a, c, b, d]).faults).toEqual([
      { kind: 'links-missing', number: 2, through: 2 },
      { kind: 'out-of-order', number: 2, after: 3 },
      { kind: 'links-missing', number: 3, through: 3 },
    ]);
    expect(check([a, b, b]).faults).toEqual([{ kind: 'out-of-order', number: 2, after: 2 }]);
  });

  it('names a link whose own hash was altered, and the one that no longer follows from it', () => {
    const { linked } = chain(4);
    linked[1] = { ...linked[1]!, link: { ...linked[1]!.link, hash: 'f'.repeat(64) } };
    expect(check(linked).faults.map(({ kind, number }) => [kind, number])).toEqual([
      ['link-changed', 2],
      ['link-changed', 3],
    ]);
  });

  it('sees a cut-off end and a rewritten chain only by a head that was published', () => {
    const { linked, heads } = chain(6);
    const cut = linked.slice(0, 4);
    expect(isWhole(check(cut))).toBe(true);
    expect(check(cut, [heads[4]!, heads[6]!]).heads).toEqual(['holds', 'cut-off']);
    const others = linkEntries(EMPTY_HEAD, [entry(1, { reason: 'another past' }), entry(2)], digest);
    const forged = others.links.map((link, at) => ({
      link,
      entry: [entry(1, { reason: 'another past' }), entry(2)][at]!,
    }));
    expect(isWhole(check(forged))).toBe(true);
    expect(check(forged, [heads[2]!]).heads).toEqual(['rewritten']);
    expect(isWhole(check(forged, [heads[2]!]))).toBe(false);
  });

  it('notices any single change of any link or entry', () => {
    fc.assert(
      fc.property(fc.nat(5), fc.constantFrom('seq', 'entrySha256', 'hash', 'number'), (at, key) => {
        const { linked, heads } = chain(6);
        const { link, entry: of } = linked[at]!;
        const value = key === 'number' ? link.number + 7 : key === 'seq' ? '77' : 'e'.repeat(64);
        linked[at] = { link: { ...link, [key]: value }, entry: of };
        expect(isWhole(check(linked, [heads[6]!]))).toBe(false);
      }),
    );
  });

  it('counts more faults than it names', () => {
    const { linked } = chain(250);
    const verdict = check(linked.map(({ link }) => ({ link, entry: null })));
    expect(verdict.faults).toHaveLength(100);
    expect(verdict.faultCount).toBe(250);
  });

  it('says what is wrong in words', () => {
    expect(faultText({ kind: 'links-missing', number: 2, through: 3 })).toBe('Links 2 to 3 are missing.');
    expect(faultText({ kind: 'links-missing', number: 2, through: 2 })).toBe('Link 2 is missing.');
    expect(faultText({ kind: 'out-of-order', number: 2, after: 3 })).toBe(
      'Link 2 stands after link 3: rows were reordered or added.',
    );
    expect(faultText({ kind: 'entry-missing', number: 2, seq: '8' })).toBe('Entry 8 (link 2) was deleted.');
    expect(faultText({ kind: 'entry-changed', number: 2, seq: '8' })).toBe(
      'Entry 8 (link 2) is not what it was when it was linked.',
    );
    expect(faultText({ kind: 'link-changed', number: 2, seq: '8' })).toContain(
      'Link 2 (entry 8) was not made from',
    );
    expect(headText('holds', 5)).toContain('still holds the head that was published at 5 entries');
    expect(headText('cut-off', 5)).toContain('its newest part was cut off');
    expect(headText('rewritten', 5)).toContain('it was rewritten');
    expect(headText('not-checked', 5)).toContain('was not checked');
  });
});
