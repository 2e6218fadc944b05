/**
 * Splits a batch so that no part holds two sessions of one machine and those of one machine stay in their order. Nearly
 * always that is one part.
 */
export function splitIntoRounds<S extends { machineId: string }>(sessions: readonly S[]): S[][] {
  const rounds: S[][] = [];
  const seen = new Map<string, number>();
  for (const session of sessions) {
    const round = seen.get(session.machineId) ?? 0;
    seen.set(session.machineId, round + 1);
    const those = rounds[round];
    if (those === undefined) rounds.push([session]);
    else those.push(session);
  }
  return rounds;
}
