import { sql } from '@teredo-fleet/db';
import { LOOKS_CONSIDERED, type Observation } from '@teredo-fleet/teredo';
import type { Transaction } from '../core/transaction';

/** A machine as it is now. */
export interface NewestLook {
  machineId: string;
  observation: Observation;
  observedAt: Date;
}

interface EarlierRecord {
  observation: Omit<Observation, 'evidence'>;
}

/**
 * The looks at a machine that a diagnosis asks for, the newest first: what it is, then what it was each time that this
 * changed. A state that lasts is there twice, when it was first and when it was last seen. The earlier ones come without
 * their raw text.
 */
export async function looksAt(tx: Transaction, newest: NewestLook): Promise<Observation[]> {
  const earlier = await tx.$queryRaw<EarlierRecord[]>(sql`
    select observation - 'evidence' as observation from observation_history
    where machine_id = ${newest.machineId}::uuid and observed_at < ${newest.observedAt}
    order by received_at desc, observed_at desc limit ${LOOKS_CONSIDERED - 1}`);
  return [newest.observation, ...earlier.map(({ observation }) => ({ ...observation, evidence: [] }))];
}
