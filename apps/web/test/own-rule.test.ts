import { describe, expect, it } from 'vitest';
import { basisOf, warningOf } from '../src/own-rule/preview-words';
import { isReadable, isWritten, NEW_RULE, nameOf, SAMPLES } from '../src/own-rule/rule-draft';
import { faultOf, mended } from '../src/own-rule/rule-text';

const preview = (
  counts: Partial<Record<'finding' | 'pass' | 'unknown' | 'not-reviewed' | 'not-applicable', number>>,
) => {
  const all = { finding: 0, pass: 0, unknown: 0, 'not-reviewed': 0, 'not-applicable': 0, ...counts };
  const machines = Object.values(all).reduce((sum, many) => sum + many, 0);
  const none = { finding: [], pass: [], unknown: [], 'not-reviewed': [], 'not-applicable': [] };
  return { at: '', machines, unseen: 0, looked: machines, exact: true, counts: all, examples: none };
};

describe('the form of a rule', () => {
  it('begins with samples that can be read', () => {
    expect(SAMPLES.filter((sample) => !isReadable(sample))).toEqual([]);
    for (const { name, title } of SAMPLES)
      expect([name, nameOf(title)]).toEqual([nameOf(name), nameOf(title)]);
  });

  it('knows what somebody wrote from what it began with', () => {
    expect([NEW_RULE, ...SAMPLES].filter(isWritten)).toEqual([]);
    expect(isWritten({ ...SAMPLES[0]!, asks: 'elevated' })).toBe(true);
  });

  it('makes a short name of any title', () => {
    expect(nameOf('Größe: Éins & zwei!')).toBe('gro-e-eins-zwei');
    expect(nameOf('  --  ')).toBe('');
    expect(nameOf('x'.repeat(200))).toHaveLength(60);
  });

  it('puts what was meant in the place of the fault', () => {
    const text = 'elevated and firewal.on';
    expect(mended(text, faultOf(text)!)).toBe('elevated and firewall.on');
  });

  it('says when a rule is for nobody, says one thing of everybody, or can’t be answered', () => {
    expect(warningOf(preview({ 'not-applicable': 5 }))).toMatch(/for no machine/);
    expect(warningOf(preview({ 'not-applicable': 5, finding: 2 }))).toMatch(
      /finds something on every machine/,
    );
    expect(warningOf(preview({ pass: 2 }))).toMatch(/Every machine that the rule is for passes/);
    expect(warningOf(preview({ unknown: 1, 'not-reviewed': 1 }))).toMatch(/can be answered on no machine/);
    expect(warningOf(preview({}))).toMatch(/nothing to try the rule on/);
    expect(warningOf(preview({ pass: 1, finding: 1 }))).toBeNull();
  });

  it('says how the numbers were come by', () => {
    expect(basisOf(preview({ pass: 2 }))).toBe('Of 2 machines in use, each judged.');
    expect(basisOf({ ...preview({ pass: 9000 }), looked: 4000, exact: false, unseen: 1 })).toBe(
      'About, of 8,999 machines in use: 4,000 were picked by chance and judged. One more told nothing yet.',
    );
  });
});
