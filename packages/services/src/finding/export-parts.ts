import { TooManyReadersError } from '@teredo-fleet/db';
import { observationSchema } from '../agent/observation-schema';
import type { ServiceContext } from '../core/context';
import type { FilePart } from '../core/recorded-file';
import { UnavailableError } from '../errors';
import type { StoredOwnRule } from '../own-rule/stored-rule';
import { findingRows } from './finding-rows';
import type { FindingsFormat, FindingsHead, MachineRows } from './findings-as-text';
import { type FindingsReading, type ReadMachine, readFindings } from './read-findings';

const BUSY = 'Several people export findings now. Try again when one is done.';

/** What goes into a file, and what the file says of itself. */
export interface Wanted {
  reading: FindingsReading;
  head: FindingsHead;
  own: readonly StoredOwnRule[];
  /** Whether something was left out by choice: then machines without a row are, too. */
  narrowed: boolean;
}

function machineRows(machine: ReadMachine, { head, own, narrowed, reading }: Wanted): MachineRows[] {
  const { rules, verdicts } = head;
  const rows = findingRows(machine, { rules, verdicts, own, at: reading.at });
  const { id, hostname, labels, scope, observedAt } = machine;
  const silent = machine.observation === null && machine.verdicts === null;
  if (narrowed && rows.length === 0) return [];
  return [{ machine: { id, hostname, labels, scope }, silent, observedAt, rows }];
}

/** What was told to an earlier version, and is not read by this one, is there and gives no words. */
function asReadNow(machine: ReadMachine): ReadMachine {
  if (machine.observation === null) return machine;
  const read = observationSchema.safeParse({ ...machine.observation, evidence: [] });
  return { ...machine, observation: read.success ? read.data : null };
}

/**
 * Machines with their verdicts, as they were at one moment.
 *
 * @throws UnavailableError where as many files are read already as may be at once.
 */
export async function* readMachines(
  { pool }: ServiceContext,
  { reading }: Wanted,
): AsyncGenerator<ReadMachine[]> {
  try {
    for await (const machines of readFindings(pool, reading))
      yield reading.isPast ? machines.map(asReadNow) : machines;
  } catch (error) {
    if (!(error instanceof TooManyReadersError)) throw error;
    throw new UnavailableError(BUSY);
  }
}

/** The pieces of a file in one format. */
export async function* partsOf(
  context: ServiceContext,
  format: FindingsFormat,
  wanted: Wanted,
): AsyncGenerator<FilePart> {
  const { head } = wanted;
  yield { text: format.head(head), rows: 0 };
  let isFirst = true;
  for await (const read of readMachines(context, wanted)) {
    const machines = read.flatMap((one) => machineRows(one, wanted));
    if (machines.length === 0) continue;
    const text = format.machines(machines, head, isFirst);
    isFirst = false;
    yield { text, rows: machines.reduce((sum, { rows }) => sum + rows.length, 0) };
  }
  yield { text: format.tail(head, isFirst), rows: 0 };
}
