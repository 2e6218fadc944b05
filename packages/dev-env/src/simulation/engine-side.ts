import {
  claimUnsignedJobs,
  inPoolTransaction,
  type Queryable,
  refuseUnsignedJob,
  storeSignature,
} from '@teredo-fleet/db';
import { engineRounds } from '@teredo-fleet/server';
import { buildJob } from '@teredo-fleet/services';
import type { SimulationStore } from './simulation-store';

const EVERYTHING = { scopes: '*', userId: null } as const;

/** The signer's own judgement; what stands for its key is a word. */
async function signAll(db: Queryable, nowMs: number): Promise<number> {
  const jobs = await claimUnsignedJobs(db, 100);
  for (const job of jobs) {
    const built = buildJob(job, new Date(nowMs));
    if (!built.ok) await refuseUnsignedJob(db, job.id, built.detail);
    else {
      const payload = Buffer.from(JSON.stringify(built.payload));
      const signature = { signature: Buffer.from('signed'), keyId: 'key', planHash: job.planHash };
      await storeSignature(db, { jobId: job.id, payload, ...signature });
    }
  }
  return jobs.length;
}

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

  /** A round of engine and signer; gives whether a job was looked at by the signer. */
  async round(nowMs: number): Promise<boolean> {
    await this.#rounds.moveRollouts();
    const signer = this.store.pool('signer');
    return (await inPoolTransaction(signer, EVERYTHING, (db) => signAll(db, nowMs))) > 0;
  }
}
