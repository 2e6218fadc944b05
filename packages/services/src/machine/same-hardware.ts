import { sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import type { MachineStatus, SameHardware } from '../views';
import { machineScope } from './machine-source';

interface Row {
  id: string;
  hostname: string;
  status: MachineStatus;
  enrolled_at: Date;
  connected: boolean | null;
  last_seen_at: Date | null;
}

const NEWEST = 5;

/** Other machines that said the same hardware id, as far as the caller may see them, newest enrolment first. */
export async function sameHardware(
  { tx, scopes }: Call,
  machine: { id: string; hardwareId: string },
): Promise<SameHardware[]> {
  const rows = await tx.$queryRaw<Row[]>(sql`
    select m.id, m.hostname, m.status, m.enrolled_at, c.connected, c.last_seen_at
    from machine m left join machine_contact c on c.machine_id = m.id
    where m.hardware_id = ${machine.hardwareId} and m.id <> ${machine.id}::uuid and ${machineScope(scopes)}
    order by m.enrolled_at desc, m.id limit ${NEWEST}`);
  return rows.map(({ id, hostname, status, enrolled_at: enrolledAt, connected, last_seen_at: seenAt }) => ({
    id,
    hostname,
    status,
    enrolledAt: iso(enrolledAt),
    connected: connected ?? false,
    lastSeenAt: isoOrNull(seenAt),
  }));
}
