import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../generated/client';
import { createPool, type PoolOptions } from './create-pool';

/** A Prisma client over a pool of its own; `$disconnect` ends the pool. */
export function createPrisma(url: string, options: PoolOptions = {}): PrismaClient {
  const pool = createPool(url, options);
  const adapter = new PrismaPg(pool, { disposeExternalPool: true });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 20_000 } });
}
