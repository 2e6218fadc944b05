import type { Observation } from '@teredo-fleet/teredo';
import type { Transaction } from '../core/transaction';

export interface SeenMachine {
  observation: Observation;
  observedAt: Date;
  receivedAt: Date;
}

/** The newest observation of a machine; only checked ones are ever stored. */
export async function newestObservation(tx: Transaction, machineId: string): Promise<SeenMachine | null> {
  const facts = await tx.machineFacts.findUnique({
    where: { machineId },
    select: { observation: true, observedAt: true, receivedAt: true },
  });
  return facts === null ? null : { ...facts, observation: facts.observation as unknown as Observation };
}
