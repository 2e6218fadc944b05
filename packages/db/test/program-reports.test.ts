import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProgramReportInput, programsForMachines, recordProgramReports } from '../src';
import { createTestDatabase, insertMachine, insertScope, type TestDatabase } from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = () => db.pool('admin');
const minutes = (count: number) => new Date(Date.UTC(2026, 0, 1, 12, count));

async function nameProgram(about: { path?: string; scopeId?: string; label?: string } = {}): Promise<string> {
  const { path = `/opt/${Math.random()}.exe`, scopeId = null, label = null } = about;
  const system = path.startsWith('/') ? 'linux' : 'windows';
  const { rows } = await admin().query(
    `insert into named_program (path, system, scope_id, label, created_by_id) values ($1, $2, $3, $4, 'ada') returning id`,
    [path, system, scopeId, label],
  );
  return rows[0].id;
}
const record = (...reports: ProgramReportInput[]) => recordProgramReports(db.pool('gateway'), reports);
const report = (machineId: string, programId: string, about: Partial<ProgramReportInput> = {}) => ({
  machineId,
  programId,
  verdict: 'ready' as const,
  report: { outcome: 'inspected' },
  receivedAt: minutes(0),
  ...about,
});
async function history(machineId: string) {
  const { rows } = await admin().query(
    `select verdict, since, until, reported_at as told, report from machine_program where machine_id = $1 order by since`,
    [machineId],
  );
  return rows;
}

describe('what a machine tells of a program', () => {
  it('is kept, and told again it only says that it still is so', async () => {
    const { id } = await insertMachine(admin());
    const program = await nameProgram();
    expect(await record(report(id, program))).toEqual([id]);
    expect(await record(report(id, program, { receivedAt: minutes(60) }))).toEqual([]);
    expect(await history(id)).toMatchObject([
      { verdict: 'ready', since: minutes(0), until: null, told: minutes(60) },
    ]);
  });

  it('becomes history where it is otherwise', async () => {
    const { id } = await insertMachine(admin());
    const program = await nameProgram();
    await record(report(id, program));
    const other = { verdict: 'missing', report: { outcome: 'missing' }, receivedAt: minutes(30) } as const;
    expect(await record(report(id, program, other))).toEqual([id]);
    expect(await history(id)).toMatchObject([
      { verdict: 'ready', since: minutes(0), until: minutes(30) },
      { verdict: 'missing', since: minutes(30), until: null },
    ]);
  });

  it('is put right in its place where it changes at once, so that nobody fills the history by being quick', async () => {
    const { id } = await insertMachine(admin());
    const program = await nameProgram();
    await record(report(id, program));
    for (let minute = 1; minute < 10; minute += 1)
      await record(report(id, program, { report: { minute }, receivedAt: minutes(minute) }));
    expect(await history(id)).toMatchObject([{ since: minutes(0), until: null, report: { minute: 9 } }]);
  });

  it('counts the last of a batch', async () => {
    const { id } = await insertMachine(admin());
    const program = await nameProgram();
    await record(report(id, program), report(id, program, { verdict: 'missing', report: {} }));
    expect(await history(id)).toMatchObject([{ verdict: 'missing' }]);
  });

  it('changes nothing of a program that is not named for it', async () => {
    const { id } = await insertMachine(admin());
    const ofWindows = await nameProgram({ path: 'C:\\chat.exe' });
    const ofLabel = await nameProgram({ label: 'games' });
    const ofScope = await nameProgram({ scopeId: await insertScope(admin()) });
    const removed = await nameProgram();
    await admin().query('update named_program set removed_at = now() where id = $1', [removed]);
    const nobodys = '01890a5d-ac96-774b-bcce-b302099a8057';
    const told = [ofWindows, ofLabel, ofScope, removed, nobodys].map((program) => report(id, program));
    expect(await record(...told)).toEqual([]);
    expect(await history(id)).toEqual([]);
  });

  it('goes with its machine', async () => {
    const { id } = await insertMachine(admin());
    await record(report(id, await nameProgram()));
    await admin().query('delete from machine where id = $1', [id]);
    expect(await history(id)).toEqual([]);
  });
});

describe('the programs of a machine', () => {
  it('are those of its system, scope and label, and none of a machine that is not active', async () => {
    const { id } = await insertMachine(admin());
    const pending = await insertMachine(admin(), { status: 'pending' });
    await admin().query(`update machine set labels = '{games}' where id = $1`, [id]);
    const scopeId = (await admin().query('select scope_id from machine where id = $1', [id])).rows[0]
      .scope_id;
    await admin().query('delete from named_program');
    const wanted = [
      await nameProgram({ path: '/opt/a.exe' }),
      await nameProgram({ path: '/opt/b.exe', label: 'games' }),
      await nameProgram({ path: '/opt/c.exe', scopeId }),
    ];
    await nameProgram({ path: 'C:\\a.exe' });
    await nameProgram({ path: '/opt/d.exe', label: 'office' });
    const found = await programsForMachines(db.pool('gateway'), [id, pending.id]);
    expect(found.map((one) => one.machineId)).toEqual([id, id, id]);
    expect(found.map((one) => one.id)).toEqual(wanted);
    await admin().query(`update machine set platform = 'wsh' where id = $1`, [id]);
    expect(await programsForMachines(db.pool('gateway'), [id])).toMatchObject([{ path: 'C:\\a.exe' }]);
  });
});
