import type { PeerPing, Reachability, TeredoProbe } from './observation';

/** What was measured from outside the operating system's Teredo client. */
export interface ReachabilityFacts {
  at: number;
  /** Whether the machine has a Teredo address; without one nothing can be reached through Teredo. */
  hasTeredoAddress: boolean;
  /** Whether Teredo is configured on; for a machine that has it off, failure means nothing. */
  on: boolean;
  probe: TeredoProbe | null;
  ping: PeerPing | null;
}

function verdictOf(facts: ReachabilityFacts): Reachability['verdict'] {
  const ping = facts.ping;
  if (ping !== null && ping.received > 0 && facts.hasTeredoAddress) return 'yes';
  if (!facts.on) return 'unknown';
  if (ping !== null && ping.sent > 0) return 'no';
  const probe = facts.probe;
  if (probe === null) return 'unknown';
  const primarySilent = probe.primary !== null && !probe.primary.answered;
  return !probe.resolved || primarySilent ? 'no' : 'unknown';
}

/**
 * Judges a measurement. `yes` needs an answer from a peer; `no` a lost ping, a server name that doesn't resolve or
 * a silent server; everything else is `unknown`.
 */
export function judgeReachability(facts: ReachabilityFacts): Reachability {
  return { at: facts.at, verdict: verdictOf(facts), probe: facts.probe, ping: facts.ping };
}
