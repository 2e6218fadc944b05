import { pingFacts } from '../diagnosis-rule';
import { factAt, factInWords } from '../evidence-fact';
import type { Observation } from '../observation';
import { sourcesOf } from '../policy-rules';
import { KNOWN_SERVERS } from '../servers/known-servers';
import { findServer, serverOfMachine } from '../servers/match-server';
import { outcomeOf } from '../servers/server-outcome';
import { keepsTeredoOff } from '../windows-generation';
import type { FindingRule, RuleJudgement } from './finding-rule';
import { judged, otherSystem, releaseUnknown } from './finding-rule';
import { isOff, OFF, onUnknown, whetherOn } from './teredo-on';
import { runsOneOf } from './windows-release';

/** Whether Teredo carries packets: only what was measured through it says yes. */
function judgeFunction(observation: Observation): RuleJudgement {
  const { reachable, effective, configured } = observation;
  const state = [factAt(observation, 'effective.state'), factAt(observation, 'effective.error')];
  const measured = { at: reachable.at, evidence: pingFacts(observation).concat(state) };
  if (whetherOn(observation) === false)
    return judged('finding', OFF, { at: configured.at, evidence: [factAt(observation, 'configured.type')] });
  if (reachable.verdict === 'yes') return judged('pass', 'A peer answered through Teredo.', measured);
  if (reachable.verdict === 'no') return judged('finding', 'No peer was reached through Teredo.', measured);
  if (effective.error !== null && effective.error !== 'none' && effective.error !== 'unknown')
    return judged('finding', `The client is up against ${effective.error}.`, {
      at: effective.at,
      evidence: state,
    });
  return judged('unknown', 'Nothing was measured through Teredo yet, and its state alone proves nothing.', {
    at: effective.at,
    evidence: state,
  });
}

function needsTeredo(rule: Omit<FindingRule, 'judge' | 'kind' | 'remedy' | 'appliesTo'>): FindingRule {
  const appliesTo = 'Windows 10 and 11';
  return {
    ...rule,
    kind: 'function',
    appliesTo,
    remedy: "Turn Teredo on and open the firewall for it; the machine's page says what is in the way.",
    judge: (observation) => {
      const isFor = runsOneOf(observation, ['windows-10']);
      if (isFor === 'unknown') return releaseUnknown(observation, appliesTo);
      return isFor ? judgeFunction(observation) : otherSystem(observation, appliesTo);
    },
  };
}

/** What other products ask of Teredo: that it works. */
export const FUNCTION_RULES: FindingRule[] = [
  needsTeredo({
    id: 'delivery-optimization',
    version: 2,
    title: 'Teredo for Delivery Optimization',
    severity: 'low',
    demand: 'Teredo carries packets, so that peers behind other NATs can share updates.',
    source: {
      name: 'Microsoft, Delivery Optimization',
      version: 'frequently asked questions',
      item: 'NAT traversal',
    },
  }),
  needsTeredo({
    id: 'xbox-party',
    version: 2,
    title: 'Teredo for Xbox party chat and multiplayer',
    severity: 'low',
    demand: 'Teredo carries packets; else games say that Teredo is unable to qualify.',
    source: { name: 'Xbox Support', version: 'party chat on Windows', item: 'Teredo is unable to qualify' },
  }),
  {
    id: 'directaccess-enterpriseclient',
    version: 2,
    kind: 'function',
    title: 'Enterprise client for DirectAccess',
    severity: 'high',
    demand: 'Where a policy says enterpriseclient, the client runs as that.',
    appliesTo: 'machines whose policy says enterpriseclient',
    remedy:
      'Let Group Policy be read anew (gpupdate /force) and look whether DisabledComponents or the service iphlpsvc is in the way.',
    source: { name: 'Microsoft, DirectAccess', version: 'test lab guides', item: 'Teredo client behind NAT' },
    judge: judgeEnterprise,
  },
  {
    id: 'teredo-server-answers',
    version: 2,
    kind: 'function',
    title: 'A Teredo server that answers',
    severity: 'medium',
    demand: "The server is not known to be dead, and answers the machine's own questions.",
    appliesTo: 'machines on which Teredo is on',
    remedy: 'Set a server that answers: the page Servers tells which do.',
    source: { name: 'RFC 4380', version: '2006', item: 'section 5.2.1' },
    judge: judgeServer,
  },
];

/** What keeps the client from running as its policy says; null: nothing is known to. */
function besidePolicy({ ipv6, service, effective }: Observation): string | null {
  if (keepsTeredoOff(ipv6.disabledComponents)) return 'DisabledComponents takes it away';
  const { name, state } = service;
  if (state === 'stopped' || state === 'disabled' || state === 'missing')
    return `the service ${name === null ? 'of Teredo' : name} is ${state}`;
  return effective.type === 'enterpriseclient' ? null : `the client runs as ${effective.type}`;
}

function judgeEnterprise(observation: Observation): RuleJudgement {
  const { type } = sourcesOf(observation).policy;
  const { effective } = observation;
  const read = {
    at: effective.at,
    evidence: [
      factAt(observation, 'effective.type'),
      factAt(observation, 'effective.state'),
      factAt(observation, 'service.state'),
    ],
  };
  if (observation.os.family === 'linux') return otherSystem(observation, 'Windows');
  if (type === 'unknown')
    return judged('unknown', 'Whether a policy says enterpriseclient could not be read.', read);
  if (type !== 'enterpriseclient')
    return judged('not-applicable', 'No policy says enterpriseclient here.', {
      at: observation.configured.at,
      evidence: [factInWords(observation, 'sources.policy', type ?? 'none')],
    });
  if (effective.type === 'unknown')
    return judged('unknown', 'What the client runs as could not be read.', read);
  const inTheWay = besidePolicy(observation);
  return inTheWay === null
    ? judged('pass', 'The client runs as enterpriseclient.', read)
    : judged('finding', `The policy says enterpriseclient, and ${inTheWay}.`, read);
}

function judgeServer(observation: Observation): RuleJudgement {
  const { configured, reachable, effective } = observation;
  const on = whetherOn(observation);
  if (on !== true) return on === 'unknown' ? onUnknown(observation) : isOff(observation);
  const { name } = serverOfMachine(observation);
  const { probe } = reachable;
  const server = factAt(observation, 'configured.serverName');
  const known = name === null ? null : findServer(KNOWN_SERVERS, name);
  const outcome = probe === null ? null : outcomeOf(probe);
  if (outcome !== null) {
    const measured = {
      at: reachable.at,
      evidence: [server, factAt(observation, 'reachable.probe.serverName')],
    };
    if (outcome === 'unresolved')
      return judged('finding', 'The name of the server gave no address.', measured);
    return outcome === 'silent'
      ? judged('finding', 'The server did not answer this machine.', measured)
      : judged('pass', 'The server answered this machine.', measured);
  }
  if (known !== null && known.standing === 'dead')
    return judged('finding', `${known.name} is listed as dead.`, { at: configured.at, evidence: [server] });
  const named = { at: effective.at, evidence: [server, factAt(observation, 'effective.error')] };
  const isOut =
    effective.error === 'primary-server-unreachable' || effective.error === 'server-name-unresolved';
  return isOut
    ? judged('finding', `The client says ${effective.error}.`, named)
    : judged('unknown', 'Nobody asked the server yet.', named);
}
