import { describe, expect, it } from 'vitest';
import { type JobEffect, type NoticeRules, resumeJob } from '../src/index';
import { HOUR, makeOrder, START } from './orders';
import { type Person, SHOWN, SimulatedLife } from './simulated-life';

const MINUTE = 60_000;
const ANN: Person = { id: 'ann', answer: 'acknowledged' };
const EVE: Person = { id: 'eve', answer: 'informed' };

/** A life whose round is satisfied, with an hour to go until the change may start. */
function waitingLife(policy: Partial<NoticeRules> = {}, people: Person[] = [ANN]): SimulatedLife {
  const rules = { kind: 'acknowledge', mayRefuse: true, ...policy } as const;
  const life = new SimulatedLife(makeOrder({ notBefore: START + HOUR }, rules));
  life.people = () => people;
  life.boot();
  life.drain((one) => one.state?.phase === 'waiting-window');
  return life;
}

function settle(life: SimulatedLife): void {
  while (life.isBusy) life.step();
}

function comes(life: SimulatedLife, ...people: Person[]): void {
  life.logsOn(people);
  settle(life);
}

const told = ({ receipts }: SimulatedLife) => receipts.map(({ session, answer }) => `${session} ${answer}`);

const requests = (effects: readonly JobEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'tell-latecomers' ? [effect.request] : []));

describe('who logs on between a satisfied round and the change (N22)', () => {
  it('is shown what the others saw and asked nothing, and has a receipt of that round', () => {
    const life = waitingLife();
    const [request] = requests(life.effects.map(({ effect }) => effect));
    expect(request).toEqual({
      round: 0,
      look: 2,
      texts: life.order.notice.texts,
      skip: ['ann'],
      wantsAnswer: false,
      mayDefer: false,
      mayRefuse: false,
      deferralsLeft: 0,
      deferrableUntil: null,
      quietUntil: expect.any(Number),
      isDeferralOver: false,
      answerTimeoutSeconds: life.order.notice.policy.answerTimeoutSeconds,
    });
    comes(life, ANN, EVE);
    expect(told(life)).toEqual(['ann acknowledged', 'eve informed']);
    expect(life.receipts[1]).toMatchObject({
      user: 'user of eve',
      displayedAt: life.now + 1000,
      answeredAt: null,
      deferrals: 0,
      ...SHOWN,
    });
    expect(life.state?.phase).toBe('waiting-window');
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(life.now - START).toBeLessThan(HOUR + 5 * MINUTE);
  });

  it('decides nothing: no refusal and no silence of theirs counts', () => {
    const life = waitingLife();
    const cid: Person = { id: 'cid', answer: 'suppressed', displayed: false };
    comes(life, ANN, { id: 'eve', answer: 'refused' }, { id: 'bob', answer: 'silent' }, cid);
    expect(told(life)).toEqual(['ann acknowledged', 'eve informed', 'cid suppressed']);
    life.drain();
    expect(life.newest().state).toBe('verified');
  });

  it('has one receipt, and who had one before has no other', () => {
    const life = waitingLife();
    comes(life, ANN, EVE);
    const about = { round: 0, at: life.now, shown: SHOWN, answer: 'closed', until: null } as const;
    life.deliver({ kind: 'notice-answered', session: 'eve', ...about });
    life.deliver({ kind: 'notice-answered', session: 'ann', ...about });
    life.deliver({ kind: 'notice-answered', session: 'nobody-we-know', ...about });
    life.deliver({ kind: 'notice-answered', session: 'eve', ...about, round: 1 });
    expect(life.receipts).toHaveLength(2);
  });

  it('is told after a restart too, and who was told before is not', () => {
    const life = waitingLife();
    comes(life, ANN, EVE);
    const { effects } = resumeJob(JSON.parse(JSON.stringify(life.disk)), life.now);
    expect(requests(effects)).toMatchObject([{ round: 0, skip: ['ann', 'eve'] }]);
  });

  it('is told again what nobody saw of an earlier round', () => {
    const life = waitingLife({ kind: 'inform', minimumDeferralSeconds: 0 }, [
      { id: 'ann', answer: 'informed' },
    ]);
    expect(requests(life.effects.map(({ effect }) => effect))[0]?.skip).toEqual(['ann']);
    const later = new SimulatedLife(makeOrder({ notBefore: START + HOUR }, { kind: 'acknowledge' }));
    later.people = (round) => (round === 0 ? [{ ...EVE, answer: 'suppressed', displayed: false }] : [ANN]);
    later.boot();
    later.drain((one) => one.state?.phase === 'waiting-window');
    expect(requests(later.effects.map(({ effect }) => effect))[0]?.skip).toEqual(['ann']);
  });

  it('gets the minimum notice where nobody was told before, and no more than that (N8)', () => {
    const policy = { kind: 'inform', whenNobodyLoggedOn: 'start', minimumNoticeSeconds: 7200 } as const;
    const life = waitingLife(policy, []);
    life.now = START + 30 * MINUTE;
    comes(life, EVE);
    expect(life.newest()).toMatchObject({
      state: 'waiting-window',
      until: START + 30 * MINUTE + 1000 + 2 * HOUR,
    });
    const before = life.newest().version;
    comes(life, EVE, { id: 'bob', answer: 'informed' });
    expect(life.newest().version, 'the second one moves nothing').toBe(before);
    life.drain((one) => one.state?.phase === 'asking');
    expect(life.now).toBe(START + 30 * MINUTE + 1000 + 2 * HOUR);
  });

  it('gets it while an ask is out as well, and a go for that ask starts nothing any more (S2)', () => {
    const policy = { kind: 'inform', whenNobodyLoggedOn: 'start', minimumNoticeSeconds: 1800 } as const;
    const life = waitingLife(policy, []);
    life.onAsk = () => undefined;
    life.drain((one) => one.state?.phase === 'asking' && one.state.ask?.askedAt != null);
    settle(life);
    const askId = life.state!.ask!.askId;
    comes(life, EVE);
    expect(life.state?.phase).toBe('waiting-window');
    const { jobId, attempt, machineId } = life.order;
    const go = {
      kind: 'go',
      grant: { jobId, attempt, machineId, askId, epoch: 1 },
      epoch: 1,
      elapsedMs: 0,
    } as const;
    life.deliver(go);
    life.onAsk = (id) => life.grant(id);
    life.drain((one) => one.state?.begun !== null);
    expect(life.state?.begun?.askId).not.toBe(askId);
    expect(life.now).toBeGreaterThanOrEqual(life.receipts.at(-1)!.displayedAt! + 30 * MINUTE);
  });

  it('changes nothing of an ask that is out where somebody was told before, nor of a change that has begun', () => {
    const life = waitingLife({ minimumNoticeSeconds: 600 });
    life.onAsk = () => undefined;
    life.drain((one) => one.state?.phase === 'asking');
    settle(life);
    comes(life, ANN, EVE);
    expect(life.state?.phase).toBe('asking');
    const running = waitingLife({ kind: 'inform', minimumNoticeSeconds: 600 }, []);
    running.drain((one) => one.state?.phase === 'applying');
    running.logsOn([EVE]);
    settle(running);
    running.drain();
    expect(running.newest().state).toBe('verified');
    expect(told(running)).toEqual(['none nobody-logged-on', 'eve informed']);
  });

  it('is nobody where nobody has to be told (N1)', () => {
    const life = waitingLife({ kind: 'none' });
    expect(life.log).not.toContain('tell-latecomers');
    expect(life.state?.phase).toBe('waiting-window');
  });

  it('is not waited for where it can not be found out who that is', () => {
    const life = waitingLife();
    life.canSeePeople = false;
    comes(life, ANN, EVE);
    expect(life.newest().state).toBe('waiting-window');
    life.drain();
    expect(life.newest().state).toBe('verified');
  });
});
