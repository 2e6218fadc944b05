import { describe, expect, it } from 'vitest';
import { advanceJob, type JobEvent, type JobPhase, type JobState, type ObservePurpose } from '../src/index';
import { makeOrder } from './orders';
import { SHOWN, SimulatedLife } from './simulated-life';

const RUN = { outcome: 'done', exitCode: 0, output: 'Ok.', startedAt: 1, finishedAt: 2 } as const;

/** Where each look is waited for. */
const LOOKS: Record<ObservePurpose, JobPhase> = {
  check: 'checking',
  before: 'planning',
  resume: 'resolving',
  verify: 'verifying',
  reverted: 'checking-revert',
};
/** Who comes once the notice is satisfied is told too. */
const LATE: JobPhase[] = [
  'waiting-window',
  'asking',
  'planning',
  'saving',
  'applying',
  'resolving',
  'verifying',
  'awaiting-contact',
  'reverting',
  'checking-revert',
];
const TICKED: JobPhase[] = ['notifying', 'notice-pause', 'waiting-window', 'asking', 'verifying'];

/** One event of every kind, each as it would count where it is waited for, and where that is. */
function eventsFor({ state, now, machine, order }: SimulatedLife): [JobEvent, JobPhase[]][] {
  const { round } = state!.notice;
  const about = { round, session: 'ann', at: now, shown: SHOWN };
  const { jobId, attempt, machineId } = order;
  const askId = state!.ask?.askId ?? 'ask-9';
  const grant = { jobId, attempt, machineId, askId, epoch: 1 };
  const index = state!.steps.findIndex((step) => step.run === null);
  const ofNotice: JobEvent[] = [
    { kind: 'notice-sessions', round, look: 1, sessions: [{ id: 'bob', user: null }], shown: SHOWN },
    { kind: 'notice-sessions-unknown', round, text: 'Access denied.' },
    { kind: 'notice-displayed', ...about },
    { kind: 'notice-answered', ...about, answer: 'acknowledged', until: null },
  ];
  const looks = Object.entries(LOOKS) as [ObservePurpose, JobPhase][];
  return [
    [{ kind: 'tick' }, TICKED],
    [{ kind: 'connected' }, ['asking']],
    [{ kind: 'asked', askId: 'ask-7' }, ['asking']],
    [{ kind: 'go', grant, epoch: 1, elapsedMs: 0 }, ['asking']],
    [{ kind: 'hold', reason: 'paused', text: 'Paused.', retryAfterSeconds: 30 }, ['asking']],
    [{ kind: 'saved' }, ['saving']],
    [{ kind: 'save-failed', text: 'Disk full.' }, ['saving']],
    [{ kind: 'step-ended', index, role: 'change', run: RUN }, ['applying']],
    [{ kind: 'step-ended', index: 0, role: 'revert', run: RUN }, ['reverting']],
    [{ kind: 'contact', server: false, witness: false, awakeMs: 5000 }, ['verifying', 'awaiting-contact']],
    ...ofNotice.map((event): [JobEvent, JobPhase[]] => [
      event,
      event.kind === 'notice-sessions' ? ['notifying', ...LATE] : ['notifying'],
    ]),
    ...looks.flatMap(([purpose, phase]): [JobEvent, JobPhase[]][] => [
      [{ kind: 'observed', purpose, observation: machine.observe(now) }, [phase]],
      [{ kind: 'observe-failed', purpose, text: 'Access denied.' }, [phase]],
    ]),
  ];
}

function lifeWith(answer: 'acknowledged' | 'deferred'): SimulatedLife {
  const policy = { kind: 'defer', minimumNoticeSeconds: 60, maxDeferrals: 1, minimumDeferralSeconds: 60 };
  const life = new SimulatedLife(makeOrder({}, policy as never));
  life.people = (round) => [{ id: 'ann', answer: round === 0 ? answer : 'acknowledged' }];
  return life;
}

/** A step whose end nobody saw, and a machine that nobody can reach afterwards. */
function troubled(): SimulatedLife {
  const life = lifeWith('deferred');
  life.boot();
  life.drain((one) => one.state?.phase === 'applying');
  life.deliver({ kind: 'step-ended', index: 0, role: 'change', run: { ...RUN, outcome: 'unknown' } });
  return life;
}

function cutOff(life: SimulatedLife): SimulatedLife {
  life.online = false;
  life.witness = false;
  return life;
}

const copyOf = (state: JobState) => JSON.parse(JSON.stringify(state)) as JobState;

/** Phases that a life was in, with every event that is waited for in none of them delivered in each. */
function tryEverywhere(life: SimulatedLife): Set<JobPhase> {
  const seen = new Set<JobPhase>();
  const look = (one: SimulatedLife): boolean => {
    if (seen.has(one.state!.phase)) return false;
    const state = copyOf(one.state!);
    seen.add(state.phase);
    for (const [event, phases] of eventsFor(one)) {
      if (phases.includes(state.phase)) continue;
      const what = `${event.kind} ${JSON.stringify(event).slice(0, 60)} while ${state.phase}`;
      expect(advanceJob(copyOf(state), event, one.now), what).toEqual({ state, effects: [] });
    }
    return false;
  };
  if (life.state === null) life.boot();
  look(life);
  life.drain(look);
  look(life);
  return seen;
}

describe('an event that is not waited for', () => {
  it('changes nothing and has no effect, in every phase (L7)', () => {
    const seen = [
      lifeWith('acknowledged'),
      lifeWith('deferred'),
      troubled(),
      cutOff(lifeWith('acknowledged')),
    ].flatMap((life) => [...tryEverywhere(life)]);
    const phases: JobPhase[] = [...TICKED, ...Object.values(LOOKS), 'saving', 'applying', 'ended'];
    phases.push('awaiting-contact', 'reverting');
    expect([...new Set(phases)].filter((phase) => !seen.includes(phase))).toEqual([]);
  });

  it.each([
    { kind: 'notice-sessions', sessions: [], shown: SHOWN },
    { kind: 'notice-sessions-unknown', text: 'Access denied.' },
    { kind: 'notice-displayed', session: 'ann', at: 1, shown: SHOWN },
    { kind: 'notice-answered', session: 'ann', at: 1, shown: SHOWN, answer: 'acknowledged', until: null },
  ])('$kind of another round changes nothing (L7)', (event) => {
    const life = lifeWith('acknowledged');
    life.people = () => [{ id: 'ann', answer: 'silent', displayed: false }];
    life.boot();
    life.drain((one) => one.state?.notice.sessions.length === 1);
    const state = copyOf(life.state!);
    const late = { ...event, round: 1 } as JobEvent;
    expect(advanceJob(copyOf(state), late, life.now)).toEqual({ state, effects: [] });
  });

  it('is the end of a step that is not the one in hand, or that was not begun (L7)', () => {
    const life = lifeWith('acknowledged');
    life.boot();
    life.drain((one) => one.state?.phase === 'applying' && one.state.steps[0]?.run !== null);
    const state = copyOf(life.state!);
    for (const index of [0, 2, 3, 4]) {
      const event: JobEvent = { kind: 'step-ended', index, role: 'change', run: RUN };
      expect(advanceJob(copyOf(state), event, life.now)).toEqual({ state, effects: [] });
    }
  });

  it('is a cancel once a step was begun, and anything at all once the job has ended (L4, L6)', () => {
    const life = lifeWith('acknowledged');
    life.boot();
    life.drain((one) => one.state?.phase === 'applying');
    const cancel: JobEvent = { kind: 'cancel', reason: 'By Ann.' };
    const state = copyOf(life.state!);
    expect(advanceJob(copyOf(state), cancel, life.now)).toEqual({ state, effects: [] });
    life.drain();
    const ended = copyOf(life.state!);
    const late = ended.order.notAfter + 1;
    for (const [event] of [...eventsFor(life), [cancel]] as [JobEvent][])
      expect(advanceJob(copyOf(ended), event, late)).toEqual({ state: ended, effects: [] });
  });
});
