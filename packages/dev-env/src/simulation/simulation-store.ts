import { createHash } from 'node:crypto';
import { createPool, createPrisma, type DatabaseUrls, type PrismaClient } from '@teredo-fleet/db';
import pg, { type Pool } from 'pg';
import { installClock, setClock } from './simulated-clock';

type Part = 'engine' | 'gateway' | 'signer' | 'web';

type Ask = (...args: unknown[]) => unknown;

/** Statements that come again are prepared, as the same text from the same process: planning is most of their cost. */
function prepared(ask: Ask): Ask {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? createHash('sha1').update(text).digest('base64');
    names.set(text, name);
    return name;
  };
  return (text, values, ...rest) => {
    if (typeof text !== 'string' || !Array.isArray(values)) return ask(text, values, ...rest);
    return ask({ name: nameOf(text), text, values }, ...rest);
  };
}

const SETTINGS = /^select set_config\('[a-z.]+', \$1, true\), set_config\('[a-z.]+', \$2, true\)$/;

/** `begin` and the settings of the transaction, which always follow it, go in one message instead of two. */
function inOneMessage(ask: Ask): Ask {
  let isBegun = false;
  return (text, values, ...rest) => {
    if (text === 'begin') {
      isBegun = true;
      return Promise.resolve();
    }
    if (!isBegun) return ask(text, values, ...rest);
    isBegun = false;
    if (typeof text !== 'string' || !Array.isArray(values) || !SETTINGS.test(text))
      throw new Error(`A transaction begins without its settings: ${String(text)}`);
    const filled = text.replace(/\$([12])/g, (_, n: string) =>
      pg.escapeLiteral(String(values[Number(n) - 1])),
    );
    return ask(`begin; ${filled}`);
  };
}

/** What a simulation asks thousands of times costs less so, and is the same. */
function askCheaply(pool: Pool, ...ways: ((ask: Ask) => Ask)[]): void {
  pool.on('connect', (client) => {
    const ask = client.query.bind(client) as Ask;
    Object.assign(client, { query: ways.reduce((made, way) => way(made), ask) });
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
      askCheaply(made, prepared, inOneMessage);
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
    askCheaply(admin, prepared);
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
