import type { Socket } from 'node:net';
import pg from 'pg';

const IN_CLEAR =
  'What answers there asks for the password in clear, over a connection without TLS. It may be another program that has taken the port of PostgreSQL. Nothing was sent. Look which program listens there; a PostgreSQL of your own needs scram-sha-256 in its pg_hba.conf, or sslmode=require in DATABASE_URL.';

interface Inner {
  ssl: unknown;
  connection: { stream: Socket };
}

type Ask = (...args: unknown[]) => unknown;

const isFunction = (value: unknown): boolean => typeof value === 'function';
/** A cursor or stream, which takes its rows itself. */
const isSubmittable = (query: unknown): boolean => isFunction((query as { submit?: unknown } | null)?.submit);

/**
 * One query after the other: Prisma asks for the parts of a row side by side, and pg won't keep a line of them for ever
 * (its version 9 refuses).
 */
function inLine(ask: Ask): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    if (isSubmittable(args[0]) || isFunction(args.at(-1))) return ask(...args);
    const answer = last.then(() => ask(...args));
    last = answer.catch(() => undefined);
    return answer;
  };
}

/**
 * A connection that never says its password in clear: on one machine any user may listen on a port that PostgreSQL has
 * just given up, and the protocol lets whoever answers choose how the password is asked for. Its queries wait for one
 * another.
 */
export class CarefulClient extends pg.Client {
  readonly #answerInClear: (message: unknown) => void;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { prototype } = pg.Client as unknown as {
      prototype: { _handleAuthCleartextPassword(message: unknown): void };
    };
    this.query = inLine(this.query.bind(this) as Ask) as typeof this.query;
    this.#answerInClear = (message) => prototype._handleAuthCleartextPassword.call(this, message);
  }

  /** pg's own, by its name: called when the other side asks for the password in clear. */
  _handleAuthCleartextPassword(message: unknown): void {
    const { ssl, connection } = this as unknown as Inner;
    if (ssl) this.#answerInClear(message);
    else connection.stream.destroy(new Error(IN_CLEAR));
  }
}
