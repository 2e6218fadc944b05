import { describe, expect, it } from 'vitest';
import { resumeJob } from '../src/index';
import { makeOrder } from './orders';
import { SimulatedLife } from './simulated-life';

const lifeOf = () => new SimulatedLife(makeOrder());
const kinds = (life: SimulatedLife) => life.machine.applied.map((step) => step.kind);
const readBacks = (life: SimulatedLife) => life.log.filter((entry) => entry === 'observe verify').length;

describe('the verdict', () => {
  it('is verified at the first read-back that misses nothing, made after the last step (V1, V2)', () => {
    const life = lifeOf();
    expect(life.run().state).toBe('verified');
    expect(readBacks(life)).toBe(1);
    expect(life.log.lastIndexOf('observe verify')).toBeGreaterThan(
      life.log.lastIndexOf('apply start-service'),
    );
  });

  it('waits for facts that take their time (V2)', () => {
    const life = lifeOf();
    life.machine.reachable = 'no';
    life.boot();
    life.drain((one) => one.state?.verify.made === 2);
    life.machine.reachable = 'yes';
    life.drain();
    expect(life.newest().state).toBe('verified');
    expect(readBacks(life)).toBe(3);
  });

  it('is verify-failed when a fact is still missing after the last read-back, whatever the steps said (V3)', () => {
    const life = lifeOf();
    life.machine.ineffective.add('start-service');
    const end = life.run();
    expect(readBacks(life)).toBe(3);
    expect(end.state).toBe('verify-failed');
    expect(end.steps.map((step) => step.outcome)).toEqual(['done', 'done', 'done', 'done']);
    expect(end.unmet.map((fact) => fact.fact)).toContain('service.state');
    expect(end.detail).toContain('6to4');
    const lost = lifeOf();
    lost.machine.reachable = 'no';
    expect(lost.run().unmet.map((fact) => fact.fact)).toEqual(['reachable.verdict']);
  });

  it('is failed after a failed step whose facts are missing; the rest is skipped (R3, V2)', () => {
    const life = lifeOf();
    life.machine.broken.add('allow-teredo-through-firewall');
    const end = life.run();
    expect(end.state).toBe('failed');
    expect(end.steps.map((step) => step.outcome)).toEqual(['done', 'done', 'failed', 'skipped']);
    expect(readBacks(life)).toBe(1);
  });

  it('is verified after a failed step when no fact is missing (R3, V2)', () => {
    const life = lifeOf();
    life.boot();
    life.drain((one) => one.state?.phase === 'applying' && one.state.steps[3]?.begins === 1);
    const run = {
      outcome: 'failed' as const,
      exitCode: 2,
      output: 'Started already.',
      startedAt: 1,
      finishedAt: 2,
    };
    life.deliver({ kind: 'step-ended', index: 3, role: 'change', run });
    life.drain();
    expect(life.newest()).toMatchObject({ state: 'verified' });
    expect(life.newest().steps[3]).toMatchObject({ outcome: 'failed' });
  });

  it('is timed-out, never verified, when nothing could be read back (V1, V3)', () => {
    const life = lifeOf();
    life.boot();
    life.drain((one) => one.state?.phase === 'applying');
    life.machine.readable = false;
    life.drain();
    expect(life.newest()).toMatchObject({ state: 'timed-out', after: null });
    expect(readBacks(life)).toBe(3);
  });

  it('comes from the last observation there was when later ones fail (V3)', () => {
    const life = lifeOf();
    life.machine.ineffective.add('start-service');
    life.boot();
    life.drain((one) => one.state?.verify.made === 1);
    life.machine.readable = false;
    life.drain();
    expect(life.newest().state).toBe('verify-failed');
  });

  it('blocks before any step when the own values cannot be kept (R2)', () => {
    const life = lifeOf();
    life.boot();
    life.drain((one) => one.state?.phase === 'saving');
    life.deliver({ kind: 'save-failed', text: 'Disk full.' });
    life.drain();
    expect(life.newest().state).toBe('blocked');
    expect(kinds(life)).toEqual([]);
  });
});

describe('contact after the change', () => {
  const cutOff = (): SimulatedLife => {
    const life = lifeOf();
    life.online = false;
    life.witness = false;
    return life;
  };

  it('is needed for the verdict, from the server or from any witness (C1)', () => {
    for (const [online, witness] of [
      [true, false],
      [false, true],
    ] as const) {
      const life = cutOff();
      life.boot();
      life.drain((one) => one.state?.phase === 'awaiting-contact' && one.state.contact.silentMs > 0);
      expect(life.newest().state).toBe('verifying');
      life.online = online;
      life.witness = witness;
      life.drain();
      expect(life.newest().state).toBe('verified');
    }
  });

  it('lost for the whole window puts the kept values back and reads them back (C2, C4)', () => {
    const life = cutOff();
    const end = life.run();
    expect(end.state).toBe('reverted');
    expect(life.machine.values).toMatchObject({ type: 'disabled', service: 'stopped', exceptionPort: null });
    expect(kinds(life).at(-1)).toBe('restore-saved');
    expect(end.after?.configured.type).toBe('disabled');
    expect(life.log.lastIndexOf('observe reverted')).toBeGreaterThan(
      life.log.lastIndexOf('apply restore-saved'),
    );
  });

  it('counts time awake only, and one sign of it starts the count anew (C2)', () => {
    const life = cutOff();
    life.boot();
    life.drain((one) => (one.state?.contact.silentMs ?? 0) >= 290_000);
    life.now += 86_400_000;
    life.deliver({ kind: 'contact', server: false, witness: false, awakeMs: 0 });
    expect(life.state?.phase).toBe('awaiting-contact');
    life.deliver({ kind: 'contact', server: false, witness: false, awakeMs: 9999 });
    expect(life.state?.phase).toBe('awaiting-contact');
    life.deliver({ kind: 'contact', server: false, witness: false, awakeMs: 1 });
    expect(life.state?.phase).toBe('reverting');
    const verifying = cutOff();
    verifying.machine.reachable = 'no';
    verifying.boot();
    verifying.drain((one) => one.state?.phase === 'verifying' && one.state.contact.silentMs > 0);
    verifying.deliver({ kind: 'contact', server: false, witness: true, awakeMs: 5000 });
    expect(verifying.state?.contact.silentMs).toBe(0);
  });

  it('is counted over restarts (C3)', () => {
    const life = cutOff();
    life.boot();
    life.drain((one) => (one.state?.contact.silentMs ?? 0) >= 200_000);
    const { state } = resumeJob(life.disk, life.now);
    expect(state.contact.silentMs).toBeGreaterThanOrEqual(160_000);
    expect(state.phase).toBe('verifying');
  });

  it('that cannot be mended by putting back is tried three times and said (C4)', () => {
    const life = cutOff();
    life.machine.ineffective.add('restore-saved');
    const end = life.run();
    expect(kinds(life).filter((kind) => kind === 'restore-saved')).toHaveLength(3);
    expect(end.state).toBe('failed');
    expect(end.unmet.map((fact) => fact.fact)).toContain('configured.type');
    const broken = cutOff();
    broken.machine.broken.add('restore-saved');
    expect(broken.run().state).toBe('failed');
  });

  it('goes on being put back after a crash in the middle of it (C4)', () => {
    const whole = cutOff();
    whole.run();
    for (let at = whole.points - 20; at <= whole.points; at += 1) {
      const life = cutOff();
      life.crashAt = [at];
      expect(life.run().state).toBe('reverted');
      expect(life.machine.values.type).toBe('disabled');
    }
  });
});
