import { createPool, type DatabaseUrls, type PrismaClient, prismaOver } from '@teredo-fleet/db';
import type { Pool } from 'pg';
import { askCheaply } from './cheap-connection';
import { installClock, SimulatedClock } from './simulated-clock';

type Part = 'engine' | 'gateway' | 'signer' | 'web';

/** A migrated database whose time is simulated, as each part of the server reaches it. */
export class SimulationStore {
  readonly admin: Pool;
  readonly prisma: PrismaClient;
  readonly #clock = new SimulatedClock();
  readonly #pools: Record<Part, Pool>;

  private constructor({ adminUrl, urls }: { adminUrl: string; urls: DatabaseUrls }) {
    const pool = (url: string, name: string, hasSettings: boolean) =>
      askCheaply(createPool(url, { max: 3, name: `simulation ${name}` }), this.#clock, hasSettings);
    this.admin = pool(adminUrl, 'admin', false);
    this.prisma = prismaOver(pool(urls.web, 'prisma', false));
    this.#pools = {
      engine: pool(urls.engine, 'engine', true),
      gateway: pool(urls.gateway, 'gateway', true),
      signer: pool(urls.signer, 'signer', true),
      web: pool(urls.web, 'web', true),
    };
  }

  /** `adminUrl` names the database itself. */
  static async open(database: { adminUrl: string; urls: DatabaseUrls }): Promise<SimulationStore> {
    const first = createPool(database.adminUrl, { max: 1 });
    await installClock(first);
    await first.end();
    return new SimulationStore(database);
  }

  pool(part: Part): Pool {
    return this.#pools[part];
  }

  /** Whatever is asked from now on is asked at this moment. */
  setNow(ms: number): void {
    this.#clock.set(ms);
  }

  async close(): Promise<void> {
    await this.prisma.$disconnect();
    await Promise.all([this.admin, ...Object.values(this.#pools)].map((pool) => pool.end()));
  }
}
