import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServiceContext, type VerbInput, type VerbName, verbs } from '../src';
import { finishJob, toggle, toggleInput } from './support/changes';
import { TestFleet } from './support/fleet';
import { readyBundle } from './support/rollouts';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const reason = 'for the record';
const password = 'a password for the record';

async function person(): Promise<string> {
  return (await fleet.person('viewer')).id;
}

async function finished(): Promise<string> {
  const started = await toggle(fleet, await fleet.machine());
  await finishJob(fleet, started, 'verified');
  return started.jobId;
}

async function token(): Promise<string> {
  const made = await verbs['token.create'](fleet.as('admin'), {
    label: 'T',
    scopeId: fleet.scopeId,
    autoAccept: true,
    maxUses: 1,
    expiresInHours: 1,
  });
  return made.token.id;
}

async function schedule(): Promise<VerbInput<'reportSchedule.create'>> {
  return {
    name: randomUUID(),
    format: 'csv',
    every: 'week',
    hour: 6,
    timeZone: 'Europe/Oslo',
    to: { kind: 'webhook', url: 'https://archive.example.com/reports' },
  };
}

async function scheduled(): Promise<string> {
  return (await verbs['reportSchedule.create'](fleet.as('admin'), await schedule())).id;
}

/** A call of every verb that changes something, which does change something. */
const CHANGES: { [N in VerbName]?: () => Promise<VerbInput<N>> } = {
  'machine.toggle': async () => toggleInput(await fleet.machine()),
  'machine.observe': async () => ({ id: await fleet.machine() }),
  'machine.refuse': async () => ({ ids: [await fleet.machine({ status: 'pending' })], reason }),
  'machine.accept': async () => ({ ids: [await fleet.machine({ status: 'pending' })] }),
  'machine.setLabels': async () => ({ id: await fleet.machine(), labels: ['b', 'a', 'b'] }),
  'machine.retire': async () => ({ id: await fleet.machine(), reason }),
  'machine.delete': async () => ({
    id: await fleet.machine({ hostname: 'gone', status: 'retired' }),
    reason,
    confirmHostname: 'gone',
  }),
  'machine.releaseQuarantine': async () => ({ id: await fleet.machine({ status: 'quarantined' }), reason }),
  'rollout.pause': async () => ({ id: (await toggle(fleet, await fleet.machine())).rolloutId, reason }),
  'rollout.resume': async () => {
    const { rolloutId: id } = await toggle(fleet, await fleet.machine());
    await verbs['rollout.pause'](fleet.as('admin'), { id, reason });
    return { id, reason };
  },
  'rollout.abort': async () => ({ id: (await toggle(fleet, await fleet.machine())).rolloutId, reason }),
  'notice.save': async () => ({
    scopeId: fleet.scopeId,
    name: randomUUID(),
    texts: [{ language: 'en', title: 'T', changes: 'C' }],
  }),
  'notice.archive': async () => {
    const texts = [{ language: 'en', title: 'T', changes: 'C' }];
    const input = { scopeId: fleet.scopeId, name: randomUUID(), texts };
    return { id: (await verbs['notice.save'](fleet.as('admin'), input)).id, archived: true };
  },
  'freeze.add': async () => ({
    name: 'Year end',
    from: '2098-12-20T00:00:00Z',
    to: '2099-01-05T00:00:00Z',
    reason,
  }),
  'freeze.remove': async () => {
    const input = { name: 'New year', from: '2099-12-20T00:00:00Z', to: '2100-01-05T00:00:00Z', reason };
    return { id: (await verbs['freeze.add'](fleet.as('admin'), input)).id, reason };
  },
  'job.undo': async () => ({ jobId: await finished(), reason, idempotencyKey: randomUUID() }),
  'job.cancel': async () => ({ jobId: (await toggle(fleet, await fleet.machine())).jobId, reason }),
  'report.export': async () => ({
    rolloutId: (await toggle(fleet, await fleet.machine())).rolloutId,
    format: 'csv' as const,
  }),
  'evidence.request': async () => ({ rolloutId: (await toggle(fleet, await fleet.machine())).rolloutId }),
  'evidence.download': async () => ({ id: await readyBundle(fleet) }),
  'audit.export': async () => ({ format: 'csv' as const }),
  'view.save': async () => ({ page: 'audit' as const, name: randomUUID(), search: 'outcome=refused' }),
  'view.remove': async () => ({
    id: (
      await verbs['view.save'](fleet.as('admin'), { page: 'audit', name: randomUUID(), search: 'actor=a' })
    ).id,
  }),
  'reportLink.create': async () => ({
    rolloutId: (await toggle(fleet, await fleet.machine())).rolloutId,
    name: 'An auditor',
    expiresInDays: 7,
  }),
  'reportLink.revoke': async () => {
    const { rolloutId } = await toggle(fleet, await fleet.machine());
    const made = { rolloutId, name: 'An auditor', expiresInDays: 7 };
    return { id: (await verbs['reportLink.create'](fleet.as('admin'), made)).id };
  },
  'reportSchedule.create': schedule,
  'reportSchedule.remove': async () => ({ id: await scheduled() }),
  'reportSchedule.send': async () => ({ id: await scheduled() }),
  'token.create': async () => ({
    label: 'T',
    scopeId: fleet.scopeId,
    autoAccept: false,
    maxUses: 3,
    expiresInHours: 2,
  }),
  'token.revoke': async () => ({ id: await token() }),
  'apiToken.create': async () => ({
    name: 'N',
    role: 'viewer' as const,
    scopeIds: [],
    expiresInDays: 1,
  }),
  'user.create': async () => ({
    name: 'N',
    email: `${randomUUID()}@example.test`,
    role: 'viewer' as const,
    scopeIds: [],
    password,
  }),
  'user.setRole': async () => ({ id: await person(), role: 'auditor' as const, scopeIds: [fleet.scopeId] }),
  'user.disable': async () => ({ id: await person() }),
  'user.enable': async () => {
    const id = await person();
    await verbs['user.disable'](fleet.as('admin'), { id });
    return { id };
  },
  'user.createResetLink': async () => ({ id: await person() }),
  'scope.create': async () => ({ name: randomUUID() }),
  'settings.set': async () => ({ observeSeconds: 77, probeServer: null }),
  'brake.set': async () => ({ on: true, reason }),
};

function run(verb: VerbName, context: ServiceContext, input: unknown): Promise<unknown> {
  return (verbs[verb] as (context: ServiceContext, input: unknown) => Promise<unknown>)(context, input);
}

describe.each(Object.keys(CHANGES) as VerbName[])('%s', (verb) => {
  it('writes one entry in the transaction of the change, with who and where from', async () => {
    const input = await CHANGES[verb]!();
    const before = await fleet.countEntries();
    const context = fleet.as('admin');
    await run(verb, context, input);
    expect(await fleet.countEntries()).toBe(before + 1);
    const [entry] = await fleet.rows('select * from audit_entry order by seq desc limit 1');
    const { id, name } = fleet.people.get('admin')!;
    expect(entry).toMatchObject({
      action: verb,
      outcome: 'done',
      actor_kind: 'user',
      actor_id: id,
      actor_name: name,
      request_id: context.requestId,
      address: '192.0.2.7',
    });
  });
});

describe('the audit trail', () => {
  it('says nothing of a call that found everything as wanted', async () => {
    const id = await fleet.machine({ labels: ['a'] });
    await verbs['machine.setLabels'](fleet.as('admin'), { id, labels: ['a', 'a'] });
    await verbs['settings.set'](fleet.as('admin'), { observeSeconds: 77 });
    const token1 = await token();
    await verbs['token.revoke'](fleet.as('admin'), { id: token1 });
    const before = await fleet.countEntries();
    await verbs['token.revoke'](fleet.as('admin'), { id: token1 });
    await verbs['settings.set'](fleet.as('admin'), {});
    await verbs['brake.set'](fleet.as('admin'), { on: true, reason });
    expect(await fleet.countEntries()).toBe(before);
    expect(await fleet.entries(id)).toEqual([]);
  });

  it('takes no change when no entry can be written', async () => {
    const id = await fleet.machine();
    await fleet.admin.query('revoke insert on audit_entry from teredo_fleet_web');
    const change = verbs['machine.setLabels'](fleet.as('admin'), { id, labels: ['x'] });
    await expect(change).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(
        'Nothing was changed: the audit trail takes no entries now (the server’s',
      ),
    });
    await fleet.admin.query('grant insert on audit_entry to teredo_fleet_web');
    expect(await fleet.rows('select labels from machine where id = $1', [id])).toEqual([{ labels: [] }]);
  });

  it.each([
    ['53100', 'disk is full'],
    ['25006', 'is read-only'],
  ])('refuses the change and says why when its table answers %s', async (code, words) => {
    const id = await fleet.machine();
    await fleet.admin.query(`
      create function full_up() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = '${code}'; end $$;
      create trigger full_up before insert on audit_entry for each statement execute function full_up();`);
    for (const who of ['admin', 'viewer'] as const)
      await expect(verbs['machine.setLabels'](fleet.as(who), { id, labels: ['x'] })).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining(words),
      });
    await fleet.admin.query('drop function full_up() cascade');
    expect(await fleet.rows('select labels from machine where id = $1', [id])).toEqual([{ labels: [] }]);
  });

  it('goes on in the order of its numbers when the clock is set back', async () => {
    const id = await fleet.machine();
    const label = (name: string) => verbs['machine.setLabels'](fleet.as('admin'), { id, labels: [name] });
    await label('one');
    fleet.now -= 86_400_000;
    await label('two');
    fleet.now += 86_400_000;
    await fleet.admin.query(
      `update audit_entry set at = at + interval '1 day' where object_id = $1 and seq = (
      select min(seq) from audit_entry where object_id = $1)`,
      [id],
    );
    const { rows } = await verbs['audit.list'](fleet.as('auditor'), { filter: { object: id } });
    expect(rows.map(({ after }) => (after as { labels: string[] }).labels)).toEqual([['two'], ['one']]);
    expect(Date.parse(rows[1]!.at)).toBeGreaterThan(Date.parse(rows[0]!.at));
  });

  it('never holds a secret of a token or a password', async () => {
    const made = await verbs['token.create'](fleet.as('admin'), {
      label: 'Secret',
      scopeId: fleet.scopeId,
      autoAccept: true,
      maxUses: 1,
      expiresInHours: 1,
    });
    const secret = made.text.split('.')[2]!;
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const everything = JSON.stringify(await fleet.rows('select * from audit_entry'));
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(password);
    const stored = await fleet.rows<{ secret_hash: Buffer }>('select secret_hash from enrolment_token');
    for (const { secret_hash: hash } of stored) expect(hash).toHaveLength(32);
    expect(JSON.stringify(await verbs['token.list'](fleet.as('admin'), {}))).not.toContain(secret);
  });

  it('reads back by actor, action, object and time, page by page', async () => {
    const context = fleet.as('auditor');
    const id = await fleet.machine({ hostname: 'paged' });
    for (const label of ['1', '2', '3', '4', '5']) {
      await verbs['machine.setLabels'](fleet.as('operator'), { id, labels: [label] });
    }
    const filter = { object: id, action: 'machine.', actor: fleet.people.get('operator')!.id };
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<(typeof verbs)['audit.list']>> = await verbs['audit.list'](context, {
        filter,
        cursor,
        limit: 2,
      });
      seen.push(...page.rows.map((row) => (row.after as { labels: string[] }).labels[0]!));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
    const later = { ...filter, from: '2030-01-01T00:00:00Z' };
    expect((await verbs['audit.list'](context, { filter: later })).rows).toEqual([]);
    const first = await verbs['audit.list'](context, { filter, limit: 1 });
    await expect(
      verbs['audit.list'](context, { filter: later, cursor: first.nextCursor }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('machine.retire', () => {
  it('ends open jobs, closes the session and keeps the machine from changes', async () => {
    const id = await fleet.machine();
    const { jobId } = await toggle(fleet, id);
    expect(await verbs['machine.retire'](fleet.as('operator'), { id, reason })).toEqual({ cancelledJobs: 1 });
    expect(await fleet.rows('select state from job where id = $1', [jobId])).toEqual([
      { state: 'cancelled' },
    ]);
    expect(await fleet.rows('select kind from machine_request where machine_id = $1', [id])).toEqual([
      { kind: 'disconnect' },
    ]);
    await expect(toggle(fleet, id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('deletes only what is retired and named', async () => {
    const id = await fleet.machine({ hostname: 'real-name' });
    const remove = (confirmHostname: string) =>
      verbs['machine.delete'](fleet.as('operator'), { id, reason, confirmHostname });
    await expect(remove('real-name')).rejects.toMatchObject({ code: 'conflict' });
    await verbs['machine.retire'](fleet.as('operator'), { id, reason });
    await expect(remove('other')).rejects.toMatchObject({ code: 'invalid' });
    await fleet.observe(id);
    await remove('real-name');
    expect(await fleet.rows('select 1 from machine where id = $1', [id])).toEqual([]);
    expect(await fleet.rows('select 1 from machine_facts where machine_id = $1', [id])).toEqual([]);
    expect((await fleet.entries(id)).map((entry) => entry.action)).toContain('machine.delete');
  });
});
