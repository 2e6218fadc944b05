import { randomUUID } from 'node:crypto';
import { inTransaction } from '@teredo-fleet/db';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { coversRole, findTokenActor, ROLES, type Role, type UserActor, verbs, verbsOf } from '../src';
import { judgeApiToken } from '../src/api-token/judge-api-token';
import { NOW, TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());
beforeEach(() => {
  fleet.now = NOW;
});

const DAY_MS = 86_400_000;

function create(who: UserActor | Role, changes: object = {}) {
  const input = { name: 'deploy', role: 'viewer' as const, scopeIds: [], expiresInDays: 30, ...changes };
  return verbs['apiToken.create'](fleet.as(who), input);
}

const use = (secret: string) => findTokenActor(fleet.as({ kind: 'nobody' }), secret);
const refusal = (secret: string) => expect(use(secret)).rejects;

/** What a program with this token calls with. */
async function withToken(who: UserActor | Role, changes: object = {}) {
  const { secret } = await create(who, changes);
  return fleet.as(await use(secret));
}

const setAccount = (id: string, role: Role, scopeIds: string[] = []) =>
  fleet.admin.query('update "user" set role = $2, scope_ids = $3 where id = $1', [id, role, scopeIds]);

describe('an API token', () => {
  it('acts as the account that made it, with its own role and scopes', async () => {
    const admin = fleet.people.get('admin')!;
    const { secret, token } = await create('admin', { role: 'operator', scopeIds: [fleet.otherScopeId] });
    expect(secret).toMatch(/^tfa_[\w-]{43}$/);
    expect(await use(secret)).toEqual({
      ...admin,
      role: 'operator',
      scopeIds: [fleet.otherScopeId],
      token: { id: token.id, name: 'deploy', prefix: secret.slice(0, 10) },
    });
  });

  it('is kept as a hash, and never told again', async () => {
    const { secret } = await create('admin');
    const bare = secret.slice(4);
    const stored = await fleet.rows('select * from api_token');
    expect(JSON.stringify(stored)).not.toContain(bare);
    const shown = await verbs['apiToken.list'](fleet.as('admin'), {});
    expect(JSON.stringify(shown)).not.toContain(bare);
    expect(JSON.stringify(await fleet.rows('select * from audit_entry'))).not.toContain(bare);
  });

  it.each([
    ['one character less', (secret: string) => secret.slice(0, -1)],
    ['one character more', (secret: string) => `${secret}A`],
    [
      'another last character',
      (secret: string) => secret.slice(0, -2) + (secret.at(-2) === 'A' ? 'BA' : 'AA'),
    ],
    ['its prefix', (secret: string) => secret.slice(0, 10)],
    ['nothing', () => ''],
    ['no base64url', (secret: string) => `${secret.slice(0, -1)}'`],
  ])('opens nothing with %s', async (_what, change) => {
    const { secret } = await create('admin');
    await refusal(change(secret)).toMatchObject({ code: 'unauthenticated', message: /not known here/ });
  });

  it('tells when it was last used, to the minute', async () => {
    const { secret, token } = await create('admin');
    const lastUsedAt = async () =>
      (await verbs['apiToken.list'](fleet.as('admin'), {})).rows.find(({ id }) => id === token.id)!
        .lastUsedAt;
    expect(await lastUsedAt()).toBeNull();
    await use(secret);
    expect(await lastUsedAt()).toBe(new Date(NOW).toISOString());
    fleet.now += 59_000;
    await use(secret);
    expect(await lastUsedAt()).toBe(new Date(NOW).toISOString());
    fleet.now += 1_000;
    await use(secret);
    expect(await lastUsedAt()).toBe(new Date(NOW + 60_000).toISOString());
  });

  it('opens nothing from its end on', async () => {
    const { secret } = await create('admin', { expiresInDays: 1 });
    fleet.now += DAY_MS - 1;
    expect((await use(secret)).kind).toBe('user');
    fleet.now += 1;
    await refusal(secret).toMatchObject({ code: 'unauthenticated', message: /has expired/ });
  });

  it('opens nothing once it is revoked, and that stays', async () => {
    const { secret, token } = await create('operator');
    await verbs['apiToken.revoke'](fleet.as('operator'), { id: token.id });
    await refusal(secret).toMatchObject({ code: 'unauthenticated', message: /was revoked/ });
    const before = await fleet.countEntries();
    await verbs['apiToken.revoke'](fleet.as('operator'), { id: token.id });
    expect(await fleet.countEntries()).toBe(before);
  });

  it('leaves who used it when it was dead, a few times an hour', async () => {
    const person = await fleet.person('operator');
    const { secret, token } = await create(person);
    await verbs['apiToken.revoke'](fleet.as(person), { id: token.id });
    for (let n = 0; n < 8; n++) await use(secret).catch(() => undefined);
    const entries = (await fleet.entries(token.id)).filter(({ action }) => action === 'apiToken.use');
    expect(entries).toHaveLength(5);
    expect(entries[0]).toMatchObject({
      outcome: 'refused',
      actor_id: person.id,
      actor_token: `deploy (${secret.slice(0, 10)}…)`,
      reason: expect.stringMatching(/was revoked/),
    });
  });
});

describe('an API token dies with what its account may do', () => {
  it('when the account is disabled, and lives again when it is enabled', async () => {
    const person = await fleet.person('operator');
    const { secret } = await create(person, { role: 'operator' });
    await verbs['user.disable'](fleet.as('admin'), { id: person.id });
    await refusal(secret).toMatchObject({ code: 'unauthenticated', message: /disabled/ });
    await verbs['user.enable'](fleet.as('admin'), { id: person.id });
    expect((await use(secret)).role).toBe('operator');
  });

  it('when the role is lowered below the token’s', async () => {
    const person = await fleet.person('operator');
    const [strong, weak] = [await create(person, { role: 'operator' }), await create(person)];
    await setAccount(person.id, 'viewer');
    await refusal(strong.secret).toMatchObject({ message: /has the role operator.* is viewer now/ });
    expect((await use(weak.secret)).role).toBe('viewer');
  });

  it('when the scopes no longer hold those of the token', async () => {
    const person = await fleet.person('operator');
    const [everywhere, branch] = [
      await create(person),
      await create(person, { scopeIds: [fleet.otherScopeId] }),
    ];
    await setAccount(person.id, 'operator', [fleet.otherScopeId]);
    await refusal(everywhere.secret).toMatchObject({ message: /reaches further/ });
    expect((await use(branch.secret)).scopeIds).toEqual([fleet.otherScopeId]);
    await setAccount(person.id, 'operator', [fleet.scopeId]);
    await refusal(branch.secret).toMatchObject({ message: /reaches further/ });
  });

  it('by this table: usable exactly where the account may do all that the token may', () => {
    const now = new Date(NOW);
    const scopes = [[], ['a'], ['b'], ['a', 'b']];
    const owned = (one: string[]) => (one.length === 0 ? ['a', 'b', 'elsewhere'] : one);
    for (const role of ROLES)
      for (const own of ROLES)
        for (const scopeIds of scopes)
          for (const ownScopes of scopes) {
            const user = { role: own, scopeIds: ownScopes, disabledAt: null };
            const token = { role, scopeIds, expiresAt: new Date(NOW + 1), revokedAt: null, user };
            const within =
              verbsOf(role).every((verb) => verbsOf(own).includes(verb)) &&
              owned(scopeIds).every((id) => owned(ownScopes).includes(id));
            const { state, why } = judgeApiToken(token, now);
            expect([role, own, scopeIds, ownScopes, state]).toEqual([
              role,
              own,
              scopeIds,
              ownScopes,
              within ? 'usable' : 'void',
            ]);
            expect(why === null).toBe(within);
          }
  });
});

describe('nobody makes a token that may more than they may', () => {
  it('by its role', async () => {
    for (const owner of ROLES)
      for (const role of ROLES) {
        const made = create(owner, { role });
        if (coversRole(owner, role)) expect((await made).token.role).toBe(role);
        else await expect(made).rejects.toMatchObject({ code: 'forbidden', message: /can’t be/ });
      }
  });

  it('by its scopes', async () => {
    const limited = await fleet.person('operator', [fleet.otherScopeId]);
    for (const scopeIds of [[], [fleet.scopeId], [fleet.scopeId, fleet.otherScopeId]])
      await expect(create(limited, { scopeIds })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(create('admin', { scopeIds: [randomUUID()] })).rejects.toMatchObject({ code: 'invalid' });
    expect((await create(limited, { scopeIds: [fleet.otherScopeId] })).token.state).toBe('usable');
  });

  it('by its life', async () => {
    for (const expiresInDays of [0, -1, 367, 1.5, Number.NaN])
      await expect(create('admin', { expiresInDays })).rejects.toMatchObject({ code: 'invalid' });
    await create('admin', { expiresInDays: 366 });
  });

  it('by their number', async () => {
    const person = await fleet.person('viewer');
    for (let n = 0; n < 50; n++) await create(person);
    await expect(create(person)).rejects.toMatchObject({ code: 'conflict', message: /50 API tokens/ });
    const { rows } = await verbs['apiToken.list'](fleet.as(person), {});
    await verbs['apiToken.revoke'](fleet.as(person), { id: rows[0]!.id });
    await create(person);
  });

  it('for somebody else, whatever the SQL', async () => {
    const [mine, other] = [await fleet.person('viewer'), await fleet.person('admin')];
    const stolen = inTransaction(fleet.web, { scopes: [fleet.scopeId], userId: mine.id }, (tx) =>
      tx.apiToken.create({
        data: {
          userId: other.id,
          name: 'x',
          prefix: 'x',
          secretHash: new Uint8Array(32),
          role: 'admin',
          expiresAt: new Date(NOW + DAY_MS),
        },
      }),
    );
    await expect(stolen).rejects.toThrow(/row-level security/);
  });

  it('or makes of an old token another one, whatever the SQL', async () => {
    await create('admin');
    for (const change of [
      `role = 'admin'`,
      `scope_ids = '{}'`,
      `expires_at = now() + interval '9 years'`,
      `secret_hash = '\\x00'`,
    ])
      await expect(fleet.database.pool('web').query(`update api_token set ${change}`)).rejects.toThrow(
        /permission denied/,
      );
  });
});

describe('a program with an API token', () => {
  it('sees only its scopes, though the account sees all', async () => {
    const [here, there] = [await fleet.machine(), await fleet.machine({ scopeId: fleet.otherScopeId })];
    const context = await withToken('admin', { role: 'admin', scopeIds: [fleet.otherScopeId] });
    expect((await verbs['machine.get'](context, { id: there })).id).toBe(there);
    await expect(verbs['machine.get'](context, { id: here })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('does what its role may and no more, though the account may', async () => {
    const context = await withToken('admin', { role: 'viewer' });
    const id = await fleet.machine();
    await expect(verbs['machine.setLabels'](context, { id, labels: ['x'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('touches no token and no account, not even with the role admin', async () => {
    const context = await withToken('admin', { role: 'admin' });
    const { id } = fleet.people.get('viewer')!;
    const refused: (() => Promise<unknown>)[] = [
      () => verbs['apiToken.create'](context, { name: 'x', role: 'viewer', scopeIds: [], expiresInDays: 1 }),
      () => verbs['apiToken.list'](context, {}),
      () => verbs['apiToken.revoke'](context, { id: randomUUID() }),
      () => verbs['user.createResetLink'](context, { id }),
      () => verbs['user.setRole'](context, { id, role: 'admin', scopeIds: [] }),
      () => verbs['user.enable'](context, { id }),
    ];
    for (const call of refused)
      await expect(call()).rejects.toMatchObject({ code: 'forbidden', message: /No API token may do this/ });
  });

  it('changes no setting that bounds what is done without a second person', async () => {
    const context = await withToken('admin', { role: 'admin' });
    for (const guard of [
      { singleChangesPerOperatorAndDay: 100_000 },
      { overrideNeedsTwo: true },
      { usersNamedBy: 'id' as const },
    ])
      await expect(verbs['settings.set'](context, guard)).rejects.toMatchObject({
        code: 'forbidden',
        message: /without a second person/,
      });
    expect((await verbs['settings.set'](context, { observeSeconds: 301 })).observeSeconds).toBe(301);
  });

  it('is named beside the person in what it did and in what it was refused', async () => {
    const context = await withToken('operator', { name: 'Night shift', role: 'operator' });
    const { token, name } = context.actor as UserActor;
    const id = await fleet.machine();
    await verbs['machine.setLabels'](context, { id, labels: ['x'] });
    await verbs['brake.set'](context, { on: false, reason: 'none' }).catch(() => undefined);
    await expect(verbs['settings.set'](context, {})).rejects.toMatchObject({ code: 'forbidden' });
    const words = `Night shift (${token!.prefix}…)`;
    const { rows } = await verbs['audit.list'](fleet.as('auditor'), { filter: { actor: 'Night shift' } });
    expect(rows.map(({ action, actor, outcome }) => [action, outcome, actor.name, actor.token])).toEqual([
      ['settings.set', 'refused', name, words],
      ['machine.setLabels', 'done', name, words],
    ]);
  });

  it('is told who it is and what it may do', async () => {
    const context = await withToken('admin', { role: 'admin' });
    const me = await verbs['viewer.me'](context, {});
    expect(me!.token).toEqual((context.actor as UserActor).token);
    expect(me!.may).toContain('machine.toggle');
    expect(me!.may).not.toContain('apiToken.create');
    expect((await verbs['viewer.me'](fleet.as('admin'), {}))!.token).toBeNull();
  });
});

describe('the list of API tokens', () => {
  it('is everybody’s own, and all of them for those who may see the accounts', async () => {
    const [one, other] = [await fleet.person('viewer'), await fleet.person('viewer')];
    const [mine, theirs] = [(await create(one)).token.id, (await create(other)).token.id];
    const ids = async (who: UserActor | Role, whose: 'mine' | 'all') =>
      (await verbs['apiToken.list'](fleet.as(who), { whose })).rows.map(({ id }) => id);
    expect(await ids(one, 'mine')).toEqual([mine]);
    await expect(ids(one, 'all')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await ids('auditor', 'all')).toEqual(expect.arrayContaining([mine, theirs]));
    expect(await ids('auditor', 'mine')).not.toContain(mine);
  });

  it('ends for a limited admin where their accounts end', async () => {
    const limited = await fleet.person('admin', [fleet.otherScopeId]);
    const inside = await fleet.person('viewer', [fleet.otherScopeId]);
    const outside = await fleet.person('viewer');
    const near = (await create(inside, { scopeIds: [fleet.otherScopeId] })).token;
    const far = (await create(outside)).token;
    const { rows } = await verbs['apiToken.list'](fleet.as(limited), { whose: 'all' });
    const ids = rows.map(({ id }) => id);
    expect([ids.includes(near.id), ids.includes(far.id)]).toEqual([true, false]);
    await expect(verbs['apiToken.revoke'](fleet.as(limited), { id: far.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await verbs['apiToken.revoke'](fleet.as(limited), { id: near.id });
  });

  it('lets nobody but the owner and an admin revoke', async () => {
    const { token } = await create(await fleet.person('viewer'));
    for (const who of ['viewer', 'operator', 'approver', 'auditor'] as const)
      await expect(verbs['apiToken.revoke'](fleet.as(who), { id: token.id })).rejects.toMatchObject({
        code: 'not-found',
      });
    await verbs['apiToken.revoke'](fleet.as('admin'), { id: token.id });
  });
});
