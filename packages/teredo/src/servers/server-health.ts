import type { DiagnosisSeverity } from '../plan-types';
import { healthWords } from './health-words';
import type { ServerOutcome } from './server-outcome';
import { isAnswer } from './server-outcome';

/** Rule H3: as many machines have to ask in vain before a server is called dead. */
export const DEAD_MACHINES = 3;
/** Rule H3: from as many networks, because one network may block UDP. */
export const DEAD_NETWORKS = 2;
/** Rule H1: a measurement counts this long at least. */
export const FRESH_MS = 3600000;
/** Rule H1: and at least this many observation periods. */
export const FRESH_PERIODS = 3;

/** Rule H1: how old a measurement may be to count, for machines that are observed every so many seconds. */
export function freshMsFor(observeSeconds: number): number {
  return Math.max(FRESH_MS, FRESH_PERIODS * observeSeconds * 1000);
}

/** What the agents' own probes say of one server: the newest of each machine. Instants in ms since 1970. */
export interface AgentMeasurements {
  /** Machines whose newest measurement is fresh, by what came of it. */
  fresh: { [outcome in ServerOutcome]: number };
  /** From how many networks those asked that got no answer. */
  failingNetworks: number;
  /** Machines whose newest measurement is too old to count. */
  old: number;
  newestAt: number | null;
  lastAnswerAt: number | null;
  /** Whether only simulated machines measured it. */
  simulated: boolean;
}

/** What this server measured itself. */
export interface OwnMeasurement {
  at: number;
  outcome: ServerOutcome;
  lastAnswerAt: number | null;
}

export interface ServerEvidence {
  /** Listed as dead by the product's own directory. */
  listedDead: boolean;
  agents: AgentMeasurements | null;
  own: OwnMeasurement | null;
  now: number;
  freshMs: number;
}

export type ServerVerdict =
  | 'answers'
  | 'one-address'
  | 'silent'
  | 'unresolved'
  | 'dead'
  | 'stale'
  | 'unknown';

/** Rule numbers are those of docs/teredo-servers.md. */
export interface ServerHealth {
  verdict: ServerVerdict;
  /** The rule that decided. */
  rule: 'H2' | 'H3' | 'H4' | 'H5' | 'H6' | 'H7' | 'H8';
  severity: DiagnosisSeverity;
  /** One sentence that can be read out. */
  text: string;
  lastAskedAt: number | null;
  lastAnswerAt: number | null;
  /** Machines, and this server, whose fresh measurement got an answer, and those that got none. */
  answered: number;
  failed: number;
}

/** Everything that counts now, agents and this server together; this server is one machine in one network. */
export interface FreshTally {
  counts: { [outcome in ServerOutcome]: number };
  answered: number;
  failed: number;
  networks: number;
}

function emptyCounts(): FreshTally['counts'] {
  return { both: 0, answered: 0, 'primary-only': 0, 'secondary-only': 0, silent: 0, unresolved: 0 };
}

function tally({ agents, own, now, freshMs }: ServerEvidence): FreshTally {
  const counts = agents === null ? emptyCounts() : { ...agents.fresh };
  let networks = agents === null ? 0 : agents.failingNetworks;
  if (own !== null && now - own.at <= freshMs) {
    counts[own.outcome] += 1;
    if (!isAnswer(own.outcome)) networks += 1;
  }
  const answered = counts.both + counts.answered + counts['primary-only'] + counts['secondary-only'];
  return { counts, answered, failed: counts.silent + counts.unresolved, networks };
}

/** Whether both addresses are known to answer, or the second was not asked. */
function bothAnswer({ counts }: FreshTally): boolean {
  if (counts.both > 0) return true;
  if (counts['secondary-only'] > 0) return counts['primary-only'] + counts.answered > 0;
  return counts['primary-only'] === 0;
}

function later(first: number | null, second: number | null): number | null {
  if (first === null || second === null) return first === null ? second : first;
  return first > second ? first : second;
}

function lastAskedAt({ agents, own }: ServerEvidence): number | null {
  return later(agents === null ? null : agents.newestAt, own === null ? null : own.at);
}

function decide(evidence: ServerEvidence, fresh: FreshTally): Pick<ServerHealth, 'verdict' | 'rule'> {
  if (fresh.answered > 0) {
    return bothAnswer(fresh) ? { verdict: 'answers', rule: 'H2' } : { verdict: 'one-address', rule: 'H4' };
  }
  if (fresh.failed >= DEAD_MACHINES && fresh.networks >= DEAD_NETWORKS)
    return { verdict: 'dead', rule: 'H3' };
  if (evidence.listedDead) return { verdict: 'dead', rule: 'H5' };
  if (fresh.failed > 0) {
    return { verdict: fresh.counts.silent > 0 ? 'silent' : 'unresolved', rule: 'H6' };
  }
  return lastAskedAt(evidence) === null
    ? { verdict: 'unknown', rule: 'H8' }
    : { verdict: 'stale', rule: 'H7' };
}

const SEVERITIES: { [verdict in ServerVerdict]: DiagnosisSeverity } = {
  answers: 'ok',
  'one-address': 'warning',
  silent: 'warning',
  unresolved: 'warning',
  dead: 'problem',
  stale: 'info',
  unknown: 'info',
};

/**
 * Judges a server by what was measured. An answer proves that it lives, silence proves little: one machine's failure is
 * that machine's, many machines' in several networks is the server's. Rules H1 to H8 of docs/teredo-servers.md.
 */
export function judgeServer(evidence: ServerEvidence): ServerHealth {
  const fresh = tally(evidence);
  const { verdict, rule } = decide(evidence, fresh);
  const { agents, own } = evidence;
  const lastAnswer = later(
    agents === null ? null : agents.lastAnswerAt,
    own === null ? null : own.lastAnswerAt,
  );
  return {
    verdict,
    rule,
    severity: SEVERITIES[verdict],
    text: healthWords({ verdict, rule }, evidence, fresh),
    lastAskedAt: lastAskedAt(evidence),
    lastAnswerAt: lastAnswer,
    answered: fresh.answered,
    failed: fresh.failed,
  };
}
