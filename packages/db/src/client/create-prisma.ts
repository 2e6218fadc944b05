import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '../generated/client';
import { createPool, type PoolOptions } from './create-pool';

/**
 * What one change may take in all. Each statement ends after 30 s by itself; of those that write down something of every
 * machine of a fleet there are several in a change.
 */
const CHANGE_MS = 120_000;

/** A Prisma client over a pool that nobody else uses; `$disconnect` ends the pool. */
export function prismaOver(pool: pg.Pool): PrismaClient {
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: CHANGE_MS } });
}

/** A Prisma client over a pool of its own. */
export function createPrisma(url: string, options: PoolOptions = {}): PrismaClient {
  return prismaOver(createPool(url, options));
}
