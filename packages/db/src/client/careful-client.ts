import type { Socket } from 'node:net';
import pg from 'pg';

const IN_CLEAR =
  'What answers there asks for the password in clear, over a connection without TLS. It may be another program that has taken the port of PostgreSQL. Nothing was sent. Look which program listens there; a PostgreSQL of your own needs scram-sha-256 in its pg_hba.conf, or sslmode=require in DATABASE_URL.';

interface Inner {
  ssl: unknown;
  connection: { stream: Socket };
}

/**
 * A connection that never says its password in clear: on one machine any user may listen on a port that PostgreSQL has
 * just given up, and the protocol lets whoever answers choose how the password is asked for.
 */
export class CarefulClient extends pg.Client {
  readonly #answerInClear: (message: unknown) => void;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const { prototype } = pg.Client as unknown as {
      prototype: { _handleAuthCleartextPassword(message: unknown): void };
    };
    this.#answerInClear = (message) => prototype._handleAuthCleartextPassword.call(this, message);
  }

  /** pg's own, by its name: called when the other side asks for the password in clear. */
  _handleAuthCleartextPassword(message: unknown): void {
    const { ssl, connection } = this as unknown as Inner;
    if (ssl) this.#answerInClear(message);
    else connection.stream.destroy(new Error(IN_CLEAR));
  }
}
