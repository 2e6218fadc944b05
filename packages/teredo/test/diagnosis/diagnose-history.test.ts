import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DIAGNOSIS_RULES,
  diagnose,
  diagnoseHistory,
  LOOKS_CONSIDERED,
  type Observation,
} from '../../src/index';
import { anyObservation } from '../arbitraries';
import { linux, makeProbe, silent, windows } from '../factories';
import { at, lost, state, symmetric } from './looks';

const dormant = windows(state('dormant'));
const probing = windows(state('probe (primary server)'));
const unreachable = windows(state('offline', 'primary server unreachable over UDP'));
const unresolved: Observation = {
  ...unreachable,
  effective: { ...unreachable.effective, error: 'server-name-unresolved' },
};
const measured = windows({
  ...state('offline', 'primary server unreachable over UDP'),
  probe: makeProbe({ primary: silent, secondary: silent, nat: null }),
});
const off = windows();

const of = (code: string, ...looks: Observation[]) =>
  diagnoseHistory(looks).find((one) => one.code === code)!;
const seen = ({ severity, confidence, looks, since }: ReturnType<typeof of>) => [
  severity,
  confidence,
  looks,
  since,
];
const missing = (one: ReturnType<typeof of>) => one.missing.map(({ code }) => code);

describe('several looks', () => {
  it('say nothing where there are none', () => {
    expect(diagnoseHistory([])).toEqual([]);
  });

  it('make no alarm of what was otherwise seconds ago', () => {
    const one = of('server-unreachable', at(8_400, unreachable), at(0, probing));
    expect(seen(one)).toEqual(['warning', 'possible', 1, 8_400]);
    expect(one.text).toContain(' 8 s before');
    expect(missing(one)).toEqual(['own-probe', 'firewall-rule', 'later-look']);
  });

  it.each([
    ['a minute before', 60_000, 'warning'],
    ['longer than a minute before', 60_001, 'problem'],
    ['at the same moment', 0, 'warning'],
    ['by a clock that was put back', -1, 'problem'],
  ])('weigh what was otherwise %s', (_name, ms, severity) => {
    expect(of('server-unreachable', at(100_000 + ms, unreachable), at(100_000, dormant)).severity).toBe(
      severity,
    );
  });

  it('make no alarm of an error that changes within seconds', () => {
    const one = of('server-unresolved', at(5_000, unresolved), at(0, unreachable));
    expect(seen(one)).toEqual(['warning', 'possible', 1, 5_000]);
  });

  it('make no alarm of what two looks found, seconds after it was otherwise', () => {
    const one = of('server-unreachable', at(9_000, unreachable), at(5_000, unreachable), at(0, probing));
    expect(seen(one)).toEqual(['warning', 'possible', 2, 5_000]);
  });

  it('keep the alarm of a client that was just turned on', () => {
    expect(of('server-unreachable', at(5_000, unreachable), at(0, off)).severity).toBe('problem');
  });

  it('keep the alarm of what the agent measured itself', () => {
    const one = of('server-unreachable', at(5_000, measured), at(0, dormant));
    expect(seen(one)).toEqual(['problem', 'certain', 1, 5_000]);
  });

  it('make sure of what three looks in a row found', () => {
    const two = of('server-unreachable', at(20_000, unreachable), at(10_000, unreachable));
    expect(seen(two)).toEqual(['problem', 'likely', 2, 10_000]);
    const three = of('server-unreachable', ...[20_000, 10_000, 5_000].map((ms) => at(ms, unreachable)));
    expect(seen(three)).toEqual(['problem', 'certain', 3, 5_000]);
  });

  it('make sure of what lasted five minutes', () => {
    const short = of('server-unreachable', at(299_999, unreachable), at(0, unreachable));
    expect(short.confidence).toBe('likely');
    const long = of('server-unreachable', at(300_000, unreachable), at(0, unreachable));
    expect(seen(long)).toEqual(['problem', 'certain', 2, 0]);
  });

  it('make what was possible likely, and no more', () => {
    const four = windows({ ...state(), elevated: false });
    const lasting = of('service-silent', ...[3, 2, 1, 0].map((ms) => at(ms, four)));
    expect(seen(lasting)).toEqual(['warning', 'likely', 4, 0]);
  });

  it('make a problem of a search that lasts', () => {
    expect(of('probing', at(1_000, probing), at(0, probing)).severity).toBe('warning');
    const lasting = of('probing', at(300_000, probing), at(0, probing));
    expect(seen(lasting)).toEqual(['problem', 'certain', 2, 0]);
    expect(missing(lasting)).toEqual(['own-probe', 'later-look']);
  });

  it('count a cause that one look shows, and leave it as sure as it is', () => {
    const behind = linux({ ping: lost, probe: symmetric });
    const one = of('symmetric-nat', at(30, behind), at(20, behind), at(10, behind), at(0, linux()));
    expect(seen(one)).toEqual(['problem', 'certain', 3, 10]);
    const gone = of('not-tested', at(30, dormant), at(20, off), at(10, dormant));
    expect(seen(gone)).toEqual(['info', 'certain', 1, 30]);
  });

  it('go back no further than the newest dozen', () => {
    expect(LOOKS_CONSIDERED).toBe(12);
    const looks = Array.from({ length: 20 }, (_, index) => at(100 - index, dormant));
    expect(seen(of('dormant-healthy', ...looks))).toEqual(['ok', 'certain', 12, 89]);
  });
});

describe('any looks', () => {
  const overTime = DIAGNOSIS_RULES.filter(({ pace }) => pace === 'over-time').map(({ code }) => code);

  it('never take away what the newest shows, and add only what shows over time', () => {
    fc.assert(
      fc.property(fc.array(anyObservation, { minLength: 1, maxLength: 6 }), (looks) => {
        const codes = diagnoseHistory(looks).map(({ code }) => code);
        const alone = diagnose(looks[0]!).map(({ code }) => code);
        expect(alone.filter((code) => !codes.includes(code))).toEqual([]);
        expect(codes.filter((code) => !alone.includes(code) && !overTime.includes(code))).toEqual([]);
        expect(new Set(codes).size).toBe(codes.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('each count at least the newest, with a moment of theirs, and the worst comes first', () => {
    const rank = ['problem', 'warning', 'info', 'ok'];
    fc.assert(
      fc.property(fc.array(anyObservation, { minLength: 1, maxLength: 6 }), (looks) => {
        const all = diagnoseHistory(looks);
        const ranks = all.map(({ severity }) => rank.indexOf(severity));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const { since, looks: count, missing: facts } of all) {
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(looks.length);
          expect(since).toBe(looks[count - 1]!.effective.at);
          expect(new Set(facts.map(({ code }) => code)).size).toBe(facts.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
