import { MACHINE_ROLES, machineRoleOf } from '../machine-role';
import type { Observation, SolicitationResult } from '../observation';
import { ERRORS, NATS, SET_BY, TYPES } from './fact-words';
import type { RuleFact } from './rule-fact';
import { BOOLEAN, DURATION, NUMBER, observed, oneOf, orNone, seconds, TEXT, told } from './rule-fact';
import type { RuleValue } from './rule-value';
import { known, OPEN, UNREAD } from './rule-value';

/** What one source says, which an agent of before sources were told apart never read. */
function ofSource(source: 'policy' | 'local', whose: string): RuleFact[] {
  const from =
    (pick: (values: NonNullable<Observation['sources']>['policy']) => RuleValue) => (one: Observation) =>
      one.sources === null || one.sources === undefined ? UNREAD : pick(one.sources[source]);
  const part = 'configured';
  return [
    observed(`sources.${source}.type`, {
      kind: orNone(oneOf(TYPES)),
      about: `the Teredo type that ${whose} says`,
      part,
      read: from(({ type }) => told(type)),
    }),
    observed(`sources.${source}.serverName`, {
      kind: orNone(TEXT),
      about: `the server that ${whose} names`,
      part,
      read: from(({ serverName }) => told(serverName)),
    }),
    observed(`sources.${source}.refreshInterval`, {
      kind: orNone(DURATION),
      about: `the refresh interval that ${whose} says`,
      part,
      read: from(({ refreshIntervalSeconds }) => seconds(refreshIntervalSeconds)),
    }),
    observed(`sources.${source}.clientPort`, {
      kind: orNone(NUMBER),
      about: `the UDP port that ${whose} says; 0: the system chooses`,
      part,
      read: from(({ clientPort }) => told(clientPort)),
    }),
  ];
}

/** Of two questions, what the first that was asked says; open where none was. */
function ofProbe(pick: (result: SolicitationResult) => RuleValue): (observation: Observation) => RuleValue {
  return ({ reachable: { probe } }) =>
    probe === null || probe.primary === null ? OPEN : pick(probe.primary);
}

/** What is settled by what was read, and by nothing that may still be learnt. */
function readRole(observation: Observation): RuleValue {
  const { state, type } = observation.effective;
  const isOpen = state === 'unknown' || (state !== 'offline' && type === 'unknown');
  return isOpen ? OPEN : told(machineRoleOf(observation));
}

const WRITTEN: RuleFact[] = [
  observed('configured.type', {
    kind: oneOf(TYPES),
    about: 'what Teredo is set to',
    part: 'configured',
    read: ({ configured }) => told(configured.type),
  }),
  observed('configured.typeSetBy', {
    kind: oneOf(SET_BY),
    about: 'who decides the type',
    part: 'configured',
    read: ({ configured }) => told(configured.typeSetBy),
  }),
  observed('configured.serverName', {
    kind: orNone(TEXT),
    about: 'the Teredo server that is set',
    part: 'configured',
    read: ({ configured }) => told(configured.serverName),
  }),
  observed('configured.serverNameSetBy', {
    kind: oneOf(SET_BY),
    about: 'who decides the server',
    part: 'configured',
    read: ({ configured }) => told(configured.serverNameSetBy),
  }),
  observed('configured.refreshInterval', {
    kind: orNone(DURATION),
    about: 'the refresh interval that is set',
    part: 'configured',
    read: ({ configured }) => seconds(configured.refreshIntervalSeconds),
  }),
  observed('configured.clientPort', {
    kind: orNone(NUMBER),
    about: 'the UDP port that is set; none: the system chooses',
    part: 'configured',
    read: ({ configured }) => told(configured.clientPort),
  }),
];

/** What is written down of Teredo, and by whom. */
export const CONFIGURED_FACTS: RuleFact[] = WRITTEN.concat(
  ofSource('policy', 'Group Policy'),
  ofSource('local', 'the machine itself'),
);

/** What the running client says of itself. */
export const EFFECTIVE_FACTS: RuleFact[] = [
  observed('effective.type', {
    kind: oneOf(TYPES),
    about: 'what the client runs as',
    part: 'effective',
    read: ({ effective }) => told(effective.type),
  }),
  observed('effective.state', {
    kind: oneOf(['offline', 'dormant', 'probe', 'qualified']),
    about: 'the state of the client',
    part: 'effective',
    read: ({ effective }) => told(effective.state),
  }),
  observed('effective.network', {
    kind: orNone(oneOf(['managed', 'unmanaged'])),
    about: 'the kind of network that the client sees',
    part: 'effective',
    read: ({ effective }) => told(effective.network),
  }),
  observed('effective.nat', {
    kind: orNone(oneOf(NATS)),
    about: 'the NAT that the client sees; “none” in quotes: there is no NAT',
    part: 'effective',
    read: ({ effective }) => told(effective.nat),
  }),
  observed('effective.error', {
    kind: orNone(oneOf(ERRORS)),
    about: 'what the client is up against; “none” in quotes: nothing',
    part: 'effective',
    read: ({ effective }) => told(effective.error),
  }),
  observed('effective.address', {
    kind: orNone(TEXT),
    about: 'the Teredo address in use',
    part: 'effective',
    read: ({ effective }) => told(effective.address),
  }),
  observed('role', {
    kind: oneOf(MACHINE_ROLES.filter((role) => role !== 'unknown')),
    about: 'what Teredo is on the machine',
    part: 'effective',
    read: readRole,
  }),
  observed('service.name', {
    kind: orNone(oneOf(['iphlpsvc', '6to4', 'miredo'])),
    about: 'the service that runs Teredo',
    part: 'effective',
    read: ({ service }) => told(service.name),
  }),
  observed('service.state', {
    kind: oneOf(['running', 'stopped', 'disabled', 'missing']),
    about: 'the state of that service',
    part: 'effective',
    read: ({ service }) => told(service.state),
  }),
];

/** What the agent measured. */
export const MEASURED_FACTS: RuleFact[] = [
  observed('reachable', {
    kind: BOOLEAN,
    about: 'whether a peer answered through Teredo',
    part: 'reachable',
    read: ({ reachable: { verdict } }) => (verdict === 'unknown' ? OPEN : known(verdict === 'yes')),
  }),
  observed('reachable.ping.sent', {
    kind: NUMBER,
    about: 'how many pings the agent sent through Teredo',
    part: 'reachable',
    read: ({ reachable: { ping } }) => (ping === null ? OPEN : known(ping.sent)),
  }),
  observed('reachable.ping.received', {
    kind: NUMBER,
    about: 'how many of them came back',
    part: 'reachable',
    read: ({ reachable: { ping } }) => (ping === null ? OPEN : known(ping.received)),
  }),
  observed('reachable.probe.resolved', {
    kind: BOOLEAN,
    about: 'whether the name of the server gave an address',
    part: 'reachable',
    read: ({ reachable: { probe } }) => (probe === null ? OPEN : known(probe.resolved)),
  }),
  observed('reachable.probe.answered', {
    kind: BOOLEAN,
    about: "whether the server answered the agent's own question",
    part: 'reachable',
    read: ofProbe(({ answered }) => known(answered)),
  }),
  observed('reachable.probe.roundTrip', {
    kind: orNone(DURATION),
    about: 'how long that answer took; none: there was none',
    part: 'reachable',
    read: ofProbe(({ roundTripMs }) => known(roundTripMs)),
  }),
  observed('reachable.probe.nat', {
    kind: orNone(oneOf(NATS)),
    about: "the NAT by the agent's own questions",
    part: 'reachable',
    read: ({ reachable: { probe } }) => (probe === null ? OPEN : told(probe.nat)),
  }),
];
