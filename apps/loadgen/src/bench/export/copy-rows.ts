import { runToEnd } from '@teredo-fleet/dev-env';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** PostgreSQL's own way to write a query's rows as CSV. */
export interface Copy {
  name: string;
  /** Gives the bytes that came. */
  run(query: string): Promise<number>;
}

async function countBytes(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return bytes;
}

const statementOf = (query: string): string => `copy (${query}) to stdout with (format csv, header)`;

const OPTIONS = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1'];

const byPsql = (databaseUrl: string): Copy => ({
  name: 'COPY by psql',
  async run(query) {
    const run = await runToEnd('psql', [
      ...OPTIONS,
      '--dbname',
      databaseUrl,
      '--command',
      statementOf(query),
    ]);
    if (run?.code !== 0) throw new Error(`psql ended with ${run?.code}`);
    return run.bytes;
  },
});

function overTheWire(databaseUrl: string): Copy {
  return {
    name: 'COPY, read by pg-copy-streams',
    async run(query) {
      const client = new Client(databaseUrl);
      await client.connect();
      try {
        return await countBytes(client.query(copyTo(statementOf(query))) as AsyncIterable<Buffer>);
      } finally {
        await client.end();
      }
    },
  };
}

/** `psql` where it is installed, else the same statement over a connection of our own. */
export async function findCopy(databaseUrl: string): Promise<Copy> {
  const isInstalled = (await runToEnd('psql', ['--version']))?.code === 0;
  return isInstalled ? byPsql(databaseUrl) : overTheWire(databaseUrl);
}
