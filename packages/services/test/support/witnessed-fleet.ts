import { createHash } from 'node:crypto';
import { type FactsInput, upsertFacts } from '@teredo-fleet/db';
import { insertJob, insertRollout } from '@teredo-fleet/db/testing';
import { NOW, TestFleet } from './fleet';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** When its history begins, which ends now. */
export const START = NOW - 300 * DAY_MS;
export const MACHINES = 12;

/** mulberry32: the same history in every run. */
class Draws {
  constructor(private seed = 20261129) {}

  share(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.share() * count);
  }

  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }
}

/** What somebody who saw everything come in would remember: the newest of each list up to a moment counts. */
class Witness {
  readonly states: {
    at: number;
    effective: string;
    configured: string;
    reachable: string;
    nat: string;
    server: string | null;
  }[] = [];
  readonly statuses: { at: number; status: string }[] = [{ at: START, status: 'active' }];
  readonly verdicts: { at: number; verdict: string }[] = [];
  readonly told: { at: number; word: string }[] = [];
  newest = -Infinity;
  last = '';
  lastVerdict = '';
}

export const newestBy = <T extends { at: number }>(list: readonly T[], at: number): T | null =>
  list.filter((one) => one.at <= at).sort((one, other) => other.at - one.at)[0] ?? null;

export const isThere = ({ status }: { status: string | null }) => status !== null && status !== 'retired';

/** Machines with a history of 300 days that is drawn, and a witness of each, beside whom what the product tells is held. */
export class WitnessedFleet {
  readonly ids: string[] = [];
  readonly draws = new Draws();
  /** Of the clocks that receipts were written by. */
  private readonly clocks = new Draws(20261130);
  private readonly witnesses = new Map<string, Witness>();

  private constructor(readonly fleet: TestFleet) {}

  /** With machines late and out of order, clocks years ahead, people told, and enrolments that ended and began. */
  static async create(): Promise<WitnessedFleet> {
    const made = new WitnessedFleet(await TestFleet.create());
    made.fleet.now = NOW;
    await made.enrol();
    await made.report();
    for (const id of made.ids)
      for (let count = made.draws.below(4); count > 0; count -= 1) await made.tell(id);
    await made.becomeOtherwise();
    return made;
  }

  witness(id: string): Witness {
    return this.witnesses.get(id)!;
  }

  /** An instant of the history. */
  moment(): number {
    return START + this.draws.below(NOW - START);
  }

  /** What the witness remembers of a machine. */
  remembered(id: string, at: number) {
    const { states, statuses, told } = this.witness(id);
    const state = newestBy(states, at);
    const since = state === null ? null : new Date(state.at).toISOString();
    return {
      id,
      status: newestBy(statuses, at)?.status ?? null,
      state:
        state === null
          ? null
          : [since, state.effective, state.configured, state.reachable, state.nat, state.server],
      told: newestBy(told, at)?.word ?? null,
    };
  }

  private async enrol(): Promise<void> {
    for (let number = 0; number < MACHINES; number += 1) {
      const id = await this.fleet.machine({ hostname: `host-${String(number).padStart(2, '0')}` });
      this.ids.push(id);
      this.witnesses.set(id, new Witness());
    }
  }

  private async report(): Promise<void> {
    let at = START + 10 * DAY_MS;
    while (at < NOW - DAY_MS) {
      const batch = new Map<string, FactsInput>();
      for (let count = 1 + this.draws.below(6); count > 0; count -= 1) {
        // Late ones come out of order, and a clock that is years ahead says what its time is.
        const late = this.draws.share() < 0.2 ? this.draws.below(3 * DAY_MS) : 0;
        const ahead = this.draws.share() < 0.1 ? 900 * DAY_MS : 0;
        const machineId = this.draws.pick(this.ids.slice(0, MACHINES - 1));
        const observedAt = at - late + ahead - this.draws.below(1000);
        batch.set(`${machineId} ${Math.min(observedAt, at)}`, this.facts(machineId, observedAt, at));
      }
      await this.take([...batch.values()]);
      at += 1000 + this.draws.below(DAY_MS);
    }
  }

  private facts(machineId: string, observedAt: number, receivedAt: number): FactsInput {
    const effectiveState = this.draws.pick(['dormant', 'qualified', 'offline']);
    const configuredType = this.draws.pick(['client', 'disabled']);
    const reachable = this.draws.pick(['yes', 'no', 'unknown'] as const);
    const nat = this.draws.pick(['cone', 'symmetric', 'unknown']);
    const server = this.draws.pick(['a.example.net', 'b.example.net', null]);
    const said = [effectiveState, configuredType, reachable, nat, server];
    return {
      machineId,
      observedAt: new Date(observedAt),
      receivedAt: new Date(receivedAt),
      reason: 'change',
      observation: { said, effective: { nat } },
      clockSkewMs: null,
      observationHash: createHash('sha256').update(said.join()).digest(),
      osFamily: 'windows',
      osName: 'Windows 10 Pro',
      configuredType,
      configuredSetBy: 'local',
      effectiveState,
      reachable,
      teredoAddress: null,
      diagnosisCode: 'dormant',
      severity: 'ok',
      role: 'client',
      server,
      findings: [`xbox-party@1=${this.draws.pick(['pass', 'finding'])}`],
    };
  }

  /** One batch as a gateway takes it; the witness takes what is newer than all before it, in the order of its time. */
  private async take(batch: readonly FactsInput[]): Promise<void> {
    await upsertFacts(this.fleet.database.pool('gateway'), batch);
    for (const machineId of new Set(batch.map((one) => one.machineId))) {
      const witness = this.witness(machineId);
      const timeOf = (one: FactsInput) => Math.min(one.observedAt.getTime(), one.receivedAt.getTime());
      const newer = batch
        .filter((one) => one.machineId === machineId && timeOf(one) > witness.newest)
        .sort((one, other) => timeOf(one) - timeOf(other));
      for (const one of newer) {
        const { effectiveState: effective, configuredType: configured, reachable, server } = one;
        const { nat } = (one.observation as { effective: { nat: string } }).effective;
        const said = [effective, configured, reachable, nat, server].join();
        if (said !== witness.last)
          witness.states.push({ at: timeOf(one), effective, configured, reachable, nat, server });
        witness.last = said;
        witness.newest = timeOf(one);
      }
      const verdict = newer.at(-1)?.findings[0]?.split('=')[1];
      if (verdict !== undefined && verdict !== witness.lastVerdict) {
        witness.verdicts.push({ at: witness.newest, verdict });
        witness.lastVerdict = verdict;
      }
    }
  }

  private async tell(machineId: string): Promise<void> {
    const rollout = await insertRollout(this.fleet.admin, this.fleet.scopeId, { state: 'done' });
    const { rows } = await this.fleet.admin.query('select * from machine where id = $1', [machineId]);
    const machine = {
      id: machineId,
      scopeId: rows[0].scope_id,
      enrolmentId: rows[0].enrolment_id,
      hostname: rows[0].hostname,
    };
    const job = await insertJob(this.fleet.admin, rollout, machine);
    await this.fleet.admin.query(
      `update job set state = 'verified', created_at = $2, finished_at = $3 where id = $1`,
      [job.id, new Date(START), new Date(NOW)],
    );
    const shown = START + this.draws.below(300 * DAY_MS - HOUR_MS);
    const answered = shown + 1 + this.draws.below(HOUR_MS);
    const answer = this.draws.pick(['acknowledged', 'refused', 'timed-out']);
    // Some are heard of late, and some clocks are ahead, by less than it took to answer or by years.
    const heard = answered + (this.clocks.share() < 0.3 ? this.clocks.below(2 * DAY_MS) : 0);
    const ahead = this.clocks.share() < 0.4 ? this.clocks.pick([60_000, HOUR_MS, 900 * DAY_MS]) : 0;
    const times = {
      displayed: shown + ahead,
      answered: answer === 'timed-out' ? null : answered + ahead,
      received: Math.min(heard, NOW),
    };
    await this.fleet.admin.query(
      `insert into receipt (job_id, scope_id, attempt, session, channel, language, text_sha256, queued_at, on_agent_at, displayed_at,
         answered_at, answer, received_at)
       values ($1, $2, 1, 'pts/1', 'terminal', 'en', repeat('0', 64), $3, $3, $3, $4, $5, $6)`,
      [
        job.id,
        machine.scopeId,
        new Date(times.displayed),
        times.answered === null ? null : new Date(times.answered),
        answer,
        new Date(times.received),
      ],
    );
    this.remember(machineId, { ...times, answer });
  }

  /** Whoever saw it come in knows all of it from then on, whatever time the machine gave; what that says of before counts too. */
  private remember(
    machineId: string,
    told: { displayed: number; answered: number | null; received: number; answer: string },
  ): void {
    const known = Math.min(told.answered ?? told.received, told.received);
    const { told: words } = this.witness(machineId);
    if (told.displayed < known) words.push({ at: told.displayed, word: 'shown' });
    words.push({ at: known, word: told.answer });
  }

  private async becomeOtherwise(): Promise<void> {
    await this.fleet.admin.query('update machine_status_history set since = $1', [new Date(START)]);
    // One is put in quarantine, released and retired in the end; one enrols late, and waits to be accepted.
    await this.become(this.ids[2]!, [100, 'quarantined'], [150, 'active'], [220, 'retired']);
    await this.become(this.ids[3]!, [60, 'pending'], [62, 'active']);
    await this.fleet.admin.query('delete from machine_status_history where machine_id = $1 and since = $2', [
      this.ids[3],
      new Date(START),
    ]);
    this.witness(this.ids[3]!).statuses.shift();
  }

  /** The enrolment of a machine becomes something, days after the start. */
  private async become(machineId: string, ...changes: [day: number, status: string][]): Promise<void> {
    for (const [day, status] of changes) {
      const at = START + day * DAY_MS;
      await this.fleet.admin.query('insert into machine_status_history values ($1, $2, $3)', [
        machineId,
        new Date(at),
        status,
      ]);
      this.witness(machineId).statuses.push({ at, status });
    }
  }
}
