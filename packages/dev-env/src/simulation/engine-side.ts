import {
  claimUnsignedJobs,
  claimUnsignedOverrides,
  inPoolTransaction,
  type Queryable,
  refuseOverride,
  refuseUnsignedJob,
  storeOverrideSignature,
  storeSignature,
} from '@teredo-fleet/db';
import { engineRounds } from '@teredo-fleet/server';
import { buildOverride, jobBuilder } from '@teredo-fleet/services';
import type { SimulationStore } from './simulation-store';

const EVERYTHING = { scopes: '*', userId: null } as const;

/** The signer's own judgement; what stands for its key is a word. */
async function signAll(db: Queryable, nowMs: number): Promise<void> {
  const told = { noticeUrl: 'http://notice.example.com', usersNamedBy: 'account' as const };
  const build = jobBuilder({ now: new Date(nowMs), ...told });
  for (const job of await claimUnsignedJobs(db, 100)) {
    const built = build(job);
    if (!built.ok) await refuseUnsignedJob(db, job.id, built.detail);
    else {
      const payload = Buffer.from(JSON.stringify(built.payload));
      const signature = { signature: Buffer.from('signed'), keyId: 'key', planHash: job.planHash };
      await storeSignature(db, { jobId: job.id, payload, ...signature });
    }
  }
}

async function signOverrides(db: Queryable, nowMs: number): Promise<void> {
  for (const one of await claimUnsignedOverrides(db, 100)) {
    const built = buildOverride(one, new Date(nowMs));
    if (!built.ok) await refuseOverride(db, one, built.detail);
    else {
      const payload = Buffer.from(JSON.stringify(built.payload));
      const signature = { signature: Buffer.from('signed'), keyId: 'key', planHash: one.planHash };
      await storeOverrideSignature(db, one, { payload, ...signature });
    }
  }
}

const DUE = `
select r.id from rollout r
where r.id = any ($1::uuid[]) and (r.wake_at <= now() or exists (
  select from unjudged_end u where u.rollout_id = r.id and (u.bad or r.any_end_counts)))`;
const HAVE = 'select from rollout where id <> all ($1::uuid[]) for no key update';

/** Engine and signer: what the server does by itself. */
export class EngineSide {
  readonly #rounds: ReturnType<typeof engineRounds>;

  constructor(private readonly store: SimulationStore) {
    this.#rounds = engineRounds(store.pool('engine'), {
      error: ({ err }: { err: unknown }) => {
        throw err;
      },
    } as never);
  }

  /** What the passing of time alone ends. */
  passTime(): Promise<void> {
    return this.#rounds.passTime();
  }

  /**
   * A round of the engine on these rollouts, while another engine has all the others. Gives those that were due, which it
   * looked at.
   */
  async move(rolloutIds: readonly string[]): Promise<string[]> {
    const other = await this.store.admin.connect();
    try {
      const { rows } = await other.query<{ id: string }>(DUE, [rolloutIds]);
      if (rows.length === 0) return [];
      await other.query('begin');
      await other.query(HAVE, [rolloutIds]);
      await this.#rounds.moveRollouts();
      await other.query('commit');
      return rows.map(({ id }) => id);
    } catch (error) {
      await other.query('rollback');
      throw error;
    } finally {
      other.release();
    }
  }

  sign(nowMs: number): Promise<void> {
    const signer = this.store.pool('signer');
    return inPoolTransaction(signer, EVERYTHING, async (db) => {
      await signAll(db, nowMs);
      await signOverrides(db, nowMs);
    });
  }
}
