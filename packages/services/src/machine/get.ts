import { sql } from '@teredo-fleet/db';
import {
  type DesiredState,
  decodeTeredoAddress,
  diagnoseHistory,
  type Observation,
  unmetFacts,
  whoDecides,
} from '@teredo-fleet/teredo';
import { isClockWrong } from '../agent/clock-skew';
import { readMachineUpdate } from '../agent-update/machine-update';
import { type Call, defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { NotFoundError } from '../errors';
import { readSettings } from '../settings/settings-store';
import { machineServer } from '../teredo-server/machine-server';
import type { DecodedTeredoAddress, MachineDetail } from '../views';
import { applicationsOf } from './applications';
import { findingsOf } from './findings';
import { looksAt } from './looks';
import { activeJobs, type MachineRecord, machineColumns, machineRow } from './machine-row';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from './machine-source';
import { sameHardware } from './same-hardware';
import { waitingFacts, waitingOf } from './waiting-facts';

interface DetailRecord extends MachineRecord {
  time_zone: string | null;
  hardware_id: string;
  door: 'ws' | 'poll' | null;
  remote: string | null;
  observation: Observation | null;
  observed_at: Date | null;
  received_at: Date | null;
  clock_skew_ms: bigint | null;
  desired: DesiredState | null;
  desired_rollout_id: string | null;
  desired_set_at: Date | null;
}

async function findRecord({ tx, scopes, now }: Call, id: string): Promise<DetailRecord> {
  const { intervals } = await readSettings(tx);
  const contact = contactExpression(staleBefore(now, intervals.observeSeconds));
  const [record] = await tx.$queryRaw<DetailRecord[]>(sql`
    select ${machineColumns(contact)}, m.time_zone, m.hardware_id, c.door, c.remote,
      f.observation, f.observed_at, f.received_at, f.clock_skew_ms, d.desired, d.rollout_id as desired_rollout_id,
      d.set_at as desired_set_at
    from ${MACHINE_SOURCE}
    left join machine_desired d on d.machine_id = m.id
    where m.id = ${id}::uuid and ${machineScope(scopes)}`);
  if (record === undefined) throw new NotFoundError('machine');
  return record;
}

function decoded(address: string | null): DecodedTeredoAddress | null {
  const parts = address === null ? null : decodeTeredoAddress(address);
  if (parts === null) return null;
  const { server, clientIPv4, udpPort, flags, clientIsPrivate } = parts;
  return { address: parts.address, server, clientIPv4, udpPort, cone: flags.cone, clientIsPrivate };
}

function desiredOf(record: DetailRecord): MachineDetail['desired'] {
  const { desired, desired_rollout_id: rolloutId, desired_set_at: setAt } = record;
  return desired === null || rolloutId === null || setAt === null
    ? null
    : { state: desired, rolloutId, setAt: iso(setAt) };
}

function clockOf({ clock_skew_ms: skew }: DetailRecord): MachineDetail['clock'] {
  const skewMs = skew === null ? null : Number(skew);
  return skewMs === null ? null : { skewMs, wrong: isClockWrong(skewMs) };
}

async function diagnosesOf({ tx }: Call, record: DetailRecord): Promise<MachineDetail['diagnoses']> {
  const { id: machineId, observation, observed_at: observedAt } = record;
  if (observation === null || observedAt === null) return [];
  return diagnoseHistory(await looksAt(tx, { machineId, observation, observedAt }));
}

async function verdictsOf(call: Call, record: DetailRecord): Promise<MachineDetail['findings']> {
  const { id, scope_id: scopeId, hostname, labels, observation, observed_at: observedAt } = record;
  if (observation === null || observedAt === null) return [];
  return findingsOf(call, { machine: { id, scopeId, hostname, labels }, observation, observedAt });
}

/** Everything about one machine: what it is beside what it should be. */
export const getMachine = defineQuery('machine.get', async (call, { id }) => {
  const record = await findRecord(call, id);
  const jobs = await activeJobs(call.tx, [id]);
  const { observation, desired } = record;
  return {
    ...machineRow(record, {
      activeJob: jobs.get(id),
      waiting: (await waitingFacts(call, waitingOf([record]))).get(id),
      serverVersion: call.context.ports.serverVersion,
    }),
    timeZone: record.time_zone,
    hardwareId: record.hardware_id,
    door: record.door,
    remote: record.remote,
    clock: clockOf(record),
    observation,
    observedAt: isoOrNull(record.observed_at),
    receivedAt: isoOrNull(record.received_at),
    desired: desiredOf(record),
    drift: observation === null || desired === null ? [] : unmetFacts(observation, desired),
    decodedAddress: decoded(record.teredo_address),
    sameHardware: await sameHardware(call, { id, hardwareId: record.hardware_id }),
    teredoServer: await machineServer(call, observation),
    diagnoses: await diagnosesOf(call, record),
    findings: await verdictsOf(call, record),
    applications: await applicationsOf(call.tx, id),
    agentUpdate: await readMachineUpdate(call.tx, id),
    decision: observation === null ? null : whoDecides(observation),
  };
});
