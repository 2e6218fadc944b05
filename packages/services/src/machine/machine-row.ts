import { type Sql, sql } from '@teredo-fleet/db';
import { type JobState, TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import type { DiagnosisSeverity, MachineRole } from '@teredo-fleet/teredo';
import { iso, isoOrNull } from '../core/instants';
import type { Transaction } from '../core/transaction';
import type { ContactState, MachineRow, MachineStatus, Waiting } from '../views';
import { agentAge } from './agent-age';
import { diagnosisTitle } from './diagnosis-title';

/** Columns of one row of a list, from MACHINE_SOURCE. */
export function machineColumns(contact: Sql): Sql {
  return sql`
    m.id, m.hostname, m.labels, m.scope_id, s.name as scope_name, m.status, m.status_reason, m.simulated, m.platform,
    m.agent_version, m.enrolled_at, ${contact} as contact, c.last_seen_at, f.os_name, f.configured_type, f.configured_set_by,
    f.effective_state, f.role, f.reachable, f.teredo_address, f.diagnosis_code, f.severity`;
}

export interface MachineRecord {
  id: string;
  hostname: string;
  labels: string[];
  scope_id: string;
  scope_name: string;
  status: MachineStatus;
  status_reason: string | null;
  simulated: boolean;
  platform: string;
  agent_version: string;
  enrolled_at: Date;
  contact: ContactState;
  last_seen_at: Date | null;
  os_name: string | null;
  configured_type: string | null;
  configured_set_by: string | null;
  effective_state: string | null;
  role: MachineRole | null;
  reachable: 'yes' | 'no' | 'unknown' | null;
  teredo_address: string | null;
  diagnosis_code: string | null;
  severity: DiagnosisSeverity | null;
}

type ActiveJob = NonNullable<MachineRow['activeJob']>;

/** The newest job of each machine that is not at its end. */
export async function activeJobs(
  tx: Transaction,
  machineIds: readonly string[],
): Promise<Map<string, ActiveJob>> {
  if (machineIds.length === 0) return new Map();
  const rows = await tx.job.findMany({
    where: { machineId: { in: [...machineIds] }, state: { notIn: [...TERMINAL_JOB_STATES] } },
    select: { id: true, rolloutId: true, state: true, machineId: true },
    orderBy: { createdAt: 'asc' },
  });
  return new Map(
    rows.map(({ machineId, id, rolloutId, state }) => [
      machineId,
      { id, rolloutId, state: state as JobState },
    ]),
  );
}

function diagnosisOf({ diagnosis_code: code, severity }: MachineRecord): MachineRow['diagnosis'] {
  if (code === null || severity === null) return null;
  return { code, severity, title: diagnosisTitle(code) };
}

export function machineRow(
  record: MachineRecord,
  {
    activeJob,
    waiting,
    serverVersion,
  }: { activeJob: ActiveJob | undefined; waiting: Waiting | undefined; serverVersion: string },
): MachineRow {
  return {
    id: record.id,
    hostname: record.hostname,
    labels: record.labels,
    scope: { id: record.scope_id, name: record.scope_name },
    status: record.status,
    statusReason: record.status_reason,
    contact: record.contact,
    lastSeenAt: isoOrNull(record.last_seen_at),
    simulated: record.simulated,
    platform: record.platform,
    osName: record.os_name,
    agentVersion: record.agent_version,
    agentAge: agentAge(record.agent_version, serverVersion),
    configuredType: record.configured_type,
    configuredSetBy: record.configured_set_by,
    effectiveState: record.effective_state,
    role: record.role,
    reachable: record.reachable,
    teredoAddress: record.teredo_address,
    diagnosis: diagnosisOf(record),
    activeJob: activeJob ?? null,
    enrolledAt: iso(record.enrolled_at),
    waiting: waiting ?? null,
  };
}
