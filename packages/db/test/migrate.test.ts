import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeSchema, migrate, migrationStatus, schemaDrift } from '../src';
import { findPrismaFolder } from '../src/migrate/migration-files';
import { createTestDatabase, type TestDatabase } from '../src/testing';

let db: TestDatabase;
let prismaFolder: string;
beforeAll(async () => {
  db = await createTestDatabase();
});
beforeEach(() => {
  prismaFolder = join(mkdtempSync(join(tmpdir(), 'teredo-fleet-migrations-')), 'prisma');
  cpSync(findPrismaFolder(), prismaFolder, { recursive: true });
  return () => rmSync(join(prismaFolder, '..'), { recursive: true });
});
afterAll(() => db.drop());

function addMigration(name: string, sql: string): void {
  mkdirSync(join(prismaFolder, 'migrations', name), { recursive: true });
  writeFileSync(join(prismaFolder, 'migrations', name, 'migration.sql'), sql);
}

describe('a migrated database', () => {
  it('is up to date', async () => {
    expect(await migrationStatus({ ownerUrl: db.urls.owner })).toMatchObject({ upToDate: true, pending: [] });
  });

  it('is not changed by migrating again', async () => {
    expect(await migrate({ ownerUrl: db.urls.owner })).toEqual({ applied: [] });
  });

  it('has the tables of schema.prisma', async () => {
    expect(await schemaDrift(db.urls.owner)).toBe('');
  });

  it('is what schema.golden.sql says', async () => {
    await expect(await describeSchema(db.pool('admin'))).toMatchFileSnapshot(
      '../../../prisma/schema.golden.sql',
    );
  });

  it('shows a difference when the schema asks for another column', async () => {
    await db.pool('owner').query('alter table brake drop column reason');
    expect(await schemaDrift(db.urls.owner)).toMatch(/ALTER TABLE "brake" ADD COLUMN +"reason" TEXT/);
    await db.pool('owner').query('alter table brake add column reason text');
  });
});

describe('a new migration', () => {
  it('is applied once when several servers start at the same moment', async () => {
    addMigration('30000101000000_once', 'create table once (id int);\nselect pg_sleep(0.2);');
    const options = { ownerUrl: db.urls.owner, prismaFolder };
    const results = await Promise.all(Array.from({ length: 4 }, () => migrate(options)));
    expect(results.flatMap((result) => result.applied)).toEqual(['30000101000000_once']);
  });

  it('of a later version makes this one refuse to start', async () => {
    await expect(migrate({ ownerUrl: db.urls.owner })).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('30000101000000_once'),
    });
    expect(await migrationStatus({ ownerUrl: db.urls.owner })).toMatchObject({
      upToDate: false,
      unknown: ['30000101000000_once'],
    });
  });

  it('keeps function bodies and comments with semicolons whole', async () => {
    addMigration('30000101000000_once', 'create table once (id int);\nselect pg_sleep(0.2);');
    addMigration(
      '30000102000000_body',
      `-- one; two\ncreate function two() returns int language plpgsql as $$ declare x int; begin x := 2; return x; end $$;`,
    );
    expect(await migrate({ ownerUrl: db.urls.owner, prismaFolder })).toEqual({
      applied: ['30000102000000_body'],
    });
    expect((await db.pool('owner').query('select two()')).rows).toEqual([{ two: 2 }]);
  });
});

describe('a migration that fails', () => {
  let other: TestDatabase;
  beforeAll(async () => {
    other = await createTestDatabase();
  });
  afterAll(() => other.drop());

  it('leaves nothing behind, and its correction goes through', async () => {
    const options = { ownerUrl: other.urls.owner, prismaFolder };
    addMigration('30000101000000_half', 'create table half (id int);\nselect 1 / 0;');
    await expect(migrate(options)).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringContaining('division by zero'),
    });
    expect((await other.pool('owner').query(`select to_regclass('half') as t`)).rows).toEqual([{ t: null }]);
    expect(await migrationStatus(options)).toMatchObject({ interrupted: ['30000101000000_half'] });
    addMigration('30000101000000_half', 'create table half (id int);');
    expect(await migrate(options)).toEqual({ applied: ['30000101000000_half'] });
  });

  it('is refused when it was changed after it was applied', async () => {
    addMigration('30000101000000_half', 'create table half (id int, more int);');
    await expect(migrate({ ownerUrl: other.urls.owner, prismaFolder })).rejects.toMatchObject({
      code: 'edited',
    });
  });
});
