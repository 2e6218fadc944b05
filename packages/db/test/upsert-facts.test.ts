import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FactsInput, upsertFacts } from '../src';
import { MAX_HISTORY_AN_HOUR } from '../src/queries/upsert-facts';
import { createTestDatabase, insertMachine, type TestDatabase } from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = () => db.pool('admin');
const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second));

const facts = (
  machineId: string,
  second: number,
  state: string,
  rest: Partial<FactsInput> = {},
): FactsInput => ({
  machineId,
  observedAt: at(second),
  receivedAt: at(second + 1),
  reason: 'change',
  observation: { state, text: `"quoted", {braces}, \\ and, commas; é漢` },
  clockSkewMs: null,
  observationHash: createHash('sha256').update(state).digest(),
  osFamily: 'linux',
  osName: 'Debian GNU/Linux 12',
  configuredType: 'client',
  configuredSetBy: 'local',
  effectiveState: state,
  reachable: 'unknown',
  teredoAddress: null,
  diagnosisCode: 'dormant',
  severity: 'ok',
  role: 'unknown',
  server: null,
  findings: [],
  ...rest,
});

const take = (...inputs: FactsInput[]) => upsertFacts(db.pool('gateway'), inputs);

async function known(machineId: string) {
  const { rows } = await admin().query('select * from machine_facts where machine_id = $1', [machineId]);
  return rows[0];
}

async function history(machineId: string): Promise<string[]> {
  const { rows } = await admin().query<{ state: string }>(
    `select observation ->> 'state' as state from observation_history where machine_id = $1 order by observed_at`,
    [machineId],
  );
  return rows.map((row) => row.state);
}

it.each([
  ['the client says', { effective: { nat: 'cone' }, reachable: { probe: { nat: 'restricted' } } }, 'cone'],
  [
    'the probe says where the client says nothing',
    { effective: { nat: null }, reachable: { probe: { nat: 'symmetric' } } },
    'symmetric',
  ],
  ['nobody says', { effective: { nat: null }, reachable: { probe: null } }, 'unknown'],
])('keeps the NAT that %s, now and in what was, with the server', async (_, observation, nat) => {
  const { id } = await insertMachine(admin());
  await take(facts(id, 1, 'dormant', { observation, server: 'teredo.example.net' }));
  expect(await known(id)).toMatchObject({ nat });
  const { rows } = await admin().query('select nat, server from machine_past where machine_id = $1', [id]);
  expect(rows).toEqual([{ nat, server: 'teredo.example.net' }]);
});

it('keeps the first observation as facts and as history', async () => {
  const { id, scopeId } = await insertMachine(admin());
  const input = facts(id, 1, 'dormant', { teredoAddress: '2001:0:c000:201::1' });
  expect(await take(input)).toEqual([{ machineId: id, changed: true }]);
  expect(await known(id)).toMatchObject({
    scope_id: scopeId,
    observation: input.observation,
    observed_at: at(1),
    received_at: at(2),
    changed_at: at(2),
    teredo_address: '2001:0:c000:201::1',
  });
  expect(await history(id)).toEqual(['dormant']);
});

it('makes history only of a change', async () => {
  const { id } = await insertMachine(admin());
  await take(facts(id, 1, 'dormant'));
  expect(await take(facts(id, 2, 'dormant'))).toEqual([{ machineId: id, changed: false }]);
  expect(await known(id)).toMatchObject({ observed_at: at(2), changed_at: at(2) });
  expect(await take(facts(id, 3, 'qualified'))).toEqual([{ machineId: id, changed: true }]);
  expect(await known(id)).toMatchObject({
    observed_at: at(3),
    changed_at: at(4),
    effective_state: 'qualified',
  });
  expect(await history(id)).toEqual(['dormant', 'qualified']);
});

it('lets an older observation change nothing', async () => {
  const { id } = await insertMachine(admin());
  await take(facts(id, 5, 'qualified'));
  expect(await take(facts(id, 4, 'offline'), facts(id, 5, 'offline'))).toEqual([]);
  expect(await known(id)).toMatchObject({ effective_state: 'qualified' });
  expect(await history(id)).toEqual(['qualified']);
});

it('keeps every change within a batch, whatever its order', async () => {
  const [one, two] = [await insertMachine(admin()), await insertMachine(admin())];
  const taken = await take(
    facts(one.id, 3, 'offline'),
    facts(two.id, 1, 'dormant'),
    facts(one.id, 1, 'offline'),
    facts(one.id, 2, 'qualified'),
    facts(one.id, 4, 'offline'),
  );
  expect(taken).toHaveLength(2);
  expect(await history(one.id)).toEqual(['offline', 'qualified', 'offline']);
  expect(await known(one.id)).toMatchObject({
    effective_state: 'offline',
    observed_at: at(4),
    changed_at: at(4),
  });
});

it('is not shut out by a clock that ran ahead', async () => {
  const { id } = await insertMachine(admin());
  await take(facts(id, 50, 'offline', { receivedAt: at(10) }));
  await take(facts(id, 12, 'qualified'));
  expect(await known(id)).toMatchObject({ effective_state: 'qualified' });
});

it('takes nothing from a retired machine', async () => {
  const { id } = await insertMachine(admin(), { status: 'retired' });
  expect(await take(facts(id, 1, 'dormant'))).toEqual([]);
});

it('never deadlocks when servers take the same machines in opposite order', async () => {
  const machines = await Promise.all(Array.from({ length: 30 }, () => insertMachine(admin())));
  const batch = (second: number, ids: string[]) =>
    take(...ids.map((id) => facts(id, second, `state-${second}`)));
  const ids = machines.map((machine) => machine.id);
  await Promise.all(
    Array.from({ length: 10 }, (_, n) => batch(n + 1, n % 2 === 0 ? ids : [...ids].reverse())),
  );
  expect(await known(ids[0] ?? '')).toMatchObject({ observed_at: at(10) });
});

it('keeps the newest facts of a machine that changes without end, and not each of them as history', async () => {
  const { id } = await insertMachine(admin());
  const flapping = Array.from({ length: 600 }, (_, n) => facts(id, n, `state-${n}`));
  await take(...flapping.slice(0, 300));
  await take(...flapping.slice(300));
  expect(await history(id)).toHaveLength(MAX_HISTORY_AN_HOUR);
  expect(await known(id)).toMatchObject({ effective_state: 'state-599' });
  await take(facts(id, 2 * 3600, 'calm'));
  expect((await history(id)).at(-1)).toBe('calm');
});

describe('what a rule says of a machine', () => {
  const verdicts = async (machineId: string) =>
    (
      await admin().query(
        'select rule_id, verdict, since, until from machine_finding where machine_id = $1 order by rule_id, since',
        [machineId],
      )
    ).rows.map(({ rule_id, verdict, since, until }) => [rule_id, verdict, since, until]);

  it('stands from the first observation on that says so until one says otherwise, and is kept', async () => {
    const { id } = await insertMachine(admin());
    const say = (second: number, findings: string[], state = 'dormant') =>
      take(facts(id, second, state, { findings }));
    await say(1, ['one@1=pass', 'two@1=finding']);
    await say(2, ['one@1=pass', 'two@1=finding'], 'qualified');
    await say(3, ['one@1=finding', 'two@1=finding']);
    await say(4, ['one@1=pass', 'two@1=finding']);
    expect(await verdicts(id)).toEqual([
      ['one', 'pass', at(1), at(3)],
      ['one', 'finding', at(3), at(4)],
      ['one', 'pass', at(4), null],
      ['two', 'finding', at(1), null],
    ]);
  });

  it('is what the newest of a batch says, and nothing changes by an older one', async () => {
    const { id } = await insertMachine(admin());
    await take(
      facts(id, 5, 'dormant', { findings: ['one@1=pass'] }),
      facts(id, 7, 'offline', { findings: ['one@1=finding'] }),
      facts(id, 6, 'dormant', { findings: ['one@1=unknown'] }),
    );
    await take(facts(id, 3, 'dormant', { findings: ['one@1=pass'] }));
    expect(await verdicts(id)).toEqual([['one', 'finding', at(7), null]]);
  });

  it('begins with the observation that a new rule looked at first', async () => {
    const { id } = await insertMachine(admin());
    await take(facts(id, 1, 'dormant', { findings: ['one@1=pass'] }));
    await take(facts(id, 2, 'dormant', { findings: ['one@1=pass', 'three@1=unknown'] }));
    expect(await verdicts(id)).toEqual([
      ['one', 'pass', at(1), null],
      ['three', 'unknown', at(2), null],
    ]);
  });

  it('begins anew with a version of the rule that means something else', async () => {
    const { id } = await insertMachine(admin());
    await take(facts(id, 1, 'dormant', { findings: ['one@1=finding'] }));
    await take(facts(id, 2, 'dormant', { findings: ['one@2=finding'] }));
    expect(await verdicts(id)).toEqual([
      ['one', 'finding', at(1), at(2)],
      ['one', 'finding', at(2), null],
    ]);
  });

  it('goes with the machine', async () => {
    const { id } = await insertMachine(admin());
    await take(facts(id, 1, 'dormant', { findings: ['one@1=pass'] }));
    await admin().query('delete from machine where id = $1', [id]);
    expect(await verdicts(id)).toEqual([]);
  });
});
