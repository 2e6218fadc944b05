import { claimUnsignedJobs, inPoolTransaction, type UnsignedJob } from '@teredo-fleet/db';
import type { TestFleet } from './fleet';

const EVERYTHING = { scopes: '*', userId: null } as const;

/** What the signer finds to sign, as it finds it. */
export function unsignedJobs(fleet: TestFleet, limit = 1_000): Promise<UnsignedJob[]> {
  return inPoolTransaction(fleet.database.pool('signer'), EVERYTHING, (db) => claimUnsignedJobs(db, limit));
}

/** The same of one rollout. */
export async function unsignedJobsOf(fleet: TestFleet, rolloutId: string): Promise<UnsignedJob[]> {
  return (await unsignedJobs(fleet)).filter((job) => job.rolloutId === rolloutId);
}
