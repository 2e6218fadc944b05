import { isoOrNull } from '../core/instants';
import type { TeredoServerRow } from '../views';
import type { DirectoryEntry } from './directory';
import { agentsOf, healthOf, type Measurements, ownView } from './measurements';
import type { ServerUse } from './server-uses';

/** What a row is made from: an entry, or a name that machines have and nobody listed. */
export interface RowSource {
  name: string;
  entry: DirectoryEntry | null;
  uses: readonly ServerUse[];
}

function agentsView(measurements: Measurements, names: readonly string[]): TeredoServerRow['agents'] {
  const agents = agentsOf(measurements, names);
  if (agents === null) return null;
  const { newestAt, lastAnswerAt, ...counts } = agents;
  const instant = (at: number | null) => isoOrNull(at === null ? null : new Date(at));
  return { ...counts, newestAt: instant(newestAt), lastAnswerAt: instant(lastAnswerAt) };
}

/** The names that a server is known by, under each of which there may be a tally. */
function namesOf({ name, entry, uses }: RowSource): string[] {
  const names = [name, ...(entry?.addresses ?? []), ...uses.map(({ server }) => server)];
  return [...new Set(names)];
}

function aboutEntry(entry: DirectoryEntry | null) {
  return {
    origin:
      entry === null ? ('seen' as const) : entry.known === null ? ('added' as const) : ('known' as const),
    standing: entry?.known?.standing ?? null,
    about: entry?.known?.note || null,
    source: entry?.known?.source ?? null,
    secondary: entry?.secondary ?? null,
    note: entry?.note ?? null,
    measured: entry?.measured ?? false,
  };
}

export function serverRow(source: RowSource, measurements: Measurements, now: Date): TeredoServerRow {
  const { name, entry, uses } = source;
  const names = namesOf(source);
  const sum = (count: (use: ServerUse) => number) => uses.reduce((total, use) => total + count(use), 0);
  const listedDead = entry?.known?.standing === 'dead';
  return {
    name,
    writtenAs: uses.map(({ server }) => server).sort(),
    ...aboutEntry(entry),
    machines: { total: sum((use) => use.machines), inUse: sum((use) => use.inUse) },
    health: healthOf(measurements, { name, names, listedDead }, now),
    agents: agentsView(measurements, names),
    own: ownView(measurements, name),
    requestedAt: isoOrNull(measurements.probes.get(name)?.requestedAt ?? null),
  };
}
