import { describe, expect, it } from 'vitest';
import { type NoticeAnswer, type NoticeRules, resumeJob } from '../src/index';
import { makeOrder } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;
const KIM: Person = { id: 'kim', answer: 'silent' };
const ZOE: Person = { id: 'zoe', answer: 'silent' };

/** A life in which these people are being told. */
function tellingLife(policy: Partial<NoticeRules>, people: Person[] = [KIM]): SimulatedLife {
  const life = new SimulatedLife(makeOrder({}, { answerTimeoutSeconds: 300, ...policy }));
  life.people = () => people;
  life.boot();
  life.drain((one) => one.log.includes('show-notice'));
  settle(life);
  return life;
}

/** Works off what has happened, without letting time go by. */
function settle(life: SimulatedLife): void {
  while (life.isBusy) life.step();
}

function says(life: SimulatedLife, session: string, answer: NoticeAnswer): void {
  const given = { round: 0, session, at: life.now, shown: SHOWN, until: null } as const;
  life.deliver({ kind: 'notice-answered', ...given, answer });
}

function lists(life: SimulatedLife, look: number, ids: string[]): void {
  const sessions = ids.map((id) => ({ id, user: null }));
  life.deliver({ kind: 'notice-sessions', round: 0, look, sessions, shown: SHOWN });
}

const answers = ({ receipts }: SimulatedLife) =>
  receipts.map(({ session, answer }) => `${session} ${answer}`);

const looks = ({ effects }: SimulatedLife) =>
  effects.flatMap(({ effect }) => (effect.kind === 'look-now' ? [effect.look] : []));

/** Nobody can find out who is there, and so much time goes by. */
function waitBlind(life: SimulatedLife, ms: number): void {
  const until = life.now + ms;
  life.canSeePeople = false;
  for (;;) {
    settle(life);
    const next = life.nextTickAt;
    if (next === null || next > until) break;
    life.step();
    if (life.state?.phase === 'ended') break;
  }
  life.now = Math.max(life.now, until);
}

describe('an answer by which the change may start (N17)', () => {
  it('is told at once, and counts after a look that began later', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    says(life, 'kim', 'acknowledged');
    expect(answers(life)).toEqual(['kim acknowledged']);
    expect(life.state?.phase).toBe('notifying');
    const [look] = looks(life);
    lists(life, look! - 1, ['kim']);
    expect(life.state?.notice.satisfied, 'that look began before the answer').toBe(false);
    lists(life, look!, ['kim']);
    expect(life.state?.notice.satisfied).toBe(true);
  });

  it('waits for whoever came meanwhile, and their answer for a look of its own', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    says(life, 'kim', 'acknowledged');
    lists(life, looks(life).at(-1)!, ['kim', 'zoe']);
    expect(life.state?.phase).toBe('notifying');
    says(life, 'zoe', 'acknowledged');
    expect(life.state?.notice.satisfied).toBe(false);
    expect(new Set(looks(life)).size).toBe(2);
    lists(life, looks(life).at(-1)!, ['kim', 'zoe']);
    expect(life.state?.notice.satisfied).toBe(true);
  });

  it('is asked for no look while others have not answered, nor where nothing starts by it', () => {
    const waiting = tellingLife({ kind: 'acknowledge' }, [KIM, ZOE]);
    says(waiting, 'kim', 'acknowledged');
    expect(looks(waiting)).toEqual([]);
    const refusing = tellingLife({ kind: 'acknowledge', mayRefuse: true });
    says(refusing, 'kim', 'refused');
    expect(refusing.newest().state).toBe('refused');
    expect(looks(refusing)).toEqual([]);
  });

  it.each(['inform', 'acknowledge', 'defer'] as const)(
    'of %s stays what it was while looks fail, however long, and starts nothing (N13)',
    (kind) => {
      const life = tellingLife({ kind });
      life.canSeePeople = false;
      says(life, 'kim', kind === 'inform' ? 'informed' : 'acknowledged');
      waitBlind(life, 120 * MINUTE);
      expect(answers(life)).toHaveLength(1);
      expect(life.state?.phase).toBe('notifying');
      expect(life.newest().detail).toContain('cannot be found out');
      life.canSeePeople = true;
      lists(life, looks(life).at(-1)!, ['kim']);
      expect(life.state?.notice.satisfied).toBe(true);
    },
  );

  it('is not the silence of an inform whose time-out comes while looks fail (N10, N13)', () => {
    const life = tellingLife({ kind: 'inform' });
    waitBlind(life, 120 * MINUTE);
    expect(answers(life)).toEqual(['kim timed-out']);
    expect(life.state?.phase).toBe('notifying');
    expect(life.machine.applied).toEqual([]);
  });

  it('ends expired where nobody ever knows who is there (L5)', () => {
    const life = tellingLife({ kind: 'inform' });
    life.canSeePeople = false;
    says(life, 'kim', 'informed');
    waitBlind(life, 24 * 60 * MINUTE);
    expect(life.newest().state).toBe('expired');
    expect(life.machine.applied).toEqual([]);
  });

  it('is not that nobody was there a minute ago, once looks fail (N6, N13)', () => {
    const life = tellingLife({ kind: 'acknowledge', whenNobodyLoggedOn: 'wait' }, []);
    expect(life.state?.notice.pause?.kind).toBe('nobody');
    waitBlind(life, 120 * MINUTE);
    expect(life.state?.notice.satisfied).toBe(false);
    expect(life.machine.applied).toEqual([]);
  });

  it('counts on after a restart, once there was a look (R9)', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    says(life, 'kim', 'acknowledged');
    const back = resumeJob(JSON.parse(JSON.stringify(life.disk)), life.now);
    expect(back.state.notice.satisfied).toBe(false);
    life.crashAt = [life.points + 1];
    expect(life.run().state).toBe('verified');
    expect(answers(life).filter((one) => one !== 'kim acknowledged')).toEqual([]);
  });
});

describe('who was there (N9, N18)', () => {
  it.each([
    ['acknowledge', 'acknowledged'],
    ['inform', 'informed'],
  ] as const)('in a round of %s and left %s counts as told', (kind, answer) => {
    const life = tellingLife({ kind, whenNobodyLoggedOn: 'wait' });
    says(life, 'kim', answer);
    lists(life, looks(life).at(-1)!, []);
    expect(life.state?.notice.satisfied).toBe(true);
    expect(answers(life)).toEqual([`kim ${answer}`]);
  });

  it.each(['closed', 'timed-out', 'suppressed'] as const)(
    'and left after %s is not there any more: the rule for nobody decides',
    (answer) => {
      const life = tellingLife({ kind: 'inform', whenNobodyLoggedOn: 'wait' }, [KIM, ZOE]);
      says(life, 'kim', answer);
      lists(life, life.state!.notice.looks, []);
      expect(life.state?.notice.pause?.kind).toBe('nobody');
      expect(answers(life)).toEqual([`kim ${answer}`, 'none nobody-logged-on']);
    },
  );

  it('and was informed of what nobody saw does not count when gone', () => {
    const life = tellingLife({ kind: 'inform', whenNobodyLoggedOn: 'wait' }, [
      { ...KIM, displayed: false },
      ZOE,
    ]);
    says(life, 'kim', 'informed');
    lists(life, life.state!.notice.looks, []);
    expect(life.state?.notice.pause?.kind).toBe('nobody');
  });

  it('late in a round has the whole time for an answer (N10)', () => {
    const life = tellingLife({ kind: 'acknowledge' });
    life.now += 5 * MINUTE;
    lists(life, 1, ['kim', 'zoe']);
    life.now += 2 * MINUTE;
    life.deliver({ kind: 'tick' });
    expect(answers(life)).toEqual(['kim timed-out']);
    expect(life.effects.at(-1)?.effect.kind).toBe('wait-until');
    expect(life.effects.map(({ effect }) => effect)).toContainEqual({
      kind: 'withdraw-from',
      session: 'kim',
    });
    life.now += 4 * MINUTE;
    life.deliver({ kind: 'tick' });
    expect(answers(life)).toEqual(['kim timed-out', 'zoe timed-out']);
  });
});
