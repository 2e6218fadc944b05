import { type Call, defineQuery } from '../core/define-verb';
import { readSettings } from '../settings/settings-store';
import type { TeredoServerRow } from '../views';
import { type DirectoryEntry, entryOf, readDirectory } from './directory';
import { addressesMeasured, readMeasurements } from './measurements';
import { type RowSource, serverRow } from './server-row';
import { readServerUses, type ServerUse } from './server-uses';

/** Every use goes to one entry; a server that nobody listed becomes a row of its own. */
function gather(directory: DirectoryEntry[], uses: readonly ServerUse[]): RowSource[] {
  const usesOf = new Map<string, ServerUse[]>(directory.map(({ name }) => [name, []]));
  const unlisted: RowSource[] = [];
  for (const use of uses) {
    const entry = entryOf(directory, use.server);
    if (entry === null) unlisted.push({ name: use.server, entry: null, uses: [use] });
    else usesOf.get(entry.name)?.push(use);
  }
  const listed = directory.map((entry) => ({ name: entry.name, entry, uses: usesOf.get(entry.name) ?? [] }));
  return [...listed, ...unlisted];
}

const ORIGINS: Record<TeredoServerRow['origin'], number> = { added: 0, seen: 1, known: 2 };

/** What matters first: servers that machines have, most machines first; then the organisation's own; then the rest. */
function byImportance(one: TeredoServerRow, other: TeredoServerRow): number {
  return (
    other.machines.inUse - one.machines.inUse ||
    other.machines.total - one.machines.total ||
    ORIGINS[one.origin] - ORIGINS[other.origin]
  );
}

/** Agents of machines without a server ask the one that the settings name. */
async function unlistedProbeServer(
  { tx }: Call,
  directory: DirectoryEntry[],
  uses: readonly ServerUse[],
): Promise<RowSource[]> {
  const { probeServer } = (await readSettings(tx)).reachability;
  if (probeServer === null || entryOf(directory, probeServer) !== null) return [];
  return uses.some(({ server }) => server === probeServer)
    ? []
    : [{ name: probeServer, entry: null, uses: [] }];
}

/**
 * Every server that is known, was added, or that a machine of one's scopes has. Health is measured over the whole
 * organisation; machines are counted in one's scopes only.
 */
export const listTeredoServers = defineQuery('teredoServer.list', async (call) => {
  const { tx, scopes, now } = call;
  const measurements = await readMeasurements(tx);
  const directory = await readDirectory(tx, addressesMeasured(measurements));
  const uses = await readServerUses(tx, scopes);
  const sources = [...gather(directory, uses), ...(await unlistedProbeServer(call, directory, uses))];
  const rows = sources.map((source) => serverRow(source, measurements, now));
  return { rows: rows.sort(byImportance) };
});
