import { createPool } from '../src';

/**
 * Asks several things of one connection of the database that is named, and says what came of them and what the process
 * was warned of. A process of its own: in one, pg warns once, whoever was first.
 */
const warnings: string[] = [];
process.on('warning', ({ name, message }) => name === 'DeprecationWarning' && warnings.push(message));

const pool = createPool(process.argv[2] ?? '', { max: 1 });
const client = await pool.connect();
const answers = await Promise.allSettled([
  client.query('select pg_sleep(0.05), 1 as n'),
  client.query('select nothing'),
  client.query({ text: 'select $1::int as n', values: [3] }),
  client.query('select $1::int as n', [4]),
]);
client.release();
await pool.end();
const said = answers.map((one) => (one.status === 'fulfilled' ? one.value.rows[0].n : 'failed'));
process.stdout.write(JSON.stringify({ said, warnings }));
