import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AgentMeasurements,
  DEAD_MACHINES,
  DEAD_NETWORKS,
  FRESH_MS,
  FRESH_PERIODS,
  freshMsFor,
  isAnswer,
  judgeServer,
  outcomeOf,
  SERVER_OUTCOMES,
  type ServerEvidence,
  type ServerOutcome,
} from '../../src/index';
import { answered, silent } from '../factories';

const NOW = 1_800_000_000_000;

function agents(
  fresh: Partial<AgentMeasurements['fresh']>,
  rest: Partial<AgentMeasurements> = {},
): AgentMeasurements {
  const none = { both: 0, answered: 0, 'primary-only': 0, 'secondary-only': 0, silent: 0, unresolved: 0 };
  const newestAt = NOW - 1000;
  return {
    fresh: { ...none, ...fresh },
    failingNetworks: 0,
    old: 0,
    newestAt,
    lastAnswerAt: null,
    simulated: false,
    ...rest,
  };
}

function judge(change: Partial<ServerEvidence>) {
  return judgeServer({ listedDead: false, agents: null, own: null, now: NOW, freshMs: FRESH_MS, ...change });
}

const own = (outcome: ServerOutcome, ageMs = 1000) => ({
  at: NOW - ageMs,
  outcome,
  lastAnswerAt: isAnswer(outcome) ? NOW - ageMs : null,
});

describe('H1 what counts', () => {
  it('is a measurement of the last hour, or of three observation periods where those are longer', () => {
    expect(freshMsFor(300)).toBe(3_600_000);
    expect(freshMsFor(1200)).toBe(3_600_000);
    expect(freshMsFor(1201)).toBe(3_603_000);
    expect(freshMsFor(86_400)).toBe(3 * 86_400_000);
    expect([FRESH_MS, FRESH_PERIODS]).toEqual([3_600_000, 3]);
  });

  it('of this server counts up to that age and no longer', () => {
    expect(judge({ own: own('both', FRESH_MS) }).verdict).toBe('answers');
    expect(judge({ own: own('both', FRESH_MS + 1) }).verdict).toBe('stale');
  });
});

describe('H2 answers', () => {
  it.each([{ both: 1 }, { answered: 1 }, { both: 1, 'primary-only': 5 }, { both: 1, 'secondary-only': 5 }])(
    'where %j came of it, however many others ask in vain',
    (fresh) => {
      const health = judge({
        agents: agents({ ...fresh, silent: 500, unresolved: 20 }, { failingNetworks: 60 }),
      });
      expect(health).toMatchObject({ verdict: 'answers', rule: 'H2', severity: 'ok', failed: 520 });
    },
  );

  it('where each address answered somebody', () => {
    expect(judge({ agents: agents({ 'primary-only': 2, 'secondary-only': 1 }) }).verdict).toBe('answers');
    expect(judge({ agents: agents({ answered: 2, 'secondary-only': 1 }) }).verdict).toBe('answers');
  });

  it('where only this server got an answer', () => {
    const health = judge({ agents: agents({ silent: 50 }, { failingNetworks: 9 }), own: own('both') });
    expect(health).toMatchObject({ verdict: 'answers', answered: 1, failed: 50 });
  });

  it('says how many got one, and that the others have to look at their own side', () => {
    expect(judge({ agents: agents({ both: 3 }) }).text).toBe(
      'In the last hour 3 of 3 machines got an answer.',
    );
    expect(judge({ agents: agents({ both: 1 }) }).text).toBe(
      'In the last hour the one machine that asked it got an answer.',
    );
    expect(judge({ agents: agents({ both: 3, silent: 1 }) }).text).toBe(
      'In the last hour 3 of 4 machines got an answer, so that it lives; what keeps the others from it is on their side.',
    );
  });

  it('is said of one that is listed as dead too, with that', () => {
    const health = judge({ listedDead: true, agents: agents({ both: 1 }) });
    expect(health.verdict).toBe('answers');
    expect(health.text).toMatch(
      /^In the last hour the one machine that asked it got an answer\. It is listed as dead all the same/,
    );
  });
});

describe('H3 dead', () => {
  it('needs three machines in two networks', () => {
    expect([DEAD_MACHINES, DEAD_NETWORKS]).toEqual([3, 2]);
    const verdict = (machines: number, failingNetworks: number) =>
      judge({ agents: agents({ silent: machines }, { failingNetworks }) }).verdict;
    expect(verdict(3, 2)).toBe('dead');
    expect(verdict(2, 2)).toBe('silent');
    expect(verdict(3, 1)).toBe('silent');
    expect(verdict(5000, 1)).toBe('silent');
  });

  it('takes this server for one machine in one network', () => {
    const two = agents({ silent: 2 }, { failingNetworks: 1 });
    expect(judge({ agents: two, own: own('silent') })).toMatchObject({
      verdict: 'dead',
      rule: 'H3',
      failed: 3,
    });
    expect(judge({ agents: two, own: own('unresolved') }).verdict).toBe('dead');
    expect(judge({ agents: two, own: own('silent', FRESH_MS + 1) }).verdict).toBe('silent');
    expect(judge({ own: own('silent') }).verdict).toBe('silent');
  });

  it('takes names that don’t resolve for failures too', () => {
    const health = judge({ agents: agents({ silent: 1, unresolved: 2 }, { failingNetworks: 2 }) });
    expect(health).toMatchObject({ verdict: 'dead', severity: 'problem' });
    expect(health.text).toBe(
      'In the last hour 3 machines in 2 networks asked it and none got an answer; for 2 machines the name did not resolve. Choose another server.',
    );
  });

  it('says so in words', () => {
    expect(judge({ agents: agents({ silent: 4 }, { failingNetworks: 2 }) }).text).toBe(
      'In the last hour 4 machines in 2 networks asked it and none got an answer. Choose another server.',
    );
    expect(judge({ agents: agents({ unresolved: 4 }, { failingNetworks: 2 }) }).text).toBe(
      'In the last hour 4 machines in 2 networks asked it and the name resolved for none of them. Choose another server.',
    );
  });

  it('is not said after one answer', () => {
    for (const outcome of SERVER_OUTCOMES.filter(isAnswer)) {
      const health = judge({ agents: agents({ silent: 900, [outcome]: 1 }, { failingNetworks: 90 }) });
      expect(health.verdict).not.toBe('dead');
    }
  });
});

describe('H4 one address only', () => {
  it('is where both were asked and the same one answered everybody', () => {
    const first = judge({ agents: agents({ 'primary-only': 2 }) });
    expect(first).toMatchObject({ verdict: 'one-address', rule: 'H4', severity: 'warning', answered: 2 });
    expect(first.text).toBe(
      "In the last hour 2 machines asked both addresses and only the first answered. Without the second one clients can't tell what NAT they are behind.",
    );
    const second = judge({ own: own('secondary-only') });
    expect(second.verdict).toBe('one-address');
    expect(second.text).toBe(
      "In the last hour one machine asked both addresses and only the second answered. Without the first one clients can't tell what NAT they are behind.",
    );
  });

  it('holds although others asked only the first address', () => {
    const health = judge({ agents: agents({ 'primary-only': 1, answered: 9 }) });
    expect(health.verdict).toBe('one-address');
    expect(health.text).toContain('one machine asked both');
  });

  it('holds for a server that is listed as dead', () => {
    expect(judge({ listedDead: true, agents: agents({ 'primary-only': 1 }) }).verdict).toBe('one-address');
  });
});

describe('H5 listed as dead', () => {
  it('is dead while nobody got an answer', () => {
    expect(judge({ listedDead: true })).toMatchObject({
      verdict: 'dead',
      rule: 'H5',
      text: 'It is listed as dead. Choose another server.',
    });
    expect(judge({ listedDead: true, own: own('both', FRESH_MS + 1) }).rule).toBe('H5');
    expect(judge({ listedDead: true, own: own('unresolved') }).text).toBe(
      'It is listed as dead. In the last hour one machine asked it and could not resolve its name. Choose another server.',
    );
  });
});

describe('H6 silent, or not resolved', () => {
  it('is where too few asked in vain', () => {
    const health = judge({ agents: agents({ silent: 1 }, { failingNetworks: 1 }) });
    expect(health).toMatchObject({
      verdict: 'silent',
      rule: 'H6',
      severity: 'warning',
      failed: 1,
      answered: 0,
    });
    expect(health.text).toBe(
      "In the last hour one machine asked it and got no answer. That may be the network's doing: too few asked to call it dead.",
    );
  });

  it('says from how many networks as soon as there are more', () => {
    const text = (fresh: Partial<AgentMeasurements['fresh']>, failingNetworks: number) =>
      judge({ agents: agents(fresh, { failingNetworks }) }).text;
    expect(text({ silent: 2 }, 1)).toMatch(
      /^In the last hour 2 machines in one network asked it and none got an answer\./,
    );
    expect(text({ unresolved: 2 }, 2)).toMatch(
      /2 machines in 2 networks asked it and the name resolved for none of them\./,
    );
    expect(text({ silent: 1, unresolved: 1 }, 2)).toMatch(
      /none got an answer; for one machine the name did not resolve\./,
    );
    expect(text({ unresolved: 1 }, 1)).toMatch(/one machine asked it and could not resolve its name\./);
  });

  it('tells a name that does not resolve from a server that does not answer', () => {
    const health = judge({ own: own('unresolved') });
    expect(health).toMatchObject({ verdict: 'unresolved', rule: 'H6', severity: 'warning' });
    expect(judge({ agents: agents({ unresolved: 1, silent: 1 }, { failingNetworks: 2 }) }).verdict).toBe(
      'silent',
    );
  });
});

describe('H7 stale and H8 unknown', () => {
  it('is stale where only old measurements are left', () => {
    const health = judge({ agents: agents({}, { old: 4, newestAt: NOW - 2 * FRESH_MS }) });
    expect(health).toMatchObject({
      verdict: 'stale',
      rule: 'H7',
      severity: 'info',
      text: 'Nobody asked it in the last hour.',
    });
    expect(judge({ own: own('both', 2 * FRESH_MS), freshMs: FRESH_MS + 1 }).text).toBe(
      'Nobody asked it in the last 2 hours.',
    );
  });

  it('is unknown before anybody asked', () => {
    for (const none of [null, agents({}, { newestAt: null })]) {
      expect(judge({ agents: none })).toMatchObject({
        verdict: 'unknown',
        rule: 'H8',
        severity: 'info',
        text: 'Nobody has asked it yet.',
        lastAskedAt: null,
        lastAnswerAt: null,
      });
    }
  });
});

describe('when it was asked and answered last', () => {
  it('is the later of what agents and this server know', () => {
    const measured = agents({ both: 1 }, { newestAt: 50, lastAnswerAt: 40 });
    const at = (ownAt: number | null) => {
      const one = ownAt === null ? null : { at: ownAt, outcome: 'both' as const, lastAnswerAt: ownAt };
      const { lastAskedAt, lastAnswerAt } = judge({ agents: measured, own: one });
      return [lastAskedAt, lastAnswerAt];
    };
    expect(at(null)).toEqual([50, 40]);
    expect(at(45)).toEqual([50, 45]);
    expect(at(60)).toEqual([60, 60]);
    expect(judge({ own: { at: 7, outcome: 'silent', lastAnswerAt: null } })).toMatchObject({
      lastAskedAt: 7,
      lastAnswerAt: null,
    });
    expect(judge({ own: { at: 7, outcome: 'silent', lastAnswerAt: 3 } }).lastAnswerAt).toBe(3);
  });
});

describe('any evidence', () => {
  const count = fc.nat({ max: 5 });
  const fresh = fc.record({
    both: count,
    answered: count,
    'primary-only': count,
    'secondary-only': count,
    silent: count,
    unresolved: count,
  });
  const evidence = fc.record({
    listedDead: fc.boolean(),
    agents: fc.option(fc.tuple(fresh, count).map(([f, failingNetworks]) => agents(f, { failingNetworks }))),
    own: fc.option(
      fc
        .tuple(fc.constantFrom(...SERVER_OUTCOMES), fc.constantFrom(0, FRESH_MS, FRESH_MS + 1))
        .map(([o, age]) => own(o, age)),
    ),
  });

  it('gives dead, silent and unresolved only without an answer, and answers only with one', () => {
    fc.assert(
      fc.property(evidence, (some) => {
        const { verdict, answered: got, failed, text } = judge(some);
        if (verdict === 'answers' || verdict === 'one-address') expect(got).toBeGreaterThan(0);
        else expect(got).toBe(0);
        if (verdict === 'silent' || verdict === 'unresolved') expect(failed).toBeGreaterThan(0);
        if (verdict === 'stale' || verdict === 'unknown') expect(failed).toBe(0);
        expect(text).not.toMatch(/undefined|NaN|null/);
      }),
    );
  });

  it('is never judged worse after one more machine got an answer from both addresses', () => {
    fc.assert(
      fc.property(evidence, (some) => {
        const measured = some.agents ?? agents({});
        const more = { ...measured, fresh: { ...measured.fresh, both: measured.fresh.both + 1 } };
        expect(judge({ ...some, agents: more }).verdict).toBe('answers');
      }),
    );
  });

  it('is left as it was', () => {
    const measured = agents({ silent: 2 }, { failingNetworks: 1 });
    const before = JSON.stringify(measured);
    judge({ agents: measured, own: own('silent') });
    expect(JSON.stringify(measured)).toBe(before);
  });
});

describe('what came of asking', () => {
  const other = { ...silent, serverAddress: '192.0.2.2' };
  it.each([
    ['unresolved', { resolved: false, primary: null, secondary: null }],
    ['both', { resolved: true, primary: answered(1), secondary: answered(1, '192.0.2.2') }],
    ['primary-only', { resolved: true, primary: answered(1), secondary: other }],
    ['secondary-only', { resolved: true, primary: silent, secondary: answered(1, '192.0.2.2') }],
    ['silent', { resolved: true, primary: silent, secondary: other }],
    ['answered', { resolved: true, primary: answered(1), secondary: null }],
    ['silent', { resolved: true, primary: silent, secondary: null }],
    [null, { resolved: true, primary: null, secondary: null }],
  ] as const)('is %s', (outcome, exchange) => expect(outcomeOf(exchange)).toBe(outcome));

  it('is an answer or none', () => {
    expect(SERVER_OUTCOMES.filter(isAnswer)).toEqual(['both', 'answered', 'primary-only', 'secondary-only']);
    expect(SERVER_OUTCOMES).toHaveLength(6);
  });
});
