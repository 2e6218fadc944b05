import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import pg, { type ClientConfig, type QueryArrayResult } from 'pg';
import { CarefulClient } from '../client/careful-client';

/** Type OIDs of PostgreSQL's internal one-byte "char" and of text. */
const INTERNAL_CHAR = 18;
const TEXT = 25;

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Queryable = { queryRaw(query: SqlQuery): Promise<SqlResultSet> };
type Internals = { performIO(query: SqlQuery): Promise<QueryArrayResult>; onError(error: unknown): never };

/**
 * adapter-pg 7.10 can't read pg_catalog's internal "char", which the engine's introspection asks for and expects as
 * `Character`: the column is read as text and then named as the engine wants it.
 */
function withInternalChar<T extends Queryable>(queryable: T): T {
  const original = queryable.queryRaw;
  const performIO = (queryable as unknown as Internals).performIO.bind(queryable);
  queryable.queryRaw = async (query) => {
    let isChar: boolean[] = [];
    const reader = Object.create(queryable, {
      performIO: {
        value: async (asked: SqlQuery) => {
          const result = await performIO(asked);
          isChar = result.fields.map((field) => field.dataTypeID === INTERNAL_CHAR);
          for (const field of result.fields) if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = TEXT;
          return result;
        },
      },
    }) as T;
    const set = await original.call(reader, query);
    const columnTypes = set.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type));
    return { ...set, columnTypes };
  };
  return queryable;
}

/** Adapter-pg as the schema engine needs it, over one pool of one connection. */
export class MigrationAdapterFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres' as const;
  readonly adapterName: string;
  private readonly pool: pg.Pool;
  private readonly inner: PrismaPg;

  constructor(config: ClientConfig) {
    this.pool = new pg.Pool({ ...config, Client: CarefulClient, max: 1 });
    this.inner = new PrismaPg(this.pool);
    this.adapterName = this.inner.adapterName;
  }

  async connect(): Promise<Adapter> {
    const adapter = withInternalChar(await this.inner.connect());
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => {
      const transaction = await start(level);
      return withInternalChar(transaction as typeof transaction & Queryable);
    };
    // adapter-pg cuts a script at every semicolon, function bodies included, and commits the pieces one by one.
    // Sent as one message it is one transaction.
    adapter.executeScript = async (script) => {
      await this.pool
        .query(script)
        .catch((error: unknown) => (adapter as unknown as Internals).onError(error));
    };
    return adapter;
  }

  /** adapter-pg would run a shadow database's statements in the real one; scratch databases are used instead. */
  async connectToShadowDb(): Promise<never> {
    throw new Error('shadow databases are off: compare in a scratch database');
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
