import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceJob, isTerminal, type JobEvent, type JobOrder, startJob } from '../src/index';
import { HOUR, makeOrder, START, TEREDO_ON } from './orders';
import { SHOWN, SimulatedLife } from './simulated-life';

const PLANNED = ['install-ipv6', 'set-teredo', 'allow-teredo-through-firewall', 'start-service'];

function lifeOf(change: Partial<JobOrder> = {}): SimulatedLife {
  return new SimulatedLife(makeOrder(change));
}

function until(life: SimulatedLife, phase: string): void {
  life.boot();
  life.drain((one) => one.state?.phase === phase);
}

const states = (life: SimulatedLife) => life.reports.map((report) => report.state);
const kinds = (life: SimulatedLife) => life.machine.applied.map((step) => step.kind);

const looks = (life: SimulatedLife) => life.log.filter((entry) => entry === 'observe check').length;

/** Of a machine on which everything is set as wanted. */
function settledLife(): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, { kind: 'acknowledge' }));
  life.machine.values = {
    ipv6: true,
    type: 'client',
    serverName: '192.0.2.1',
    clientPort: 3544,
    exceptionPort: 3544,
    service: 'running',
  };
  return life;
}

describe('a job', () => {
  it('goes from the offer to verified, telling each step (L1, L8)', () => {
    const life = lifeOf();
    const end = life.run();
    expect(kinds(life)).toEqual(PLANNED);
    const running = new Array(5).fill('running');
    expect(states(life)).toEqual(['queued', ...running, 'verifying', 'verified']);
    expect(life.reports.map((report) => report.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(end.steps.map((step) => step.outcome)).toEqual(['done', 'done', 'done', 'done']);
    expect(end.before?.configured.type).toBe('disabled');
    expect(end.after?.configured.type).toBe('client');
    expect(end.unmet).toEqual([]);
  });

  it('that restores gives back what was kept and ends rolled-back (L1, V4)', () => {
    const first = lifeOf();
    first.run();
    const life = lifeOf({ jobId: 'job-2', work: { kind: 'restore', savedByJob: 'job-1' } });
    life.machine.values = first.machine.values;
    life.machine.slots.set('job-1', first.machine.slots.get('job-1')!);
    expect(life.run().state).toBe('rolled-back');
    expect(life.machine.values).toMatchObject({ type: 'disabled', service: 'stopped', exceptionPort: null });
    const again = lifeOf({ jobId: 'job-3', work: { kind: 'restore', savedByJob: 'job-1' } });
    again.machine.slots.set('job-1', first.machine.slots.get('job-1')!);
    expect(again.run()).toMatchObject({ state: 'already-compliant', before: { ipv6: { installed: false } } });
  });

  it('that restores what was never kept is blocked and says what to do (L2)', () => {
    const end = lifeOf({ work: { kind: 'restore', savedByJob: 'job-0' } }).run();
    expect(end).toMatchObject({ state: 'blocked', steps: [] });
    expect(end.detail).toContain('not kept');
  });

  it('without steps is already compliant, and nobody is told (L2)', () => {
    const life = settledLife();
    expect(life.run().state).toBe('already-compliant');
    expect(looks(life)).toBe(1);
    expect(life.log).not.toContain('show-notice');
    expect(life.log).not.toContain('ask');
  });

  it('with nothing to set is no success while it does not work, by as many looks as a change is read back, and nobody is told (V5)', () => {
    const life = settledLife();
    life.machine.reachable = 'no';
    const end = life.run();
    expect(end).toMatchObject({ state: 'verify-failed', steps: [] });
    expect(end.unmet.map(({ fact }) => fact)).toEqual(['reachable.verdict']);
    expect(end.detail).toMatch(/nothing was changed, yet: .*does not answer/);
    expect(end.before).toEqual(end.after);
    expect(looks(life)).toBe(3);
    expect(life.log).not.toContain('show-notice');
    expect(life.log).not.toContain('ask');
    expect(life.machine.applied).toEqual([]);
  });

  it('tried again after a failed verification fails again, while what failed is as it was (V5)', () => {
    const first = lifeOf();
    first.machine.reachable = 'no';
    expect(first.run().state).toBe('verify-failed');
    const again = lifeOf({ jobId: 'job-2', attempt: 2 });
    again.machine.values = first.machine.values;
    again.machine.reachable = 'no';
    expect(again.run().state).toBe('verify-failed');
  });

  it('with nothing to set waits between looks, and ends well as soon as one misses nothing (V5)', () => {
    const life = settledLife();
    life.machine.reachable = 'no';
    life.boot();
    life.drain((one) => one.state?.verify.made === 2);
    const { nextAt } = life.state!.verify;
    expect(nextAt).toBe(life.now + life.order.verify.intervalSeconds * 1000);
    life.machine.reachable = 'yes';
    life.drain();
    expect(life.newest().state).toBe('already-compliant');
    expect(looks(life)).toBe(3);
  });

  it('with nothing to set is compliant when what its client does could not be read, or when it sleeps (V5)', () => {
    for (const state of ['unknown', 'dormant'] as const) {
      const life = settledLife();
      until(life, 'checking');
      const observation = life.machine.observe(START);
      observation.effective = { ...observation.effective, state, address: null };
      observation.reachable = { ...observation.reachable, verdict: 'unknown' };
      life.deliver({ kind: 'observed', purpose: 'check', observation });
      expect(life.newest().state).toBe('already-compliant');
    }
  });

  it('with nothing to set goes on when a later look finds steps (V5)', () => {
    const life = settledLife();
    life.machine.reachable = 'no';
    life.boot();
    life.drain((one) => one.state?.verify.made === 1);
    life.machine.values.service = 'stopped';
    life.machine.reachable = 'yes';
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(kinds(life)).toEqual(['start-service']);
  });

  it('with nothing to set after the go is judged in the same way, with a count of its own (V5, L3)', () => {
    const life = lifeOf();
    until(life, 'asking');
    life.machine.values = { ...settledLife().machine.values };
    life.machine.reachable = 'no';
    life.drain();
    expect(life.newest()).toMatchObject({ state: 'verify-failed', steps: [] });
    expect(life.log.filter((entry) => entry === 'observe before')).toHaveLength(3);
  });

  it('with a blocker is blocked before anybody is told, with every blocker in it (L2)', () => {
    const desired = { ...TEREDO_ON, ipv6: 'leave' as const };
    const life = new SimulatedLife(makeOrder({ work: { kind: 'apply', desired } }, { kind: 'inform' }));
    const end = life.run();
    expect(end.state).toBe('blocked');
    expect(end.blockers.map((blocker) => blocker.code)).toEqual(['ipv6-missing']);
    expect(life.log).not.toContain('show-notice');
  });

  it('on a system without Teredo is not applicable (L2)', () => {
    const life = lifeOf();
    until(life, 'checking');
    const observation = life.machine.observe(START);
    observation.os.version = '5.0.2195';
    life.deliver({ kind: 'observed', purpose: 'check', observation });
    expect(life.newest().state).toBe('not-applicable');
  });

  it('on a machine that cannot be looked at is blocked (L2)', () => {
    const life = lifeOf();
    life.machine.readable = false;
    expect(life.run()).toMatchObject({ state: 'blocked' });
    expect(life.newest().detail).toContain('Access denied.');
  });

  it('looks again after the go, and that look makes the plan (L3)', () => {
    const life = lifeOf();
    until(life, 'asking');
    life.machine.values.ipv6 = true;
    life.drain();
    expect(kinds(life)).toEqual(PLANNED.slice(1));
    const settled = lifeOf();
    until(settled, 'asking');
    settled.machine.values = { ...life.machine.values };
    settled.drain();
    expect(settled.newest().state).toBe('already-compliant');
  });

  it.each(['checking', 'asking', 'planning', 'saving'])('can be cancelled while %s (L4)', (phase) => {
    const life = lifeOf();
    until(life, phase);
    life.deliver({ kind: 'cancel', reason: 'By Ann.' });
    life.drain();
    expect(life.newest()).toMatchObject({
      state: 'cancelled',
      detail: 'Cancelled: By Ann. Nothing was changed.',
    });
    expect(kinds(life)).toEqual([]);
  });

  it('cannot be cancelled once a step was begun (L4)', () => {
    const life = lifeOf();
    until(life, 'applying');
    life.deliver({ kind: 'cancel', reason: 'By Ann.' });
    life.drain();
    expect(life.newest().state).toBe('verified');
  });

  it('expires when its time is over before a go was used (L5)', () => {
    const life = lifeOf();
    life.onAsk = () => undefined;
    expect(life.run().state).toBe('expired');
    expect(life.now).toBe(START + 4 * HOUR);
    expect(kinds(life)).toEqual([]);
  });

  it('tells observations without evidence and keeps texts short (L9)', () => {
    const life = lifeOf();
    until(life, 'applying');
    const run = {
      outcome: 'failed' as const,
      exitCode: 1,
      output: 'x'.repeat(9000),
      printed: { codePage: 932, bytes: '\u0093'.repeat(9000) },
      startedAt: 1,
      finishedAt: 2,
    };
    life.deliver({ kind: 'step-ended', index: 0, role: 'change', run });
    life.machine.values.ipv6 = false;
    life.drain();
    const end = life.newest();
    expect(end.before?.evidence).toEqual([]);
    expect(end.after?.evidence).toEqual([]);
    expect(end.steps[0]?.output).toHaveLength(4000);
    expect(end.steps[0]?.printed).toEqual({ codePage: 932, bytes: '\u0093'.repeat(8000) });
    expect(end.detail).toHaveLength(500);
  });
});

describe('an ended job and a stray event', () => {
  const observation = new SimulatedLife(makeOrder()).machine.observe(START);
  const purposes = ['check', 'before', 'resume', 'verify', 'reverted'] as const;
  const run = { outcome: 'done' as const, exitCode: 0, output: '', startedAt: 1, finishedAt: 2 };
  const strays: JobEvent[] = [
    { kind: 'tick' },
    { kind: 'connected' },
    { kind: 'cancel', reason: 'x' },
    { kind: 'saved' },
    { kind: 'save-failed', text: 'x' },
    { kind: 'asked', askId: 'ask-1-0' },
    { kind: 'hold', reason: 'paused', text: 'Paused.', retryAfterSeconds: 5 },
    { kind: 'contact', server: true, witness: false, awakeMs: 1000 },
    { kind: 'contact', server: false, witness: false, awakeMs: 200_000 },
    { kind: 'journal-failed', text: 'Full.' },
    { kind: 'notice-sessions', round: 0, look: 1, sessions: [{ id: 'ann', user: null }], shown: SHOWN },
    { kind: 'notice-displayed', round: 0, session: 'ann', at: START, shown: SHOWN },
    {
      kind: 'notice-answered',
      round: 0,
      session: 'ann',
      at: START,
      shown: SHOWN,
      answer: 'acknowledged',
      until: null,
    },
    {
      kind: 'notice-answered',
      round: 0,
      session: 'ann',
      at: START,
      shown: SHOWN,
      answer: 'refused',
      until: null,
    },
    { kind: 'step-ended', index: 0, role: 'change', run },
    { kind: 'step-ended', index: 7, role: 'change', run },
    { kind: 'step-ended', index: 0, role: 'revert', run },
    {
      kind: 'go',
      grant: { jobId: 'job-1', attempt: 1, machineId: 'machine-1', askId: 'ask-1-0', epoch: 1 },
      epoch: 1,
      elapsedMs: 10,
    },
    ...purposes.map((purpose): JobEvent => ({ kind: 'observed', purpose, observation })),
    ...purposes.map((purpose): JobEvent => ({ kind: 'observe-failed', purpose, text: 'x' })),
  ];
  const stray = fc.constantFrom(...strays);

  it('never throws, never reports backwards and never changes after its end (L6, L7, L8)', () => {
    const policy = fc.constantFrom('none', 'inform', 'acknowledge', 'defer');
    fc.assert(
      fc.property(policy, fc.array(fc.tuple(stray, fc.nat(120_000)), { maxLength: 60 }), (kind, events) => {
        let now = START;
        let { state } = startJob(makeOrder({}, { kind, mayRefuse: true, maxDeferrals: 2 }), null, now);
        let version = 0;
        for (const [event, later] of events) {
          now += later;
          const wasOver = state.phase === 'ended';
          const frozen = JSON.stringify(state);
          const next = advanceJob(state, event, now);
          expect(JSON.stringify(state), 'the given state was changed (L10)').toBe(frozen);
          if (wasOver && event.kind !== 'journal-failed') expect(next.effects).toEqual([]);
          for (const effect of next.effects) {
            if (effect.kind !== 'report-status' || event.kind === 'journal-failed') continue;
            expect(effect.report.version).toBe(version + 1);
            version = effect.report.version;
          }
          version = next.state.lastReport?.version ?? version;
          if (wasOver) expect(next.state.lastReport).toEqual(state.lastReport);
          state = next.state;
          if (state.phase === 'ended') expect(isTerminal(state.lastReport!.state)).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('begins no step without a used go, in any order of events (S2)', () => {
    const noGo = fc.constantFrom(...strays.filter((event) => event.kind !== 'go'));
    fc.assert(
      fc.property(fc.array(noGo, { maxLength: 80 }), (events) => {
        let { state, effects } = startJob(makeOrder(), null, START);
        for (const event of events) {
          ({ state, effects } = advanceJob(state, event, START));
          expect(effects.some((effect) => effect.kind === 'apply-step')).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a journal that cannot be written', () => {
  function lifeWithFullDisk(isFull: (kind: string, life: SimulatedLife) => boolean): SimulatedLife {
    const life = lifeOf();
    let broken = false;
    life.journalWorks = (record) => {
      broken ||= isFull(record.kind, life);
      return !broken;
    };
    return life;
  }

  it.each(['accepted', 'asked', 'begun', 'planned', 'saved', 'step-begun'])(
    'at %s leaves the machine unchanged and the job blocked (R10)',
    (kind) => {
      const life = lifeWithFullDisk((found) => found === kind);
      const end = life.run();
      expect(kinds(life)).toEqual([]);
      expect(end.state).toBe('blocked');
      expect(end.detail).toContain('No space is left.');
    },
  );

  it('after the first step ends the steps, reads back and says so (R10)', () => {
    const life = lifeWithFullDisk((kind) => kind === 'step-ended');
    const end = life.run();
    expect(kinds(life)).toEqual(['install-ipv6']);
    expect(end.state).toBe('failed');
    // In words, not by the step's name in the protocol.
    expect(end.detail).toMatch(/^[A-Z][A-Za-z0-9 ]+ did not succeed\./);
    expect(end.steps.map((step) => step.outcome)).toEqual(['done', 'skipped', 'skipped', 'skipped']);
    expect(end.unmet.length).toBeGreaterThan(0);
  });

  it('while verifying still comes to its verdict (R10)', () => {
    const life = lifeWithFullDisk(
      (kind, one) => kind === 'report' && one.state?.phase === 'applying' && kinds(one).length === 4,
    );
    expect(life.run().state).toBe('verified');
    const last = lifeWithFullDisk(
      (kind, one) => kind === 'report' && one.state?.phase === 'awaiting-contact',
    );
    expect(last.run().state).toBe('verified');
  });

  it('does not keep a change from being put back (R10, C2)', () => {
    const life = lifeWithFullDisk((kind) => kind === 'silence');
    life.online = false;
    life.witness = false;
    expect(life.run().state).toBe('reverted');
    expect(life.machine.values.type).toBe('disabled');
  });
});
