import type { NatKind, SolicitationResult } from './observation';

/** What else a probe may have learnt; null: not measured. */
export interface NatHints {
  /** Whether an answer came from a server address that the socket had not written to (RFC 4380 section 5.2.1). */
  coneAnswered: boolean | null;
  /** The socket's own address and port, to tell that there is no NAT at all. */
  local: { address: string; port: number } | null;
}

const NO_HINTS: NatHints = { coneAnswered: null, local: null };

/**
 * Concludes what kind of NAT stands between a socket and two addresses of one server. Different mappings: symmetric.
 * One mapping for both is at least `restricted`, the weakest kind that keeps a mapping; `cone` and `none` need a hint.
 * Null when fewer than two answers with an origin came.
 */
export function natFromMappings(
  primary: SolicitationResult | null,
  secondary: SolicitationResult | null,
  hints: NatHints = NO_HINTS,
): NatKind | null {
  const first = primary === null || !primary.answered ? null : primary.mapped;
  const second = secondary === null || !secondary.answered ? null : secondary.mapped;
  if (first === null || second === null) return null;
  if (first.address !== second.address || first.port !== second.port) return 'symmetric';
  const local = hints.local;
  if (local !== null && local.address === first.address && local.port === first.port) return 'none';
  return hints.coneAnswered === true ? 'cone' : 'restricted';
}

/** Whether a NAT maps differently towards each destination, which Miredo and Windows XP can't get through. */
export function isSymmetric(nat: NatKind | null): boolean {
  return nat === 'symmetric' || nat === 'symmetric-port' || nat === 'symmetric-address';
}
