import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { makeObservations } from '../swarm/swarm';

/** As many as the gateway writes at once, one batch at a time. */
const BATCH = 500;

const TABLES = `
drop table if exists bench_facts, bench_history;
create table bench_facts (like machine_facts including all);
create table bench_history (like observation_history including all)`;

const ROWS = `
unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::bytea[], $5::bool[]) as i (machine_id, at, observation, hash, changed)`;

const UPSERT = `
insert into bench_facts as f (machine_id, scope_id, observed_at, received_at, changed_at, observation, observation_hash,
  os_family, os_name, configured_type, configured_set_by, effective_state, reachable, teredo_address, diagnosis_code, severity)
select machine_id, $6, at, at, at, observation::jsonb, hash, 'windows', 'Windows', 'client', 'local', 'qualified', 'yes', null,
  'teredo-works', 'ok'
from ${ROWS}
on conflict (machine_id) do update set observed_at = excluded.observed_at, received_at = excluded.received_at,
  observation = excluded.observation, observation_hash = excluded.observation_hash`;

const HISTORY = `
insert into bench_history (machine_id, scope_id, observed_at, received_at, reason, observation)
select machine_id, $6, at, at, 'periodic', observation::jsonb from ${ROWS} where changed and hash is not null`;

/** The floor of ingest: the same rows into tables of the same shape, written in batches by nothing but one connection. */
export class RawUpsert {
  readonly #client: pg.Client;
  #observations: object[] = [];
  #machines: string[] = [];
  readonly #scope = randomUUID();

  constructor(databaseUrl: string) {
    this.#client = new pg.Client({ connectionString: databaseUrl });
  }

  async prepare(machines: number): Promise<void> {
    await this.#client.connect();
    await this.#client.query(TABLES);
    this.#observations = await makeObservations();
    this.#machines = Array.from({ length: machines }, () => randomUUID());
  }

  /** Writes for so long; the number of rows that were committed. */
  async write(seconds: number, changedOneIn: number): Promise<{ accepted: number; elapsedMs: number }> {
    const begun = performance.now();
    let accepted = 0;
    for (; performance.now() - begun < seconds * 1000; accepted += BATCH) {
      const values = this.#batch(accepted, changedOneIn);
      await this.#client.query('begin');
      await this.#client.query(UPSERT, values);
      await this.#client.query(HISTORY, values);
      await this.#client.query('commit');
    }
    return { accepted, elapsedMs: performance.now() - begun };
  }

  #batch(from: number, changedOneIn: number): unknown[] {
    const ns = Array.from({ length: BATCH }, (_, index) => from + index);
    const texts = ns.map((n) => JSON.stringify(this.#observations[n % this.#observations.length]));
    return [
      ns.map((n) => this.#machines[n % this.#machines.length]),
      ns.map(() => new Date()),
      texts,
      texts.map((text) => createHash('sha256').update(text).digest()),
      ns.map((n) => n % changedOneIn === 0),
      this.#scope,
    ];
  }
}
