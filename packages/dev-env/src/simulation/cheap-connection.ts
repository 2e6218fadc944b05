import { createHash } from 'node:crypto';
import pg, { type Pool, type PoolClient } from 'pg';
import { type SimulatedClock, statementOf } from './simulated-clock';

type Ask = (...args: unknown[]) => unknown;

const SETTINGS = /^select set_config\('[a-z.]+', \$1, true\), set_config\('[a-z.]+', \$2, true\)$/;
const ENDS_IN_VAIN = /^rollback/i;

const names = new Map<string, string>();

/** Statements that come again are prepared, as the same text from the same process: planning is most of their cost. */
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha1').update(text).digest('base64');
  names.set(text, name);
  return name;
}

/** The query with the name that it is prepared by; text without parameters, which may be several statements, as it is. */
function prepared(query: unknown, values: unknown): [unknown, unknown] {
  if (typeof query === 'string') {
    return Array.isArray(values)
      ? [{ name: nameOf(query), text: query, values }, undefined]
      : [query, values];
  }
  const { text, values: own } = query as { text?: unknown; values?: unknown };
  const isPlain = typeof text === 'string' && Array.isArray(own) && own.length > 0;
  return isPlain ? [{ ...(query as object), name: nameOf(text) }, values] : [query, values];
}

const filled = (text: string, values: readonly unknown[]): string =>
  text.replace(/\$([12])/g, (_, n: string) => pg.escapeLiteral(String(values[Number(n) - 1])));

/**
 * The same questions in fewer messages: the time goes ahead of whatever is asked, and `begin` with the settings of its
 * transaction, which always follow it, ahead of the first statement, each without waiting for its answer.
 */
class CheapConnection {
  #moment: string | null = null;
  #isBegun = false;
  readonly #ask: Ask;

  constructor(
    client: PoolClient,
    private readonly clock: SimulatedClock,
    private readonly hasSettings: boolean,
  ) {
    Object.assign(client, { pipeline: true });
    this.#ask = pg.Client.prototype.query.bind(client) as Ask;
  }

  #setTime(): string[] {
    const { moment } = this.clock;
    if (this.#moment === moment) return [];
    this.#moment = moment;
    return [statementOf(moment)];
  }

  query(query: unknown, values?: unknown, ...rest: unknown[]): unknown {
    if (query === 'begin' && this.hasSettings) {
      this.#isBegun = true;
      return Promise.resolve();
    }
    if (this.#isBegun) return this.#begin(query, values);
    const time = this.#setTime();
    if (time.length > 0) this.#ask(time.join());
    // What was set in a transaction is undone with it.
    if (typeof query === 'string' && ENDS_IN_VAIN.test(query)) this.#moment = null;
    return this.#ask(...prepared(query, values), ...rest);
  }

  #begin(text: unknown, values: unknown): unknown {
    this.#isBegun = false;
    if (typeof text !== 'string' || !Array.isArray(values) || !SETTINGS.test(text))
      throw new Error(`A transaction begins without its settings: ${String(text)}`);
    this.#ask([...this.#setTime(), 'begin', filled(text, values)].join('; '));
    return Promise.resolve({ rows: [] });
  }
}

/** What a simulation asks thousands of times costs less so, and is the same. `hasSettings`: each transaction begins with its settings. */
export function askCheaply(pool: Pool, clock: SimulatedClock, hasSettings: boolean): Pool {
  pool.on('connect', (client) => {
    const connection = new CheapConnection(client, clock, hasSettings);
    Object.assign(client, { query: connection.query.bind(connection) });
  });
  return pool;
}
