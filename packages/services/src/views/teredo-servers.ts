import type { DiagnosisSeverity, ServerHealth, ServerOutcome, ServerVerdict } from '@teredo-fleet/teredo';

/** What measurements say of a Teredo server: rules H1 to H8 of docs/teredo-servers.md. */
export interface TeredoServerHealth {
  verdict: ServerVerdict;
  rule: ServerHealth['rule'];
  severity: DiagnosisSeverity;
  /** Can be read out as it is. */
  text: string;
  lastAskedAt: string | null;
  lastAnswerAt: string | null;
  answered: number;
  failed: number;
  /** Whether the machines that measured it are simulated ones. */
  simulated: boolean;
}

/** What this server itself heard when it asked last. */
export interface OwnServerMeasurement {
  measuredAt: string;
  outcome: ServerOutcome;
  /** Why an address that the name gave was not asked. */
  fault: string | null;
  addresses: string[];
  roundTripMs: number | null;
  lastAnswerAt: string | null;
}

export interface TeredoServerRow {
  name: string;
  /** Names and addresses under which machines have it: what their list is filtered by. */
  writtenAs: string[];
  /** `known`: comes with the product. `added`: the organisation's own. `seen`: machines have it, nobody listed it. */
  origin: 'known' | 'added' | 'seen';
  standing: 'default' | 'seen' | 'dead' | null;
  /** What the source of a known one says of it. */
  about: string | null;
  source: string | null;
  secondary: string | null;
  note: string | null;
  /** Whether this server asks it on a schedule. */
  measured: boolean;
  /** Active machines of one's scopes that have it, and those of them on which Teredo is on. */
  machines: { total: number; inUse: number };
  health: TeredoServerHealth;
  agents: {
    fresh: Record<ServerOutcome, number>;
    failingNetworks: number;
    old: number;
    newestAt: string | null;
    lastAnswerAt: string | null;
    simulated: boolean;
  } | null;
  own: OwnServerMeasurement | null;
  /** Somebody wants it measured and nobody has yet. */
  requestedAt: string | null;
}
