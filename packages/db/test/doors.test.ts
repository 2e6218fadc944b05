import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aliveServerProcesses,
  beatServerProcess,
  bindPollSession,
  closePollSession,
  notify,
  openPollSession,
  prunePollSessions,
  pruneServerProcesses,
  readPollSession,
  removeServerProcess,
  storePollReply,
  takePollFrame,
  useEnrolmentToken,
  writeAudit,
} from '../src';
import { createTestDatabase, everythingScope, insertMachine, type TestDatabase } from '../src/testing';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const admin = () => db.pool('admin');
const gateway = () => db.pool('gateway');
const LIMITS = { unusedSeconds: 300, unprovenSeconds: 120 };

describe('enrolment token', () => {
  const secretHash = createHash('sha256').update('secret').digest();

  async function token(
    rest: { maxUses?: number; expires?: string; revoked?: boolean } = {},
  ): Promise<string> {
    const id = randomUUID();
    await admin().query(
      `insert into enrolment_token (id, scope_id, secret_hash, label, auto_accept, max_uses, expires_at, revoked_at, created_by_id)
       values ($1, $2, $3, 'office', true, $4, now() + $5::interval, case when $6 then now() end, 'someone')`,
      [
        id,
        await everythingScope(admin()),
        secretHash,
        rest.maxUses ?? 1,
        rest.expires ?? '1 hour',
        rest.revoked ?? false,
      ],
    );
    return id;
  }
  const use = (id: string, hash = secretHash) =>
    useEnrolmentToken(gateway(), { tokenId: id, secretHash: hash, ofScope: null });

  it('lets a machine in and says where it belongs', async () => {
    expect(await use(await token())).toEqual({
      ok: true,
      scopeId: await everythingScope(admin()),
      autoAccept: true,
      label: 'office',
    });
  });

  it('is used up after its uses, however many come at once', async () => {
    const id = await token({ maxUses: 3 });
    const uses = await Promise.all(Array.from({ length: 10 }, () => use(id)));
    expect(uses.filter((one) => one.ok)).toHaveLength(3);
    expect(uses.filter((one) => !one.ok)).toEqual(
      Array.from({ length: 7 }, () => ({ ok: false, reason: 'token-used-up' })),
    );
  });

  it('says why it no longer works', async () => {
    expect(await use(await token({ expires: '-1 second' }))).toEqual({ ok: false, reason: 'token-expired' });
    expect(await use(await token({ revoked: true }))).toEqual({ ok: false, reason: 'token-revoked' });
  });

  it('tells nothing to who does not know the secret', async () => {
    const wrong = createHash('sha256').update('guess').digest();
    expect(await use(await token({ revoked: true }), wrong)).toEqual({ ok: false, reason: 'token-unknown' });
    expect(await use('no such token')).toEqual({ ok: false, reason: 'token-unknown' });
  });
});

describe('poll session', () => {
  async function session() {
    const id = randomUUID();
    const keys = { agentKey: randomBytes(32), nonce: randomBytes(32) };
    await openPollSession(gateway(), { id, ...keys });
    return { id, ...keys };
  }

  it('serves each counter once and repeats its answer', async () => {
    const { id, agentKey, nonce } = await session();
    const machine = await insertMachine(admin());
    await bindPollSession(gateway(), id, machine.id, 4);
    expect(await takePollFrame(gateway(), id, 1)).toEqual({
      turn: 'next',
      machineId: machine.id,
      epoch: 4,
      agentKey,
      nonce,
      sent: 0,
    });
    expect(await takePollFrame(gateway(), id, 1)).toEqual({ turn: 'busy' });
    const reply = Buffer.from('sealed');
    expect(await storePollReply(gateway(), { id, counter: 1, reply, sent: 1 })).toBe(true);
    expect(await storePollReply(gateway(), { id, counter: 1, reply: Buffer.from('other'), sent: 1 })).toBe(
      false,
    );
    expect(await takePollFrame(gateway(), id, 1)).toEqual({ turn: 'repeat', reply });
    expect(await takePollFrame(gateway(), id, 2)).toMatchObject({ turn: 'next', sent: 1 });
    expect(await storePollReply(gateway(), { id, counter: 1, reply, sent: 1 })).toBe(false);
  });

  it('takes neither a counter from before nor one with a gap', async () => {
    const { id } = await session();
    await takePollFrame(gateway(), id, 1);
    expect(await takePollFrame(gateway(), id, 3)).toEqual({ turn: 'out-of-order' });
    expect(await takePollFrame(gateway(), id, 0)).toEqual({ turn: 'out-of-order' });
  });

  it('gives one of several workers the turn', async () => {
    const { id } = await session();
    const turns = await Promise.all(Array.from({ length: 8 }, () => takePollFrame(gateway(), id, 1)));
    expect(turns.map((one) => one.turn).sort()).toEqual([...Array.from({ length: 7 }, () => 'busy'), 'next']);
  });

  it('is unknown once closed or pruned', async () => {
    const [one, two] = [await session(), await session()];
    await closePollSession(gateway(), one.id);
    expect(await takePollFrame(gateway(), one.id, 1)).toEqual({ turn: 'unknown' });
    await admin().query(
      `update poll_session set last_used_at = now() - interval '10 minutes' where id = $1`,
      [two.id],
    );
    expect(await prunePollSessions(db.pool('engine'), LIMITS)).toBe(1);
    expect(await readPollSession(gateway(), two.id)).toBeNull();
  });

  it('is pruned while nobody has proved whose it is, however often it is used', async () => {
    const [open, proven] = [await session(), await session()];
    const machine = await insertMachine(admin());
    await bindPollSession(gateway(), proven.id, machine.id, 1);
    await admin().query(
      `update poll_session set created_at = now() - interval '3 minutes', last_used_at = now() where id = any ($1)`,
      [[open.id, proven.id]],
    );
    expect(await prunePollSessions(db.pool('engine'), LIMITS)).toBe(1);
    expect(await readPollSession(gateway(), open.id)).toBeNull();
    expect(await readPollSession(gateway(), proven.id)).not.toBeNull();
  });
});

describe('server processes', () => {
  it('count as alive while they beat', async () => {
    const make = (role: 'web' | 'gateway' | 'signer') => ({
      id: randomUUID(),
      role,
      host: 'h',
      pid: 1,
      version: '1.0.0',
    });
    const [web, gone, signer] = [make('web'), make('gateway'), make('signer')];
    await beatServerProcess(db.pool('web'), web);
    await beatServerProcess(db.pool('web'), web);
    await beatServerProcess(gateway(), gone);
    await beatServerProcess(db.pool('signer'), signer);
    await admin().query(
      `update server_process set last_seen_at = now() - interval '1 minute' where id = $1`,
      [gone.id],
    );
    expect(await aliveServerProcesses(db.pool('web'), 15)).toEqual({
      web: 1,
      gateway: 0,
      engine: 0,
      signer: 1,
      reporter: 0,
      notice: 0,
    });
    await pruneServerProcesses(db.pool('engine'), 30);
    await removeServerProcess(db.pool('signer'), signer.id);
    const { rows } = await admin().query('select id from server_process');
    expect(rows).toEqual([{ id: web.id }]);
  });
});

it('wakes listeners once per payload', async () => {
  const client = new Client(db.urls.engine);
  await client.connect();
  const heard: string[] = [];
  client.on('notification', (message) => heard.push(`${message.channel} ${message.payload}`));
  await client.query('listen teredo_wake');
  await notify(gateway(), 'teredo_wake', ['signer', 'gateway:1', 'signer']);
  await notify(gateway(), 'teredo_wake', []);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard.sort()).toEqual(['teredo_wake gateway:1', 'teredo_wake signer']);
  await client.end();
});

it('writes audit entries in order', async () => {
  const entry = (action: string) => ({
    scopeId: null,
    actorKind: 'system' as const,
    actorId: null,
    actorName: 'gateway',
    action,
    objectKind: 'machine',
    objectId: 'm',
    objectName: null,
    outcome: 'done' as const,
    before: null,
    after: { text: `it's "quoted", {so}` },
    reason: null,
    requestId: 'r',
    address: '192.0.2.1',
  });
  await writeAudit(gateway(), [entry('machine.one'), entry('machine.two')]);
  const { rows } = await admin().query('select action, before, after from audit_entry order by seq');
  const after = entry('').after;
  expect(rows).toEqual([
    { action: 'machine.one', before: null, after },
    { action: 'machine.two', before: null, after },
  ]);
});
