import type { SolicitationResult } from '../observation';

/**
 * What came of asking one server once. `answered`: only its first address was asked. `primary-only` and
 * `secondary-only`: both were asked and that one answered. `unresolved`: the name gave no IPv4 address, so that nobody
 * was asked.
 */
export type ServerOutcome = 'both' | 'answered' | 'primary-only' | 'secondary-only' | 'silent' | 'unresolved';

export const SERVER_OUTCOMES: ServerOutcome[] = [
  'both',
  'answered',
  'primary-only',
  'secondary-only',
  'silent',
  'unresolved',
];

/** A measurement by router solicitations, an agent's or the server's own. */
export interface ServerExchange {
  resolved: boolean;
  primary: SolicitationResult | null;
  /** Null: not asked. */
  secondary: SolicitationResult | null;
}

/** Reads a measurement; null when neither address was asked although the name resolved. */
export function outcomeOf({ resolved, primary, secondary }: ServerExchange): ServerOutcome | null {
  if (!resolved) return 'unresolved';
  if (primary === null) return null;
  if (secondary === null) return primary.answered ? 'answered' : 'silent';
  if (primary.answered) return secondary.answered ? 'both' : 'primary-only';
  return secondary.answered ? 'secondary-only' : 'silent';
}

/** Whether a router advertisement came back from either address. */
export function isAnswer(outcome: ServerOutcome): boolean {
  return outcome !== 'silent' && outcome !== 'unresolved';
}
