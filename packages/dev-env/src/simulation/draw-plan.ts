import type { NoticeRules } from '@teredo-fleet/agent-core';
import type { Gate } from '@teredo-fleet/rollout';
import type { PlanFacts } from './drawn-history';
import { between, chance, listOf, pick, type Random } from './random';

/** A gate that lets everything pass. */
export const OPEN_GATE: Gate = {
  minSample: 1,
  maxFailures: 99,
  maxFailPercent: 100,
  successPercent: 0,
  coveragePercent: 0,
  maxLatePercent: 100,
  maxBlockedPercent: 100,
  soakSeconds: 0,
  promotion: 'automatic',
};

export function anyGate(random: Random): Gate {
  const percent = (weights: readonly (readonly [number, number])[]) => pick(random, weights);
  return {
    minSample: between(random, 1, 3),
    maxFailures: between(random, 1, 3),
    maxFailPercent: percent([
      [2, 0],
      [2, 34],
      [2, 50],
      [2, 100],
    ]),
    successPercent: percent([
      [2, 0],
      [2, 50],
      [1, 67],
      [1, 100],
    ]),
    coveragePercent: percent([
      [1, 0],
      [2, 50],
      [1, 75],
      [2, 100],
    ]),
    maxLatePercent: percent([
      [1, 0],
      [2, 34],
      [3, 100],
    ]),
    maxBlockedPercent: percent([
      [1, 0],
      [2, 34],
      [3, 100],
    ]),
    soakSeconds: pick(random, [
      [3, 0],
      [2, 120],
      [1, 600],
    ]),
    promotion: pick(random, [
      [5, 'automatic'],
      [1, 'by-hand'],
    ]),
  };
}

export const NO_NOTICE: NoticeRules = {
  kind: 'none',
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 60,
  answerTimeoutSeconds: 300,
  whenNobodyLoggedOn: 'start',
};

export function anyNotice(random: Random): NoticeRules {
  return {
    kind: pick(random, [
      [3, 'none'],
      [2, 'inform'],
      [3, 'acknowledge'],
      [3, 'defer'],
    ]),
    mayRefuse: chance(random, 0.4),
    minimumNoticeSeconds: pick(random, [
      [2, 0],
      [1, 300],
    ]),
    maxDeferrals: between(random, 0, 2),
    minimumDeferralSeconds: pick(random, [
      [1, 60],
      [1, 900],
    ]),
    answerTimeoutSeconds: 300,
    whenNobodyLoggedOn: pick(random, [
      [3, 'start'],
      [1, 'wait'],
    ]),
  };
}

const DAY_MINUTES = 24 * 60;

/** So many windows a day of this length in minutes, by every machine's own clock; some go over midnight. */
export function windowsOf(random: Random, count: number, length: number): PlanFacts['windows'] {
  const shift = between(random, 0, Math.floor(DAY_MINUTES / count) - 1);
  return listOf(count, (n) => {
    const from = (shift + (n * DAY_MINUTES) / count) % DAY_MINUTES;
    return { from, to: (from + length) % DAY_MINUTES };
  });
}
