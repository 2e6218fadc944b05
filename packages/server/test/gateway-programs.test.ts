import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type GatewayBench, startGatewayBench } from './support/gateway-bench';
import { connect, enrolMachine } from './support/test-machine';

let bench: GatewayBench;
beforeAll(async () => {
  bench = await startGatewayBench();
});
afterAll(() => bench.stop());

const query = async (text: string, values: unknown[] = []) =>
  (await bench.database.pool('admin').query(text, values)).rows;
const wake = () => query(`select pg_notify('teredo_wake', 'gateway')`);
const nameProgram = async (path: string): Promise<string> =>
  (
    await query(
      `insert into named_program (path, system, created_by_id) values ($1, 'linux', 'ada') returning id`,
      [path],
    )
  )[0].id;
beforeEach(() => query('delete from named_program'));

describe.each(['ws', 'poll'] as const)('at the door %s', (door) => {
  it('a machine is told what it is to look at, again when that changes, and that there is nothing any more', async () => {
    const machine = await enrolMachine(bench, door);
    const one = await nameProgram('/opt/one.exe');
    const session = await connect(bench, machine, { door });
    const first = [{ id: one, path: '/opt/one.exe' }];
    expect(await session.next('programs')).toEqual({ type: 'programs', programs: first });
    const two = await nameProgram('/opt/two.exe');
    await wake();
    const both = [...first, { id: two, path: '/opt/two.exe' }];
    expect((await session.next('programs')).programs).toEqual(both);
    await query('update named_program set removed_at = now() where id = $1', [two]);
    await wake();
    expect((await session.next('programs')).programs).toEqual(first);
    await query('update named_program set removed_at = now()');
    await wake();
    expect((await session.next('programs')).programs).toEqual([]);
    session.close();
  });

  it('a machine for which none is named hears nothing of programs', async () => {
    const session = await connect(bench, await enrolMachine(bench, door), { door });
    await wake();
    session.send({ type: 'observation', n: 1, observedAt: Date.now(), reason: 'connect', observation: {} });
    session.send({ type: 'heartbeat' });
    session.close();
    expect(session.received.filter(({ type }) => type === 'programs')).toEqual([]);
  });

  it('what it tells is judged and kept, with what a newer agent says that is not known here', async () => {
    const machine = await enrolMachine(bench, door);
    const session = await connect(bench, machine, { door });
    const one = await nameProgram('/opt/one.exe');
    const two = await nameProgram('/opt/two.exe');
    const report = {
      type: 'program-report',
      at: Date.now(),
      outcome: 'inspected',
      file: { size: 4096, modifiedAt: 1 },
      exception: 'not-applicable',
      facts: {
        kind: 'pe',
        machine: 'x86',
        isManaged: false,
        libraries: ['ws2_32.dll'],
        socketFunctions: [
          { name: 'gethostbyname', library: 'ws2_32.dll', kind: 'ipv4-only', isDelayed: false, ordinal: 52 },
        ],
        gap: null,
        protectionLevel: null,
      },
    };
    session.send({ ...report, n: 1, programId: one });
    expect((await session.next('ack')).ns).toEqual([1]);
    const odd = { outcome: 'of-another-age', exception: 'as-you-like', facts: { kind: 'wasm' } };
    session.send({ ...report, ...odd, n: 2, programId: two });
    expect((await session.next('ack')).ns).toEqual([2]);
    const kept = await query(
      `select program_id, verdict, report ->> 'outcome' as outcome, report ->> 'exception' as exception
       from machine_program where machine_id = $1 order by program_id`,
      [machine.machineId],
    );
    expect(kept).toEqual([
      { program_id: one, verdict: 'not-ready', outcome: 'inspected', exception: 'not-applicable' },
      { program_id: two, verdict: 'not-read', outcome: 'unreadable', exception: 'unknown' },
    ]);
    session.close();
  });
});
