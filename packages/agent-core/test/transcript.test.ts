import { describe, expect, it } from 'vitest';
import { resumeJob } from '../src/index';
import { makeOrder, START } from './orders';
import { SimulatedLife } from './simulated-life';
import { told, transcript } from './transcript';

const reported = ({ reports }: SimulatedLife) => reports.map(({ state, detail }) => [state, detail]);

const step = (index: number, kind: string) => [
  ...told('running'),
  'journal step-begun',
  `apply change ${index} ${kind} job-1`,
  'journal step-ended',
];
const STEPS = [
  ...step(0, 'install-ipv6'),
  ...step(1, 'set-teredo'),
  ...step(2, 'allow-teredo-through-firewall'),
  ...step(3, 'start-service'),
];
const BEGIN = ['journal asked', 'journal begun', ...told('running'), 'observe before', 'journal planned'];
const UP_TO_VERIFY = [
  'journal accepted',
  'observe check',
  ...told('queued until 14400 s'),
  'ask anew',
  'wait 30 s',
  ...BEGIN,
  'save job-1',
  'journal saved',
  ...STEPS,
  ...told('verifying'),
  'watch default-gateway',
  'observe verify',
];
const PUT_BACK =
  'Neither the server nor any witness could be reached for 40 seconds after the change; it is put back.';

describe('everything that an agent does', () => {
  it('for a job with a notice, from the offer to the verdict (L1, N8, R1, R2, C1)', () => {
    const policy = { kind: 'acknowledge', minimumNoticeSeconds: 60 } as const;
    const life = new SimulatedLife(makeOrder({}, policy));
    life.people = () => [{ id: 'ann', answer: 'acknowledged' }];
    life.run();
    expect(transcript(life)).toEqual([
      'journal accepted',
      'observe check',
      ...told('notifying'),
      'show round 0',
      'wait 360 s',
      'wait 360 s',
      'journal displayed',
      'journal receipt',
      'receipt ann acknowledged',
      'look 2',
      'wait 14400 s',
      'journal round-ended',
      'tell latecomers but ann',
      ...told('waiting-window until 61 s'),
      'wait 61 s',
      ...told('queued until 14400 s'),
      'ask anew',
      'wait 91 s',
      ...BEGIN,
      'save job-1',
      'journal saved',
      ...STEPS,
      ...told('verifying'),
      'watch default-gateway',
      'observe verify',
      'stop-watching-contact',
      ...told('verified'),
    ]);
    expect(new Set(reported(life).map(([, detail]) => detail))).toEqual(new Set([null]));
  });

  it('when all contact is lost: silence is journalled every eighth of the window, then all is put back (C2, C3, C4)', () => {
    const life = new SimulatedLife(makeOrder({ contactWindowSeconds: 40 }));
    Object.assign(life, { online: false, witness: false });
    life.run();
    const silences = [5, 10, 15, 20, 25, 30, 35, 40].map((seconds) => `journal silence of ${seconds} s`);
    expect(transcript(life)).toEqual([
      ...UP_TO_VERIFY,
      ...silences,
      'stop-watching-contact',
      ...told('running'),
      'journal step-begun',
      'apply revert 0 restore-saved job-1',
      'journal step-ended',
      'observe reverted',
      'stop-watching-contact',
      ...told('reverted'),
    ]);
    expect(reported(life).slice(-2)).toEqual([
      ['running', PUT_BACK],
      [
        'reverted',
        'Contact was lost for 40 seconds after the change, so the agent put the earlier values back.',
      ],
    ]);
  });

  it('when contact comes and goes: only a silence on record is taken back on record (C2, C3)', () => {
    const life = new SimulatedLife(makeOrder({ contactWindowSeconds: 300 }));
    Object.assign(life, { online: false, witness: false });
    life.boot();
    life.drain((one) => one.state?.contact.silentMs === 45_000);
    life.witness = true;
    life.drain();
    expect(transcript(life)).toEqual([
      ...UP_TO_VERIFY,
      'journal silence of 40 s',
      'journal silence of 0 s',
      'stop-watching-contact',
      ...told('verified'),
    ]);
    const brief = new SimulatedLife(makeOrder({ contactWindowSeconds: 300 }));
    Object.assign(brief, { online: false, witness: false });
    brief.boot();
    brief.drain((one) => one.state?.contact.silentMs === 35_000);
    brief.online = true;
    brief.drain();
    expect(transcript(brief)).toEqual([...UP_TO_VERIFY, 'stop-watching-contact', ...told('verified')]);
  });

  it('when facts take their time: read-backs are made at their interval, no sooner (V2, V3)', () => {
    const life = new SimulatedLife(makeOrder({ verify: { attempts: 3, intervalSeconds: 10 } }));
    life.machine.ineffective.add('start-service');
    life.run();
    const lines = transcript(life);
    expect(lines.slice(0, UP_TO_VERIFY.length)).toEqual(UP_TO_VERIFY);
    // Contact is told every 5 s, and time each time with it.
    expect(lines.slice(UP_TO_VERIFY.length)).toEqual([
      'wait 10 s',
      'wait 10 s',
      'observe verify',
      'wait 20 s',
      'wait 20 s',
      'observe verify',
      'stop-watching-contact',
      ...told('verify-failed'),
    ]);
    const { detail, unmet } = life.newest();
    expect(unmet.length).toBeGreaterThan(1);
    expect(detail).toBe(unmet.map(({ text }) => text).join(' '));
  });

  it('when contact is lost while facts are waited for (C1, C2)', () => {
    const life = new SimulatedLife(
      makeOrder({ contactWindowSeconds: 40, verify: { attempts: 99, intervalSeconds: 600 } }),
    );
    life.machine.ineffective.add('start-service');
    life.boot();
    life.drain((one) => one.state?.contact.seen === true);
    expect(life.state?.phase).toBe('verifying');
    Object.assign(life, { online: false, witness: false });
    life.drain((one) => one.state?.phase === 'reverting');
    expect(transcript(life).filter((line) => line === 'stop-watching-contact')).toHaveLength(1);
  });

  it('when a good read-back comes in a silence: it waits for the next sign of contact (C1)', () => {
    const life = new SimulatedLife(makeOrder());
    life.boot();
    life.drain((one) => one.state?.phase === 'verifying');
    const contact = (server: boolean) =>
      life.deliver({ kind: 'contact', server, witness: false, awakeMs: 5000 });
    contact(true);
    contact(false);
    const observation = life.machine.observe(life.now);
    life.deliver({ kind: 'observed', purpose: 'verify', observation });
    expect(life.state?.phase).toBe('awaiting-contact');
    contact(true);
    expect(life.newest().state).toBe('verified');
  });

  it('while a look is under way: time makes no second one (V2)', () => {
    const life = new SimulatedLife(makeOrder());
    life.boot();
    life.drain((one) => one.state?.phase === 'verifying');
    const before = life.effects.length;
    life.deliver({ kind: 'tick' });
    expect(life.effects).toHaveLength(before);
  });

  it('when nothing can be read back (V3)', () => {
    const life = new SimulatedLife(makeOrder({ verify: { attempts: 1, intervalSeconds: 10 } }));
    life.boot();
    life.drain((one) => one.state?.phase === 'verifying');
    life.deliver({ kind: 'observe-failed', purpose: 'verify', text: 'Access denied.' });
    life.deliver({ kind: 'contact', server: true, witness: false, awakeMs: 5000 });
    expect(life.newest()).toMatchObject({
      state: 'timed-out',
      detail: 'The change was made as far as the steps say, but could not be read back: Access denied.',
      unmet: [],
      after: null,
    });
  });

  it('when the earlier values cannot be read back after they were put back (C4)', () => {
    const life = new SimulatedLife(makeOrder({ contactWindowSeconds: 40 }));
    Object.assign(life, { online: false, witness: false });
    life.boot();
    life.drain((one) => one.state?.phase === 'checking-revert');
    life.deliver({ kind: 'observe-failed', purpose: 'reverted', text: 'Access denied.' });
    expect(life.newest()).toMatchObject({
      state: 'failed',
      detail:
        'Contact was lost after the change; the earlier values were put back but could not be read back: Access denied.',
    });
  });

  it('when the kept values cannot be given back: three times, and not once more (C4)', () => {
    const life = new SimulatedLife(makeOrder({ contactWindowSeconds: 40 }));
    Object.assign(life, { online: false, witness: false });
    life.machine.broken.add('restore-saved');
    const end = life.run();
    const again = ['journal step-begun', 'apply revert 0 restore-saved job-1', 'journal step-ended'];
    const first = transcript(life).indexOf('stop-watching-contact');
    expect(transcript(life).slice(first)).toEqual([
      'stop-watching-contact',
      ...told('running'),
      ...[...again, ...again, ...again],
      'observe reverted',
      'stop-watching-contact',
      ...told('failed'),
    ]);
    expect(end).toMatchObject({
      state: 'failed',
      detail:
        'Contact was lost after the change and the earlier values could not be put back completely. Look at the machine.',
    });
    expect(end.unmet.map(({ fact }) => fact)).toContain('configured.type');
    const idle = new SimulatedLife(makeOrder({ contactWindowSeconds: 40 }));
    Object.assign(idle, { online: false, witness: false });
    idle.machine.ineffective.add('restore-saved');
    expect(idle.run().state).toBe('failed');
    expect(transcript(idle).filter((line) => line === 'observe reverted')).toHaveLength(3);
  });

  it('in a round that nobody answers: it is timed out a minute late, withdrawn and shown again (N6, N10)', () => {
    const policy = { kind: 'acknowledge', answerTimeoutSeconds: 300, minimumDeferralSeconds: 1200 } as const;
    const life = new SimulatedLife(makeOrder({}, policy));
    life.people = (round) => [{ id: 'ann', answer: round === 0 ? 'silent' : 'acknowledged' }];
    life.boot();
    life.drain((one) => one.state?.phase === 'asking');
    expect(transcript(life)).toEqual([
      'journal accepted',
      'observe check',
      ...told('notifying'),
      'show round 0',
      'wait 360 s',
      'wait 360 s',
      'journal displayed',
      'wait 361 s',
      'journal receipt',
      'receipt ann timed-out',
      'withdraw-from',
      'journal round-ended',
      ...told('notifying until 1561 s'),
      'wait 1561 s',
      ...told('notifying'),
      'show round 1',
      'wait 1921 s',
      'wait 1921 s',
      'journal displayed',
      'journal receipt',
      'receipt ann acknowledged',
      'look 4',
      'wait 14400 s',
      'journal round-ended',
      'tell latecomers but ann',
      ...told('queued until 14400 s'),
      'ask anew',
      'wait 1591 s',
    ]);
    const again = 'The notice was not answered as the change needs it; it is shown again.';
    expect(reported(life)).toEqual([
      ['notifying', null],
      ['notifying', again],
      ['notifying', null],
      ['queued', null],
    ]);
  });

  it('while nobody is logged on: told and journalled once, looked at every minute (N6)', () => {
    const life = new SimulatedLife(makeOrder({}, { kind: 'inform', whenNobodyLoggedOn: 'wait' }));
    life.boot();
    life.drain((one) => one.now >= START + 120_000 && one.state?.phase === 'notice-pause');
    expect(transcript(life)).toEqual([
      'journal accepted',
      'observe check',
      ...told('notifying'),
      'show round 0',
      'wait 360 s',
      'journal receipt',
      'receipt none nobody-logged-on',
      ...told('notifying'),
      'wait 60 s',
      'show round 0',
      'wait 420 s',
      'wait 120 s',
      'show round 0',
      'wait 480 s',
      'wait 180 s',
    ]);
    expect(life.newest().detail).toBe('Nobody is logged on to be told; the change waits until somebody is.');
    expect(life.state?.notice.sessions).toEqual([]);
    expect(resumeJob(life.disk, life.now).state.notice.sessions).toEqual([]);
    expect(life.receipts[0]).toMatchObject({
      channel: 'none',
      user: null,
      displayedAt: null,
      answeredAt: null,
    });
  });

  it('of a job that is over before it began, is refused or is cancelled: the notice is taken away (N12, L4, L5)', () => {
    const up = (mayRefuse = false) => {
      const life = new SimulatedLife(makeOrder({}, { kind: 'acknowledge', mayRefuse }));
      life.people = () => [{ id: 'ann', answer: mayRefuse ? 'refused' : 'silent' }];
      life.boot();
      return life;
    };
    const last = (life: SimulatedLife) => [transcript(life).slice(-3), life.newest().detail];
    const gone = (state: string) => ['withdraw-notice', ...told(state)];
    const refused = up(true);
    refused.drain();
    expect(last(refused)).toEqual([
      gone('refused'),
      'The change was refused in the notice. Nothing was changed.',
    ]);
    const cancelled = up();
    cancelled.drain((one) => one.state?.phase === 'notifying');
    cancelled.deliver({ kind: 'cancel', reason: 'By Ann.' });
    expect(last(cancelled)).toEqual([gone('cancelled'), 'Cancelled: By Ann. Nothing was changed.']);
    const expired = up();
    expired.drain((one) => one.state?.phase === 'notifying');
    expired.now = expired.order.notAfter;
    expired.deliver({ kind: 'tick' });
    expect(last(expired)).toEqual([
      gone('expired'),
      'It did not start before its time was over. Nothing was changed. Make a new job to try again.',
    ]);
  });
});
