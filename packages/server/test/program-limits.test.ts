import { describe, expect, it } from 'vitest';
import { ProgramLimits } from '../src/web/program-limits';

const admitted = (
  limits: ProgramLimits,
  secret: string | null,
  address: string,
  calls: number,
  now: number,
) => Array.from({ length: calls }, () => limits.admits(secret, address, now)).filter(Boolean).length;

describe('calls of programs', () => {
  it('without a good token are sixty at once and one a second, for a whole network', () => {
    const limits = new ProgramLimits();
    expect(admitted(limits, null, '2001:db8::1', 40, 0)).toBe(40);
    expect(admitted(limits, 'tfa_x', '2001:db8::2', 40, 0)).toBe(20);
    expect(admitted(limits, null, '2001:db8::3', 40, 10_000)).toBe(10);
    expect(admitted(limits, null, '2001:db8:1::1', 60, 0)).toBe(60);
  });

  it('with a good token have two hundred at once and twenty a second, wherever they come from', () => {
    const limits = new ProgramLimits();
    expect(limits.admits('tfa_good', '192.0.2.1', 0)).toBe(true);
    limits.learn('tfa_good', 0);
    expect(admitted(limits, null, '192.0.2.1', 100, 0)).toBe(59);
    expect(admitted(limits, 'tfa_good', '192.0.2.1', 150, 0)).toBe(150);
    expect(admitted(limits, 'tfa_good', '192.0.2.2', 150, 0)).toBe(49);
    expect(admitted(limits, 'tfa_good', '192.0.2.1', 150, 1_000)).toBe(20);
  });

  it('forget the longest unused, and so stay small', () => {
    const limits = new ProgramLimits();
    expect(admitted(limits, null, '192.0.2.1', 60, 0)).toBe(60);
    for (let n = 0; n < 20_000; n++) limits.admits(null, `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, 0);
    expect(limits.admits(null, '192.0.2.1', 0)).toBe(true);
  });
});
