import { createHash } from 'node:crypto';
import { createPool, createPrisma, type DatabaseUrls, type PrismaClient } from '@teredo-fleet/db';
import type { Pool } from 'pg';
import { installClock, setClock } from './simulated-clock';

type Part = 'engine' | 'gateway' | 'signer' | 'web';

/** Statements that come again are prepared, as the same text from the same process: planning is most of their cost. */
function prepareStatements(pool: Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const prepared = (text: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof text !== 'string' || !Array.isArray(values)) return query(text, values, ...rest);
      const name = createHash('sha1').update(text).digest('base64');
      return query({ name, text, values }, ...rest);
    };
    Object.assign(client, { query: prepared });
  });
}

/** A migrated database whose time is simulated, as each part of the server reaches it. */
export class SimulationStore {
  readonly #pools: Record<Part, Pool>;

  private constructor(
    readonly admin: Pool,
    readonly prisma: PrismaClient,
    urls: DatabaseUrls,
  ) {
    const pool = (part: Part) => {
      const made = createPool(urls[part], { max: 3, name: `simulation ${part}` });
      prepareStatements(made);
      return made;
    };
    this.#pools = {
      engine: pool('engine'),
      gateway: pool('gateway'),
      signer: pool('signer'),
      web: pool('web'),
    };
  }

  /** `adminUrl` names the database itself. */
  static async open(database: { adminUrl: string; urls: DatabaseUrls }): Promise<SimulationStore> {
    const first = createPool(database.adminUrl, { max: 1 });
    await installClock(first);
    await first.end();
    const admin = createPool(database.adminUrl, { max: 1, name: 'simulation' });
    prepareStatements(admin);
    return new SimulationStore(admin, createPrisma(database.urls.web), database.urls);
  }

  pool(part: Part): Pool {
    return this.#pools[part];
  }

  setNow(ms: number): Promise<void> {
    return setClock(this.admin, ms);
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await Promise.all([this.admin, ...Object.values(this.#pools)].map((pool) => pool.end()));
  }
}
