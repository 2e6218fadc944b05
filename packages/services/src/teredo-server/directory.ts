import { findServer, KNOWN_SERVERS, type KnownServer } from '@teredo-fleet/teredo';
import type { Transaction } from '../core/transaction';

/** What the organisation wrote down about a server. */
export interface ServerRecord {
  name: string;
  secondary: string | null;
  note: string | null;
  measured: boolean;
}

/** One server of the directory: known to the product, added by the organisation, or both. */
export interface DirectoryEntry extends ServerRecord {
  /** Addresses under which a machine may have it. */
  addresses: string[];
  known: KnownServer | null;
  /** Whether there is a row of the organisation's own. */
  recorded: boolean;
}

const SELECT = { name: true, secondary: true, note: true, measured: true } as const;
const PLAIN = { secondary: null, note: null, measured: false };

export function findKnown(name: string): KnownServer | null {
  return KNOWN_SERVERS.find((server) => server.name === name) ?? null;
}

export function findRecord(tx: Transaction, name: string): Promise<ServerRecord | null> {
  return tx.teredoServer.findUnique({ where: { name }, select: SELECT });
}

/** The servers that the organisation added first, then those that the product knows. */
export async function readDirectory(
  tx: Transaction,
  measuredAddresses: ReadonlyMap<string, readonly string[]>,
): Promise<DirectoryEntry[]> {
  const records = await tx.teredoServer.findMany({ select: SELECT, orderBy: { name: 'asc' } });
  const recordOf = new Map(records.map((record) => [record.name, record]));
  const first = (name: string) => (measuredAddresses.get(name) ?? []).slice(0, 1);
  const added = records.filter(({ name }) => findKnown(name) === null);
  return [
    ...added.map((record) => ({ ...record, addresses: first(record.name), known: null, recorded: true })),
    ...KNOWN_SERVERS.map((known) => {
      const { name } = known;
      const record = recordOf.get(name);
      const addresses = [...known.addresses, ...first(name)];
      return { ...PLAIN, ...record, name, addresses, known, recorded: record !== undefined };
    }),
  ];
}

/** The entry a server of a machine or a probe belongs to; null: nobody listed it. */
export function entryOf(directory: DirectoryEntry[], server: string): DirectoryEntry | null {
  return findServer(directory, server);
}
