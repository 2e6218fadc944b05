import { readBlocks } from './netsh-teredo-blocks';
import { DAMAGED_LAYOUTS, fieldsByColon, netshLines } from './netsh-teredo-fields';
import type { NetshTeredoFacts, NetshTeredoReading } from './netsh-teredo-reading';
import { emptyNetshReading } from './netsh-teredo-reading';

/** How much of some readings was understood. */
function countUnderstood(readings: NetshTeredoReading[]): number {
  let count = 0;
  for (const {
    type,
    serverName,
    refreshIntervalSeconds,
    state,
    role,
    network,
    nat,
    error,
    localMapping,
  } of readings) {
    for (const fact of [
      type,
      serverName,
      refreshIntervalSeconds,
      state,
      role,
      network,
      nat,
      error,
      localMapping,
    ])
      if (fact !== null && fact !== 'unknown') count += 1;
  }
  return count;
}

/** Where lines don't stand as printed, three values that fit one another must be there to believe in them. */
function isSure({ type, serverName, refreshIntervalSeconds }: NetshTeredoReading): boolean {
  return type !== 'unknown' && serverName !== 'unknown' && refreshIntervalSeconds !== null;
}

function bestOf(candidates: NetshTeredoReading[][]): NetshTeredoReading[] {
  let best: NetshTeredoReading[] = [];
  for (const candidate of candidates)
    if (countUnderstood(candidate) > countUnderstood(best)) best = candidate;
  return best;
}

/**
 * Reads every output of `show state` in a text, in their order: a person may paste several. By position and by the
 * shape of values, since labels are translated and XP has the same word twice. Never throws.
 */
export function readNetshTeredoAll(text: string): NetshTeredoReading[] {
  const lines = netshLines(text);
  const asPrinted = readBlocks(fieldsByColon(lines));
  return asPrinted.length > 0
    ? asPrinted
    : bestOf(DAMAGED_LAYOUTS.map((layout) => readBlocks(layout(lines)).filter(isSure)));
}

/** Reads the last output of `show state` in a text, which is the newest. Never throws. */
export function readNetshTeredo(text: string): NetshTeredoReading {
  const all = readNetshTeredoAll(text);
  return all[all.length - 1] ?? emptyNetshReading();
}

/** The facts alone. A server name that was masked is one that the output doesn't say. */
export function netshTeredoFacts(reading: NetshTeredoReading): NetshTeredoFacts {
  return {
    type: reading.type,
    typeByPolicy: reading.typeByPolicy,
    serverName: reading.serverName === 'unknown' ? null : reading.serverName,
    serverNameByPolicy: reading.serverNameByPolicy,
    refreshIntervalSeconds: reading.refreshIntervalSeconds,
    clientPort: reading.clientPort,
    state: reading.state,
    role: reading.role,
    network: reading.network,
    nat: reading.nat,
    error: reading.error,
    errorCode: reading.errorCode,
    localMapping: reading.localMapping,
    externalMapping: reading.externalMapping,
  };
}
