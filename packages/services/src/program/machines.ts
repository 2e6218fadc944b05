import { joinSql, sql } from '@teredo-fleet/db';
import { decodeCursor, encodeCursor } from '../core/cursor';
import { defineQuery } from '../core/define-verb';
import { canonicalText } from '../core/sha256';
import { NAME } from '../machine/machine-order';
import { findProgram } from './find-program';
import { PROGRAM_SOURCE, programsInScope } from './program-sql';
import { type ProgramRecord, programState } from './program-state';

interface MachineRecord extends ProgramRecord {
  id: string;
  hostname: string;
  scope_id: string;
  scope_name: string;
  labels: string[];
}

/** The machines that a program is looked at on, by name and page by page, each with what is said of it there and why. */
export const listProgramMachines = defineQuery('program.machines', async (call, asked) => {
  const { tx, scopes, context } = call;
  const { id, verdict = null, cursor, limit } = asked;
  await findProgram(call, id);
  const { cursorSecret } = context.ports.keys;
  const list = `program.machines ${canonicalText({ id, verdict })}`;
  const [name, machineId] = cursor ? decodeCursor(cursorSecret, list, cursor) : [null, null];
  const where = [
    programsInScope(scopes),
    sql`n.id = ${id}::uuid`,
    ...(verdict === null
      ? []
      : [verdict === 'not-told' ? sql`p.machine_id is null` : sql`p.verdict = ${verdict}`]),
    ...(name === null ? [] : [sql`(${NAME}, m.id) > (${name}::text collate "C", ${machineId}::uuid)`]),
  ];
  const found = await tx.$queryRaw<MachineRecord[]>(sql`
    select m.id, m.hostname, m.scope_id, s.name as scope_name, m.labels, p.report, p.since, p.reported_at
    from ${PROGRAM_SOURCE} join scope s on s.id = m.scope_id
    where ${joinSql(where, ' and ')}
    order by ${NAME}, m.id limit ${limit + 1}`);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map((record) => ({
      machine: {
        id: record.id,
        hostname: record.hostname,
        scope: { id: record.scope_id, name: record.scope_name },
        labels: record.labels,
      },
      ...programState(record),
    })),
    nextCursor:
      last === undefined ? null : encodeCursor(cursorSecret, list, [last.hostname.toLowerCase(), last.id]),
  };
});
