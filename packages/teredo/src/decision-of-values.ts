import type { DecidingSource, SourceStanding, SourceWord, ValueDecision } from './decision-types';
import { isSeenToTry } from './diagnosis-rule';
import type { FactCode } from './facts-to-fetch';
import { factToFetch } from './facts-to-fetch';
import type { Observation, SourceValues, TeredoSources } from './observation';
import { isTypeRuledByPolicy, sourcesOf } from './policy-rules';
import { defaultTypeOf } from './system-default';
import { generationOf, isOldWindows } from './wanted-teredo';
import { keepsTeredoOff } from './windows-generation';

type Word = SourceWord['says'];

/** The refresh interval of a Windows client on which nobody set one, seconds. */
const DEFAULT_REFRESH_SECONDS = 30;

interface Statement {
  source: DecidingSource;
  says: Word;
  /** What would tell it; null: nothing that is known. */
  fact: FactCode | null;
}

function componentsWord(observation: Observation): Word {
  const value = observation.ipv6.disabledComponents;
  if (keepsTeredoOff(value)) return 'disabled';
  return value === 'unknown' && !isSeenToTry(observation) ? 'unknown' : null;
}

function policyWord(observation: Observation, policy: SourceValues): Word {
  const named = observation.configured.typeSetBy === 'group-policy' && policy.type === null;
  return named ? observation.configured.type : policy.type;
}

/** Before the stack is installed nothing that is set locally counts. */
function isWithoutStack(observation: Observation): boolean {
  return observation.ipv6.installed === false && isOldWindows(observation);
}

/** Where nobody looked into the registry, the machine's own word of who set the type is what is left. */
function localWord(observation: Observation, { local }: TeredoSources): Word {
  if (isWithoutStack(observation)) return null;
  if (local.type !== 'unknown') return local.type === 'default' ? null : local.type;
  const { type, typeSetBy } = observation.configured;
  if (typeSetBy === 'local') return type;
  return typeSetBy === 'default' ? null : 'unknown';
}

function typeStatements(observation: Observation): Statement[] {
  const sources = sourcesOf(observation);
  const local: Statement = {
    source: 'local',
    says: localWord(observation, sources),
    fact: observation.os.family === 'linux' ? 'miredo-configuration' : 'local-values',
  };
  const versionKnown = generationOf(observation) !== 'unknown';
  const own: Statement = {
    source: 'default',
    says: defaultTypeOf(observation.os),
    fact: versionKnown ? null : 'windows-version',
  };
  if (observation.os.family === 'linux') return [local, own];
  const components: Statement = {
    source: 'disabled-components',
    says: componentsWord(observation),
    fact: 'disabled-components',
  };
  const policy: Statement = {
    source: 'group-policy',
    says: policyWord(observation, sources.policy),
    fact: 'policy-values',
  };
  return isOldWindows(observation) ? [policy, local, own] : [components, policy, local, own];
}

/** Everybody who may have decided: each source not read, up to the first that is known to say something. */
function candidatesOf(statements: Statement[]): Statement[] {
  const found: Statement[] = [];
  for (const statement of statements) {
    if (statement.says === null) continue;
    found.push(statement);
    if (statement.says !== 'unknown') break;
  }
  return found;
}

/** Whoever is stronger than the winner says nothing or was not read. */
function standingOf(statement: Statement, winner: Statement | null): SourceStanding {
  if (statement === winner) return 'decides';
  if (statement.says === null) return 'silent';
  if (statement.says === 'unknown' || winner === null) return 'unknown';
  return statement.says === winner.says ? 'agrees' : 'overruled';
}

/** The only one who can have decided; the default decides even where nobody knows what it is. */
function winnerOf(candidates: Statement[], sure: DecidingSource | null): Statement | null {
  for (const candidate of candidates) if (candidate.source === sure) return candidate;
  const [first] = candidates;
  return first !== undefined && (first.says !== 'unknown' || first.source === 'default') ? first : null;
}

function wordOf(observation: Observation, statement: Statement, standing: SourceStanding): SourceWord {
  const { source, says, fact } = statement;
  return {
    source,
    says,
    standing,
    toFetch: says === 'unknown' && fact !== null ? factToFetch(observation, fact) : null,
  };
}

/** Puts the words of all sources in order of rank; `sure` names the winner where the machine itself names it. */
function decide(
  observation: Observation,
  statements: Statement[],
  { sure, otherwise }: { sure: DecidingSource | null; otherwise: Word },
): ValueDecision {
  const candidates = candidatesOf(statements);
  const winner = winnerOf(candidates, sure);
  const said = winner === null ? 'unknown' : winner.says;
  return {
    decidedBy: winner === null ? 'unknown' : winner.source,
    candidates: (winner === null ? candidates : [winner]).map(({ source }) => source),
    value: said === 'unknown' ? otherwise : said,
    sources: statements.map((one) => wordOf(observation, one, standingOf(one, winner))),
  };
}

/** Which source rules the Teredo type. */
export function decideType(observation: Observation): ValueDecision {
  const ruledByPolicy = isTypeRuledByPolicy(observation) && componentsWord(observation) === null;
  return decide(observation, typeStatements(observation), {
    sure: ruledByPolicy ? 'group-policy' : null,
    otherwise: observation.configured.type,
  });
}

interface OtherValue {
  policy: Word;
  local: Word;
  own: Word;
  /** What netsh or miredo.conf show, where nobody can be named. */
  shown: Word;
}

function decideOther(observation: Observation, value: OtherValue): ValueDecision {
  const linux = observation.os.family === 'linux';
  const local: Statement = {
    source: 'local',
    says: value.local,
    fact: linux ? 'miredo-configuration' : 'local-values',
  };
  const own: Statement = { source: 'default', says: value.own, fact: null };
  const policy: Statement = { source: 'group-policy', says: value.policy, fact: 'policy-values' };
  return decide(observation, linux ? [local, own] : [policy, local, own], {
    sure: null,
    otherwise: value.shown,
  });
}

/** The registry may hold the local name where nobody looked, so that its absence there proves nothing. */
function localServer({ configured }: Observation, local: SourceValues): Word {
  if (local.serverName !== null && local.serverName !== 'unknown') return local.serverName;
  if (configured.serverNameSetBy === 'local') return configured.serverName;
  return configured.serverNameSetBy === 'default' ? null : local.serverName;
}

/** Which source rules the server's name. */
export function decideServer(observation: Observation): ValueDecision {
  const { policy, local } = sourcesOf(observation);
  const { serverName, serverNameSetBy } = observation.configured;
  const named = serverNameSetBy === 'group-policy' && policy.serverName === null;
  return decideOther(observation, {
    policy: named ? (serverName ?? 'default') : policy.serverName,
    local: localServer(observation, local),
    own: serverNameSetBy === 'default' ? (serverName ?? 'unknown') : 'unknown',
    shown: serverName ?? 'unknown',
  });
}

/** Which source rules how often the client renews its mapping. Miredo has no such setting. */
export function decideRefresh(observation: Observation): ValueDecision {
  const { policy, local } = sourcesOf(observation);
  const shown = observation.configured.refreshIntervalSeconds;
  const unlike = shown !== null && shown !== DEFAULT_REFRESH_SECONDS;
  const hidden = local.refreshIntervalSeconds === 'unknown';
  return decideOther(observation, {
    policy: policy.refreshIntervalSeconds,
    local: hidden && unlike && policy.refreshIntervalSeconds === null ? shown : local.refreshIntervalSeconds,
    own: observation.os.family === 'linux' ? 'unknown' : DEFAULT_REFRESH_SECONDS,
    shown: shown ?? 'unknown',
  });
}

/** Which source rules the client's UDP port; 0: the system chooses. */
export function decideClientPort(observation: Observation): ValueDecision {
  const { policy, local } = sourcesOf(observation);
  const shown = observation.configured.clientPort;
  const hidden = local.clientPort === 'unknown';
  return decideOther(observation, {
    policy: policy.clientPort,
    local: hidden && shown !== null && policy.clientPort === null ? shown : local.clientPort,
    own: 0,
    shown: shown ?? 0,
  });
}
