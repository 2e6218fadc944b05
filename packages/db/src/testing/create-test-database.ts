import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createPool } from '../client/create-pool';
import { changeUrl } from '../provision/connection-url';
import { type DatabaseUrls, databaseUrls } from '../provision/ensure-database';
import type { DatabasePart } from '../provision/roles';
import type {} from './global-setup';
import type { TestCluster } from './test-cluster';

/** A migrated database of one test file's own. */
export interface TestDatabase {
  name: string;
  urls: DatabaseUrls;
  /** Of the superuser, who sees everything. */
  adminUrl: string;
  /** The pool of one role (`admin`: the superuser), made when first asked for and ended by `drop`. */
  pool(part: DatabasePart | 'admin'): pg.Pool;
  drop(): Promise<void>;
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The cluster of the worker that runs this file. */
export function ownCluster(): TestCluster {
  const clusters = inject('testClusters');
  const worker = Number(process.env.VITEST_POOL_ID ?? 1) - 1;
  const cluster = clusters[worker % clusters.length];
  if (cluster === undefined)
    throw new Error('No test cluster: the project needs the global setup of packages/db.');
  return cluster;
}

/** Clones the template in some ten milliseconds. Call it in `beforeAll`, and `drop` in `afterAll`. */
export async function createTestDatabase(cluster: TestCluster = ownCluster()): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(
    cluster.adminUrl,
    `create database ${name} template ${cluster.template} owner teredo_fleet_owner strategy wal_log`,
  );
  const adminUrl = changeUrl(cluster.adminUrl, { database: name });
  const urls = databaseUrls({ ...cluster, database: name });
  const pools = new Map<string, pg.Pool>();
  return {
    name,
    urls,
    adminUrl,
    pool(part) {
      const made =
        pools.get(part) ?? createPool(part === 'admin' ? adminUrl : urls[part], { name: `test ${part}` });
      pools.set(part, made);
      return made;
    },
    async drop() {
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      await asAdmin(cluster.adminUrl, `drop database ${name} with (force)`);
    },
  };
}
