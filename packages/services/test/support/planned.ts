import { randomUUID } from 'node:crypto';
import { inPoolTransaction, takeStatuses } from '@teredo-fleet/db';
import type { Gate } from '@teredo-fleet/rollout';
import { type PlannedPlan, planHash } from '../../src';
import { tickRollout } from '../../src/rollout/tick-rollout';
import { ON, POLICY } from './changes';
import type { TestFleet } from './fleet';
import { storeApproval } from './store-approval';

const EVERYTHING = { scopes: '*', userId: null } as const;
const HOUR_MS = 3_600_000;

/** Trips at the second failure; a wave passes when everybody reported well. */
export const GATE: Gate = {
  minSample: 1,
  maxFailures: 2,
  maxFailPercent: 60,
  successPercent: 50,
  coveragePercent: 100,
  maxLatePercent: 50,
  maxBlockedPercent: 50,
  soakSeconds: 0,
  promotion: 'automatic',
};

export interface PlannedRest {
  gate?: Partial<Gate>;
  limits?: PlannedPlan['limits'];
  startAt?: number | null;
  endAt?: number;
  /** Machines with this label join later; null: none do. */
  joinByLabel?: string;
  patienceSeconds?: number;
  /** Of every machine; null: never. */
  seenSecondsAgo?: number | null;
  /** `approved`, unless said otherwise. */
  state?: 'draft' | 'awaiting-approval' | 'approved';
}

/** A rollout in waves of the test's own, with its machines by wave. */
export class Planned {
  constructor(
    readonly fleet: TestFleet,
    readonly id: string,
    readonly machines: readonly (readonly string[])[],
  ) {}

  /** Lets the engine look at it until it wants nothing more at once. */
  async settle(): Promise<void> {
    const { fleet } = this;
    await fleet.rows(
      `update rollout set wake_at = now() - interval '1 s' where id = $1 and finished_at is null`,
      [this.id],
    );
    for (let n = 0; n < 500; n += 1) if ((await this.tick()) === null) return;
    throw new Error('the rollout never settles');
  }

  tick(): Promise<string | null> {
    return inPoolTransaction(this.fleet.database.pool('engine'), EVERYTHING, (db) => tickRollout(db));
  }

  async row(): Promise<{ state: string; pauseReason: string | null; opened: boolean[] }> {
    const [row] = await this.fleet.rows<{ state: string; pauseReason: string | null; opened: boolean[] }>(
      `select state, pause_reason as "pauseReason",
         (select array_agg(opened_at is not null order by number) from rollout_wave where rollout_id = r.id) as opened
       from rollout r where id = $1`,
      [this.id],
    );
    return row!;
  }

  async member(
    machineId: string,
  ): Promise<{ attempt: number; excluded: { kind: string } | null; late: boolean }> {
    const [row] = await this.fleet.rows<{
      attempt: number;
      excluded: { kind: string } | null;
      late: boolean;
    }>(
      `select attempt, excluded, late_at is not null as late from rollout_member where rollout_id = $1 and machine_id = $2`,
      [this.id, machineId],
    );
    return row!;
  }

  /** The jobs of a machine in this rollout, oldest first. */
  jobs(
    machineId: string,
  ): Promise<
    { id: string; attempt: number; state: string; sequence: number; detail: string | null; work: unknown }[]
  > {
    return this.fleet.rows(
      `select id, attempt, state, sequence::int, detail, work from job where rollout_id = $1 and machine_id = $2 order by attempt`,
      [this.id, machineId],
    );
  }

  async job(machineId: string) {
    const job = (await this.jobs(machineId)).at(-1);
    if (job === undefined) throw new Error('no job was made');
    return job;
  }

  /** As signer and gateway do it. */
  async begin(machineId: string): Promise<void> {
    const { id } = await this.job(machineId);
    await this.fleet.rows(
      `update job set state = 'running', payload = 'p', signature = 's', signed_at = now(), offered_at = now(),
         go_ask_id = $2, go_granted_at = now() where id = $1 and finished_at is null`,
      [id, randomUUID()],
    );
  }

  /** The machine begins if it has not, and says that its change ended so. `steps`: what it did. */
  async report(machineId: string, state: string, rest: { version?: number; touched?: boolean } = {}) {
    const { id, attempt, state: before } = await this.job(machineId);
    if (before !== 'running' && before !== 'lost-contact') await this.begin(machineId);
    const at = new Date();
    const step = {
      step: { kind: 'start-service', service: 'miredo' },
      outcome: 'done',
      exitCode: 0,
      output: '',
    };
    const [taken] = await takeStatuses(this.fleet.database.pool('gateway'), [
      {
        machineId,
        jobId: id,
        attempt,
        version: rest.version ?? 10,
        state,
        at,
        receivedAt: at,
        detail: null,
        until: null,
        steps: rest.touched === false ? [] : [{ ...step, startedAt: at.getTime(), finishedAt: at.getTime() }],
        before: null,
        after: null,
        unmet: [],
        blockers: [],
      },
    ]);
    return taken!.verdict;
  }

  /** Actions on record about the rollout itself since its approval, oldest first. */
  async actions(): Promise<string[]> {
    const entries = await this.fleet.entries(this.id);
    return entries.map(({ action }) => action).filter((action) => action !== 'rollout.approve');
  }
}

/** An approved rollout that is due, whose machines are in contact unless said otherwise. */
export async function plan(
  fleet: TestFleet,
  sizes: readonly number[],
  rest: PlannedRest = {},
): Promise<Planned> {
  const waves = sizes.map((_, number) => ({
    name: `wave ${number}`,
    selection: { kind: 'rest' as const },
    gate: { ...GATE, ...rest.gate },
    patienceSeconds: rest.patienceSeconds ?? 3600,
  }));
  const body: PlannedPlan = {
    v: 1,
    kind: 'planned',
    target:
      rest.joinByLabel === undefined
        ? { filter: {}, mode: 'frozen' }
        : { filter: { label: [rest.joinByLabel] }, mode: 'live' },
    exclusions: [],
    work: { kind: 'apply', desired: ON },
    waves,
    limits: rest.limits ?? { atOnce: null, perMinute: null },
    notice: {
      policy: { ...POLICY, kind: 'none' },
      texts: [{ language: 'en', title: 'A change', body: 'Soon' }],
    },
    windows: [],
    zoneIfUnknown: 'UTC',
    witnesses: [],
    contactWindowSeconds: 300,
    verify: { attempts: 3, intervalSeconds: 5 },
    startAt: rest.startAt ?? null,
    endAt: rest.endAt ?? Date.now() + 24 * HOUR_MS,
  };
  const id = randomUUID();
  const author = fleet.people.get('operator')!;
  await fleet.rows(
    `insert into rollout (id, scope_id, name, kind, state, plan, plan_hash, author_id) values ($1, $2, 'Teredo on', 'planned', 'draft', $3, $4, $5)`,
    [id, fleet.scopeId, JSON.stringify(body), planHash(body), author.id],
  );
  const machines: string[][] = [];
  for (const [number, size] of sizes.entries()) {
    const { name, selection, gate, patienceSeconds } = waves[number]!;
    await fleet.rows(
      `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, number, fleet.scopeId, name, JSON.stringify(selection), JSON.stringify(gate), patienceSeconds],
    );
    const wave: string[] = [];
    for (let n = 0; n < size; n += 1) {
      const machineId = await fleet.machine();
      const seen = rest.seenSecondsAgo === undefined ? 0 : rest.seenSecondsAgo;
      if (seen !== null)
        await fleet.connect(machineId, seen === 0, new Date(Date.now() + 60_000 - seen * 1000));
      await fleet.rows(
        `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, $4, '{"kind": "rest"}')`,
        [id, machineId, fleet.scopeId, number],
      );
      wave.push(machineId);
    }
    machines.push(wave);
  }
  await storeApproval(fleet.admin, id, fleet.people.get('approver')!.id);
  await fleet.rows(`update rollout set state = $2, wake_at = now() - interval '1 s' where id = $1`, [
    id,
    rest.state ?? 'approved',
  ]);
  return new Planned(fleet, id, machines);
}

/** One whose first wave is open and whose machines have their jobs. */
export async function running(
  fleet: TestFleet,
  sizes: readonly number[],
  rest: PlannedRest = {},
): Promise<Planned> {
  const planned = await plan(fleet, sizes, rest);
  await planned.settle();
  return planned;
}

/** The machines of a rollout have its jobs, ask their people, and wait for them. */
export async function askPeople(
  fleet: TestFleet,
  { id }: { id: string },
  minimumNoticeSeconds = 0,
): Promise<void> {
  await fleet.rows(
    `update job set payload = 'p', signature = 's', signed_at = now(), offered_at = now(), status_version = 2, state = 'notifying',
       notice = jsonb_set(notice, '{policy}', notice -> 'policy' || $2::jsonb) where rollout_id = $1`,
    [id, JSON.stringify({ kind: 'acknowledge', minimumNoticeSeconds })],
  );
}
