import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeUrl, DATABASE_ROLES, ensureDatabase, migrate } from '../src';
import { startTestCluster, type TestCluster } from '../src/testing';

/** A cluster of its own: the roles are the cluster's, and these tests drop them. */
let cluster: TestCluster;
let stop: () => Promise<void>;
let admin: pg.Client;
beforeAll(async () => {
  ({ cluster, stop } = await startTestCluster());
  admin = new pg.Client(cluster.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await stop();
});

const name = () => `fleet_${randomUUID().slice(0, 8)}`;
const passwords = {
  owner: 'o',
  web: `w/@:%'`,
  gateway: 'g',
  engine: 'e',
  signer: 's',
  reporter: 'r',
  notice: 'n',
};

async function forgetRoles(): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname like 'fleet_%' or datname like 'teredo_fleet_%'`,
  );
  await admin.query(`update pg_database set datistemplate = false where datname like 'teredo_fleet_%'`);
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
  for (const role of Object.values(DATABASE_ROLES)) await admin.query(`drop role if exists ${role}`);
}

async function makeUser(attributes: string): Promise<string> {
  const user = name();
  await admin.query(`create role ${user} login password 'p' ${attributes}`);
  return changeUrl(cluster.adminUrl, { user, password: 'p' });
}

async function whoAmI(url: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ who: string }>('select current_user as who');
  await client.end();
  return rows[0]?.who ?? '';
}

async function expectReady(adminUrl: string, database: string): Promise<void> {
  const urls = await ensureDatabase({ adminUrl, passwords, database });
  for (const [part, role] of Object.entries(DATABASE_ROLES))
    expect(await whoAmI(urls[part as 'web'])).toBe(role);
  expect((await migrate({ ownerUrl: urls.owner })).applied.length).toBeGreaterThan(2);
  expect(await ensureDatabase({ adminUrl, passwords, database })).toEqual(urls);
}

describe('makes database and roles', () => {
  it('as a superuser, with passwords of any characters', async () => {
    await forgetRoles();
    await expectReady(cluster.adminUrl, name());
  });

  it('as a user who may create roles and databases', async () => {
    await forgetRoles();
    await expectReady(await makeUser('createrole createdb'), name());
  });

  it('when the URL names the database and it is not there yet', async () => {
    await forgetRoles();
    const database = name();
    await expectReady(changeUrl(await makeUser('createrole createdb'), { database }), database);
  });

  it('when the URL names the database and it belongs to that user', async () => {
    await forgetRoles();
    const database = name();
    const url = await makeUser('createrole createdb');
    await admin.query(`create database ${database} owner ${new URL(url).username}`);
    await expectReady(changeUrl(url, { database }), database);
  });

  it('when several servers do it at the same moment', async () => {
    await forgetRoles();
    const options = { adminUrl: cluster.adminUrl, passwords, database: name() };
    const all = await Promise.all(Array.from({ length: 4 }, () => ensureDatabase(options)));
    expect(new Set(all.map((urls) => urls.web)).size).toBe(1);
  });

  it('with new passwords after the secret changed', async () => {
    await forgetRoles();
    const database = name();
    await ensureDatabase({ adminUrl: cluster.adminUrl, passwords, database });
    const urls = await ensureDatabase({
      adminUrl: cluster.adminUrl,
      passwords: { ...passwords, web: 'other' },
      database,
    });
    expect(await whoAmI(urls.web)).toBe(DATABASE_ROLES.web);
  });

  it('for a second database with the same secret', async () => {
    await forgetRoles();
    await expectReady(cluster.adminUrl, name());
    await expectReady(cluster.adminUrl, name());
  });

  it('and lets nobody else connect', async () => {
    const database = name();
    await ensureDatabase({ adminUrl: cluster.adminUrl, passwords, database });
    const stranger = changeUrl(await makeUser(''), { database });
    await expect(whoAmI(stranger)).rejects.toThrow(/permission denied for database/);
  });
});

describe('says what to do', () => {
  const ensure = (adminUrl: string, database = name()) => ensureDatabase({ adminUrl, passwords, database });

  it('when the user may not create roles', async () => {
    await forgetRoles();
    await expect(ensure(await makeUser(''))).rejects.toMatchObject({
      code: 'missing-rights',
      message: expect.stringMatching(/alter role "?fleet_\w+"? createrole createdb/),
    });
  });

  it('when the user may not create databases', async () => {
    await forgetRoles();
    await expect(ensure(await makeUser('createrole'))).rejects.toMatchObject({
      code: 'missing-rights',
      message: expect.stringContaining('make the database'),
    });
  });

  it('when the password is wrong', async () => {
    await expect(ensure(changeUrl(cluster.adminUrl, { password: 'wrong' }))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('Correct the user or password'),
    });
  });

  it('when nothing listens there', async () => {
    const error = await ensure('postgres://u:secret-word@127.0.0.1:9/x').catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'unreachable', message: expect.stringContaining('127.0.0.1:9') });
    expect(String(error)).not.toContain('secret-word');
  });

  it('when the roles serve a database of another secret, whose passwords stay', async () => {
    await forgetRoles();
    const database = name();
    const urls = await ensureDatabase({ adminUrl: cluster.adminUrl, passwords, database });
    const other = { adminUrl: cluster.adminUrl, passwords: { ...passwords, owner: 'x' }, database: name() };
    await expect(ensureDatabase(other)).rejects.toMatchObject({
      code: 'foreign-roles',
      message: expect.stringContaining(`they own the database "${database}"`),
    });
    expect(await whoAmI(urls.owner)).toBe(DATABASE_ROLES.owner);
  });

  it('when a server of another secret is connected to the very database', async () => {
    await forgetRoles();
    const database = name();
    const urls = await ensureDatabase({ adminUrl: cluster.adminUrl, passwords, database });
    const server = new pg.Client(urls.web);
    await server.connect();
    const other = { adminUrl: cluster.adminUrl, passwords: { ...passwords, web: 'x' }, database };
    await expect(ensureDatabase(other)).rejects.toMatchObject({
      code: 'foreign-roles',
      message: expect.stringContaining('a server is connected'),
    });
    expect(await whoAmI(urls.web)).toBe(DATABASE_ROLES.web);
    await server.end();
    expect(await whoAmI((await ensureDatabase(other)).web)).toBe(DATABASE_ROLES.web);
  });

  it('when a role of that name may do everything', async () => {
    await forgetRoles();
    await admin.query(`create role ${DATABASE_ROLES.web} superuser`);
    await expect(ensure(cluster.adminUrl)).rejects.toMatchObject({
      code: 'unsafe-role',
      message: expect.stringContaining(DATABASE_ROLES.web),
    });
    await admin.query(`drop role ${DATABASE_ROLES.web}`);
  });
});

describe('URL', () => {
  it('keeps parameters and works without a host', () => {
    expect(
      changeUrl('postgres://a:b@h:1/x?sslmode=require', { user: 'u', password: 'p/@', database: 'y' }),
    ).toBe('postgres://u:p%2F%40@h:1/y?sslmode=require');
    expect(changeUrl('postgres:///x?host=/run/pg', { user: 'u', password: 'p' })).toBe(
      'postgres:///x?host=%2Frun%2Fpg&user=u&password=p',
    );
  });
});
