import { describe, expect, it } from 'vitest';
import { type NoticeOverride, type NoticeRules, type OverridingPerson, resumeJob } from '../src/index';
import { makeOrder } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const MINUTE_MS = 60_000;
const POLICY: Partial<NoticeRules> = {
  kind: 'defer',
  mayRefuse: true,
  maxDeferrals: 3,
  minimumDeferralSeconds: 3600,
  answerTimeoutSeconds: 7200,
  whenNobodyLoggedOn: 'wait',
};
const TWO: OverridingPerson[] = [
  { id: 'user-1', name: 'Ada', reason: 'the tunnel is attacked' },
  { id: 'user-2', name: 'Grace', reason: 'seen it too' },
];

function lifeOf(people: Person[], policy: Partial<NoticeRules> = {}): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, { ...POLICY, ...policy }));
  life.people = () => people;
  life.boot();
  return life;
}

/** As the server signs it for this job. */
function overrideOf({ order }: SimulatedLife, change: Partial<NoticeOverride> = {}): NoticeOverride {
  const { jobId, attempt, machineId, enrolmentId, rolloutId, planHash, notAfter } = order;
  return { jobId, attempt, machineId, enrolmentId, rolloutId, planHash, notAfter, people: TWO, ...change };
}

const override = (life: SimulatedLife, change: Partial<NoticeOverride> = {}) =>
  life.deliver({ kind: 'notice-overridden', override: overrideOf(life, change) });
const requests = (life: SimulatedLife) =>
  life.effects.flatMap(({ effect }) => (effect.kind === 'show-notice' ? [effect.request] : []));

describe('an override of the notice', () => {
  it('ends the waiting of who put it off, shows what happens, asks nothing, and the change starts (N24)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'deferred', displayed: true }]);
    life.drain(({ state }) => state?.phase === 'notice-pause');
    const until = life.state!.notice.pause!.until;
    life.people = () => [{ id: 'ann', answer: 'informed', displayed: true }];
    override(life);
    expect(requests(life).at(-1)).toMatchObject({ wantsAnswer: false, mayDefer: false, mayRefuse: false });
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(life.now).toBeLessThan(until);
    expect(life.receipts.at(-1)).toMatchObject({ answer: 'informed', overriddenBy: ['Ada', 'Grace'] });
    expect(life.receipts[0]).not.toHaveProperty('overriddenBy');
  });

  it('takes a notice that asks away and shows it anew in a round of its own (N24)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'acknowledged', displayed: true }]);
    life.drain(({ state }) => state?.phase === 'notifying' && (state.notice.sessions.length ?? 0) > 0);
    override(life);
    expect(life.effects.some(({ effect }) => effect.kind === 'withdraw-notice')).toBe(true);
    expect(requests(life).map(({ round, wantsAnswer }) => [round, wantsAnswer])).toEqual([
      [0, true],
      [1, false],
    ]);
    life.drain();
    expect(life.newest().state).toBe('verified');
  });

  it.each(['refused', 'deferred', 'closed', 'timed-out', 'suppressed'] as const)(
    'is held back by nobody who is %s (N24)',
    (answer) => {
      const life = lifeOf([{ id: 'ann', answer, displayed: answer !== 'suppressed' }]);
      override(life);
      life.drain();
      expect(life.newest().state).toBe('verified');
      expect(life.receipts).toMatchObject([{ answer, deferredUntil: null, overriddenBy: ['Ada', 'Grace'] }]);
    },
  );

  it('waits for nobody who is not there (N24)', () => {
    const life = lifeOf([]);
    override(life);
    life.drain();
    expect(life.newest().state).toBe('verified');
  });

  it('has a receipt that names the two people, also where nobody is logged on and the machine had said so (N25)', () => {
    const life = lifeOf([]);
    life.drain(({ state }) => state?.notice.pause?.kind === 'nobody');
    override(life);
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(life.receipts).toMatchObject([
      { session: 'none', answer: 'nobody-logged-on', deferrals: 0 },
      { session: 'none', answer: 'nobody-logged-on', deferrals: 1, overriddenBy: ['Ada', 'Grace'] },
    ]);
  });

  it('has one where it cannot be found out who is there, too, which says that nothing was shown (N25)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'informed', displayed: true }]);
    life.canSeePeople = false;
    override(life);
    life.drain();
    expect(life.receipts).toMatchObject([
      {
        session: 'none',
        user: null,
        channel: 'none',
        answer: 'suppressed',
        displayedAt: null,
        overriddenBy: ['Ada', 'Grace'],
      },
    ]);
  });

  it('has one where people were listed before and can be seen no more (N25)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'timed-out', displayed: false }]);
    life.drain(({ state }) => state?.phase === 'notice-pause');
    life.canSeePeople = false;
    override(life);
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(life.receipts.at(-1)).toMatchObject({ answer: 'suppressed', overriddenBy: ['Ada', 'Grace'] });
  });

  it.each([
    ['in its first round', 0],
    ['in a later round', 1],
  ])('gives no session a second receipt of one round, %s (N2, N24)', (_, rounds) => {
    const life = lifeOf([
      { id: 'ann', answer: 'timed-out', displayed: true },
      { id: 'bob', answer: 'silent', displayed: true },
    ]);
    life.drain(({ state, receipts }) => state?.notice.round === rounds && receipts.length === 2 * rounds + 1);
    override(life);
    life.drain();
    const keys = life.receipts.map(({ session, deferrals }) => `${session} ${deferrals}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(life.newest().state).toBe('verified');
  });

  it.each([
    [
      'before anybody answered',
      (life: SimulatedLife) => life.state?.phase === 'notifying' && life.state.notice.sessions.length > 0,
    ],
    ['while it is put off', ({ state }: SimulatedLife) => state?.phase === 'notice-pause'],
  ])('is the same read back from the journal, %s (N25)', (_, when) => {
    const life = lifeOf([{ id: 'ann', answer: 'deferred', displayed: true }]);
    life.drain(when);
    override(life);
    const read = resumeJob(life.disk, life.now).state;
    expect(read.notice.round).toBe(life.state!.notice.round);
  });

  it('is not held up by who is presenting (N24, N26)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'silent', displayed: false }]);
    life.drain(({ state }) => state?.phase === 'notifying' && state.notice.sessions.length > 0);
    override(life);
    expect(requests(life).at(-1)!.quietUntil).toBeLessThanOrEqual(life.now);
    const before = life.now;
    for (let minute = 0; minute < 10 && life.state!.phase === 'notifying'; minute += 1) {
      const { looks, round } = life.state!.notice;
      const sessions = [{ id: 'ann', user: null }];
      life.deliver({ kind: 'notice-sessions', round, look: looks, sessions, shown: SHOWN, held: ['ann'] });
      life.now += MINUTE_MS;
      life.deliver({ kind: 'tick' });
    }
    expect(life.state!.phase).not.toBe('notifying');
    expect(life.now - before).toBeLessThan(10 * MINUTE_MS);
  });

  it.each(['before the first list', 'once everybody is told'])(
    'is not held up for ever where it cannot be found out who is there, %s (N24)',
    (when) => {
      const life = lifeOf([{ id: 'ann', answer: 'informed', displayed: true }]);
      if (when === 'before the first list') life.canSeePeople = false;
      override(life);
      if (when !== 'before the first list')
        life.drain(({ state }) => {
          life.canSeePeople = state?.phase === 'notifying' && state.notice.defaultText === null;
          return !life.canSeePeople && state?.notice.defaultText !== null;
        });
      const before = life.now;
      life.drain();
      expect(life.newest().state).toBe('verified');
      expect(life.now - before).toBeLessThan(10 * MINUTE_MS);
    },
  );

  it('waits a minute and no longer for a channel that says nothing (N24)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'silent', displayed: true }]);
    override(life);
    const before = life.now;
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(life.receipts).toMatchObject([{ answer: 'timed-out' }]);
    expect(life.now - before).toBeLessThan(10 * MINUTE_MS);
  });

  it.each([
    ['one person', [TWO[0]!]],
    ['nobody', []],
    ['the same person twice', [TWO[0]!, { ...TWO[0]!, name: 'Ada L.', reason: 'once more' }]],
    ['a person without a reason', [TWO[0]!, { ...TWO[1]!, reason: '' }]],
    ['a first person without a reason', [{ ...TWO[0]!, reason: '' }, TWO[1]!]],
    ['three people', [...TWO, { id: 'user-3', name: 'Eve', reason: 'me too' }]],
  ])('by %s changes nothing (N23)', (_, people) => {
    const life = lifeOf([{ id: 'ann', answer: 'deferred', displayed: true }]);
    life.drain(({ state }) => state?.phase === 'notice-pause');
    const before = life.state;
    override(life, { people });
    expect(life.state).toEqual(before);
  });

  it.each([
    ['job', { jobId: 'job-2' }],
    ['attempt', { attempt: 2 }],
    ['machine', { machineId: 'machine-2' }],
    ['enrolment', { enrolmentId: 'enrolment-0' }],
    ['rollout', { rolloutId: 'rollout-2' }],
    ['plan', { planHash: 'cd'.repeat(32) }],
  ] as [string, Partial<NoticeOverride>][])('of another %s changes nothing (N23)', (_, change) => {
    const life = lifeOf([{ id: 'ann', answer: 'deferred', displayed: true }]);
    life.drain(({ state }) => state?.phase === 'notice-pause');
    const before = life.state;
    override(life, change);
    expect(life.state).toEqual(before);
  });

  it('whose time is over changes nothing, and one in its last moment counts (N23)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'deferred', displayed: true }]);
    life.drain(({ state }) => state?.phase === 'notice-pause');
    override(life, { notAfter: life.now });
    expect(life.state?.notice.override).toBeNull();
    override(life, { notAfter: life.now + 1 });
    expect(life.state?.notice.override).not.toBeNull();
  });

  it('of people of one name counts: their accounts tell them apart (N23)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'deferred', displayed: true }]);
    override(life, { people: [TWO[0]!, { ...TWO[1]!, name: 'Ada' }] });
    life.drain();
    expect(life.newest().state).toBe('verified');
  });

  it('after everybody agreed changes nothing: no receipt says that they were passed over (N23)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'acknowledged', displayed: true }], {
      minimumNoticeSeconds: 1800,
    });
    life.drain(({ state }) => state?.phase === 'waiting-window');
    override(life);
    expect(life.state?.notice.override).toBeNull();
    life.drain();
    expect(life.receipts).toMatchObject([{ answer: 'acknowledged' }]);
    expect(life.receipts[0]).not.toHaveProperty('overriddenBy');
  });

  it('told again, or after the change has begun, changes nothing (N23)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'deferred', displayed: true }]);
    life.drain(({ state }) => state?.phase === 'notice-pause');
    override(life);
    const shown = requests(life).length;
    override(life);
    expect(requests(life)).toHaveLength(shown);
    const begun = lifeOf([{ id: 'ann', answer: 'acknowledged', displayed: true }]);
    begun.drain(({ state }) => state?.phase === 'applying');
    override(begun);
    expect(begun.state?.notice.override).toBeNull();
  });

  it('waits for the minimum notice as before, and survives a restart (N25)', () => {
    const life = lifeOf([{ id: 'ann', answer: 'informed', displayed: true }], { minimumNoticeSeconds: 1800 });
    override(life);
    life.boot();
    expect(life.state?.notice.override).toMatchObject({ people: TWO });
    life.drain();
    expect(life.newest().state).toBe('verified');
    const first = life.receipts[0]!.displayedAt!;
    const began = life.effects.find(({ effect }) => effect.kind === 'apply-step')!.at;
    expect(began - first).toBeGreaterThanOrEqual(30 * MINUTE_MS);
  });

  it('tells nobody where nobody is to be told', () => {
    const life = lifeOf([{ id: 'ann', answer: 'informed', displayed: true }], { kind: 'none' });
    override(life);
    life.drain();
    expect(life.state?.notice.override).toBeNull();
    expect(requests(life)).toEqual([]);
    expect(life.newest().state).toBe('verified');
  });
});
