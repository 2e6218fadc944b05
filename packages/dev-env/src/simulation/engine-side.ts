import { claimUnsignedJobs, inPoolTransaction, type Queryable, storeSignature } from '@teredo-fleet/db';
import { engineRounds } from '@teredo-fleet/server';
import type { SimulationStore } from './simulation-store';

const EVERYTHING = { scopes: '*', userId: null } as const;

async function signAll(db: Queryable): Promise<number> {
  const jobs = await claimUnsignedJobs(db, 100);
  for (const job of jobs) {
    const { id: jobId, planHash, notBefore, notAfter, ...rest } = job;
    const order = { v: 1, jobId, ...rest, notBefore: notBefore.getTime(), notAfter: notAfter.getTime() };
    const payload = Buffer.from(JSON.stringify(order));
    await storeSignature(db, { jobId, payload, signature: Buffer.from('signed'), keyId: 'key', planHash });
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

  /** A round of each; gives whether a job was signed. */
  async round(): Promise<boolean> {
    await this.#rounds.passTime();
    await this.#rounds.moveRollouts();
    return (await inPoolTransaction(this.store.pool('signer'), EVERYTHING, signAll)) > 0;
  }
}
