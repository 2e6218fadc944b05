import { describe, expect, it } from 'vitest';
import { type JobReport, resumeJob } from '../src/index';
import { makeOrder, START } from './orders';
import { SimulatedLife } from './simulated-life';
import { told, transcript, wordsOf } from './transcript';

describe('what an agent takes up again after a restart', () => {
  /** What it does first, by what was on its disk at the first moment of a phase. */
  function resumed(life: SimulatedLife, until: (one: SimulatedLife) => boolean, laterMs = 5_000) {
    life.boot();
    life.drain(until);
    const { state, effects } = resumeJob(life.disk, life.now + laterMs);
    return { state, lines: effects.map(wordsOf), newest: effects.at(-1) };
  }
  const plain = () => new SimulatedLife(makeOrder());
  const inPhase = (phase: string) => (one: SimulatedLife) => one.state?.phase === phase;

  it('is the look at the machine where nothing had come of it (R7)', () => {
    expect(resumed(plain(), inPhase('checking')).lines).toEqual(['observe check']);
  });

  it('is the same ask where it was let start, unless the time is over (R7, L5)', () => {
    const { lines, state } = resumed(plain(), inPhase('planning'));
    expect(lines).toEqual(['report running', ...told('queued until 14400 s'), 'ask ask-1-0', 'wait 35 s']);
    expect(state.steps).toEqual([]);
    const late = resumed(plain(), inPhase('saving'), 14_400_000);
    expect(late.lines).toEqual(['report running', ...told('expired')]);
    expect(late.state.lastReport?.detail).toContain('Nothing was changed');
  });

  it('is that ask also when its window has closed meanwhile (R7)', () => {
    const life = new SimulatedLife(makeOrder({ windows: [[START, START + 10_000]] }));
    const { state } = resumed(life, inPhase('planning'), 40_000);
    Object.assign(life, { state, now: START + 80_000 });
    const from = life.effects.length;
    life.deliver({ kind: 'tick' });
    expect(transcript(life).slice(from)).toEqual(['ask ask-1-0', 'wait 110 s']);
  });

  it('is a look at what the step in hand did, or the next step, or none after a failure or after time (R4, R6)', () => {
    const cutOff = resumed(plain(), inPhase('applying'));
    expect(cutOff.lines).toEqual(['report running', 'observe resume']);
    const between = plain();
    between.boot();
    between.drain((one) => one.disk.at(-1)?.kind === 'step-ended');
    const next = resumeJob(between.disk.slice(0, -3), between.now);
    expect(next.effects.map(wordsOf).at(-1)).toBe('observe resume');
    const ended = between.disk.findIndex(({ kind }) => kind === 'step-ended');
    const goesOn = resumeJob(between.disk.slice(0, ended + 1), between.now);
    expect(goesOn.effects.map(wordsOf).at(-1)).toBe('apply change 1 set-teredo job-1');
    const over = resumeJob(between.disk.slice(0, ended + 1), between.order.notAfter);
    const skipped = ['journal step-ended', 'journal step-ended', 'journal step-ended'];
    const reading = [...skipped, ...told('verifying'), 'watch default-gateway', 'observe verify'];
    expect(over.effects.map(wordsOf)).toEqual(['report running', ...reading]);
    expect(over.state.steps[1]?.run?.output).toBe('Not begun. The time in which it might start is over.');
    const failed = plain();
    failed.machine.broken.add('set-teredo');
    const after = resumed(failed, (one) => one.state?.steps[1]?.run?.outcome === 'failed');
    const end = failed.disk.findIndex(
      (record) => record.kind === 'step-ended' && record.run.outcome === 'failed',
    );
    const stops = resumeJob(failed.disk.slice(0, end + 1), failed.now);
    expect(stops.effects.map(wordsOf)).toEqual(['report running', ...reading.slice(1)]);
    expect(stops.state.steps[2]?.run?.output).toBe('Not begun. An earlier step failed.');
    expect(after.lines).toEqual(['report verifying', 'watch default-gateway', 'observe verify']);
  });

  it('is putting back where that had begun, and looking where it had ended (C4)', () => {
    const lost = () => {
      const life = new SimulatedLife(makeOrder({ contactWindowSeconds: 40 }));
      return Object.assign(life, { online: false, witness: false });
    };
    const putting = resumed(lost(), inPhase('reverting'));
    expect(putting.lines).toEqual([
      'report running',
      'journal step-begun',
      'apply revert 0 restore-saved job-1',
    ]);
    expect(resumed(lost(), inPhase('checking-revert')).lines).toEqual(['report running', 'observe reverted']);
  });

  it('is the notice where somebody put it off or had agreed, and all that was told before (R8, R9)', () => {
    const policy = { kind: 'defer', maxDeferrals: 1, minimumDeferralSeconds: 60, minimumNoticeSeconds: 300 };
    const life = new SimulatedLife(makeOrder({}, policy as never));
    life.people = (round) => [{ id: 'ann', answer: round === 0 ? 'deferred' : 'acknowledged' }];
    const put = resumed(life, inPhase('notice-pause'), 0);
    expect(put.lines).toEqual(['receipt ann deferred', 'report deferred until 60 s', 'wait 60 s']);
    const agreed = resumed(life, inPhase('waiting-window'), 0);
    expect(agreed.lines).toEqual([
      'receipt ann deferred',
      'receipt ann acknowledged',
      'report waiting-window until 301 s',
      'tell latecomers but ann',
      'wait 301 s',
    ]);
  });

  it('is nothing but what was told where it had ended (L6, R8)', () => {
    const { lines, state } = resumed(plain(), inPhase('ended'));
    expect(lines).toEqual(['report verified']);
    expect(state.phase).toBe('ended');
  });

  it('is nothing that does not begin with its acceptance', () => {
    const text = "The journal's records of a job don't begin with its acceptance.";
    expect(() => resumeJob([], START)).toThrow(text);
    expect(() => resumeJob([{ kind: 'saved', at: START }], START)).toThrow(text);
    const life = plain();
    life.boot();
    const begun = { kind: 'step-begun', at: START, index: 0, role: 'change' } as const;
    const stray = { ...begun, step: { kind: 'start-service' } } as never;
    expect(() => resumeJob([...life.disk, stray], START)).toThrow('The journal names step 0');
  });
});

describe('a step without a known end', () => {
  function resolving(index: number): SimulatedLife {
    const life = new SimulatedLife(makeOrder());
    life.boot();
    life.drain((one) => one.state?.phase === 'applying' && one.state.steps[index]?.begins === 1);
    return life;
  }
  const run = {
    outcome: 'unknown',
    exitCode: 5,
    output: 'Timed out.',
    startedAt: 11,
    finishedAt: 12,
  } as const;
  const outputs = ({ steps }: JobReport) => steps.map(({ outcome, output }) => [outcome, output]);

  it('that is found done counts with what is known of it (R4)', () => {
    const life = resolving(1);
    life.deliver({ kind: 'step-ended', index: 1, role: 'change', run });
    expect(life.effects.at(-1)?.effect).toEqual({ kind: 'observe', purpose: 'resume' });
    life.drain();
    expect(life.newest().steps[1]).toEqual({
      step: life.machine.applied[1],
      outcome: 'unknown',
      exitCode: 5,
      output: 'Cut off half-way; what it sets was found in place. Timed out.',
      startedAt: 11,
      finishedAt: 12,
    });
  });

  it('that was cut off is found done with nothing known of it (R4)', () => {
    const life = resolving(1);
    const { state } = resumeJob(life.disk, life.now + 7);
    life.state = state;
    life.now += 7;
    const observation = life.machine.observe(life.now);
    life.deliver({ kind: 'observed', purpose: 'resume', observation });
    expect(life.state?.steps[1]?.run).toEqual({
      outcome: 'unknown',
      exitCode: null,
      output: 'Cut off half-way; what it sets was found in place.',
      startedAt: life.now,
      finishedAt: life.now,
    });
  });

  it('ends the steps when nothing can be told by looking, or it was cut off twice (R4, R5)', () => {
    const blind = resolving(0);
    blind.deliver({ kind: 'step-ended', index: 0, role: 'change', run });
    const observation = blind.machine.observe(blind.now);
    blind.deliver({
      kind: 'observed',
      purpose: 'resume',
      observation: { ...observation, elevated: false },
    });
    const why = 'What it did cannot be told by looking.';
    expect(outputs(blind.newest()).slice(0, 2)).toEqual([
      ['unknown', `Cut off half-way. ${why}`],
      ['skipped', `Not begun. ${why}`],
    ]);
    const twice = resolving(3);
    twice.machine.values = { ...twice.machine.values, service: 'stopped' };
    const look = () => {
      twice.deliver({ kind: 'step-ended', index: 3, role: 'change', run });
      twice.deliver({ kind: 'observed', purpose: 'resume', observation: twice.machine.observe(twice.now) });
    };
    look();
    expect(twice.state).toMatchObject({ phase: 'applying' });
    expect(twice.state?.steps[3]?.begins).toBe(2);
    twice.machine.values = { ...twice.machine.values, service: 'stopped' };
    look();
    expect(twice.state?.steps[3]?.run?.output).toBe(
      'Cut off half-way. It was cut off twice and is not tried again.',
    );
    const unseen = resolving(0);
    unseen.deliver({ kind: 'step-ended', index: 0, role: 'change', run });
    unseen.deliver({ kind: 'observe-failed', purpose: 'resume', text: 'Access denied.' });
    expect(unseen.state?.steps[0]?.run?.output).toBe(
      'Cut off half-way. The machine could not be looked at: Access denied.',
    );
  });
});
