import { ERROR_WORDS } from '../../error-words';
import type { NatKind, Unknown } from '../../observation';
import type { NatBehaviour, NetshTeredoReading } from '../../readers/netsh-teredo-reading';
import { fact, factOf, missedFacts, type OutputFact, told, yesNo } from './output-fact';

const NATS: { [kind in NatKind]: string } = {
  none: 'none: this machine is on the internet directly',
  cone: 'cone: the easiest kind for Teredo',
  restricted: 'restricted',
  'restricted-port': 'restricted by port',
  'symmetric-port': 'symmetric, by port: another outside port for each destination',
  'symmetric-address': 'symmetric, by address: another outside port for each destination',
  symmetric: 'symmetric: another outside port for each destination',
};

const STATES: { [state: string]: string } = {
  offline: 'offline',
  dormant: 'dormant: on, and asleep until a program needs it',
  probe: 'probing: looking for its server',
  qualified: 'qualified: the client has found its server',
};

const QUALIFIED_RELAY = 'qualified: as a relay for this machine alone, which is no sign of IPv6 internet';

function byPolicy(value: string, mark: boolean | Unknown): string {
  if (mark === true) return `${value}, set by Group Policy`;
  return mark === 'unknown' ? `${value}; there is a mark beside it that was not understood` : value;
}

function setting(name: string, value: string, mark: boolean | Unknown): OutputFact {
  return fact(name, byPolicy(value, mark));
}

function stateOf({ state, stateText, role }: NetshTeredoReading): string {
  if (state === null)
    return 'no State line: the service does not answer, or netsh ran without administrator rights';
  if (state === 'unknown') return `not understood: ${stateText ?? ''}`;
  const detail = /\(.{1,40}\)/.exec(stateText ?? '');
  const words = state === 'qualified' && role === 'host-specific-relay' ? QUALIFIED_RELAY : STATES[state];
  return (words ?? state) + (detail === null ? '' : ` ${detail[0]}`);
}

function errorOf({ error, errorText, errorCode }: NetshTeredoReading): string | null {
  if (error === null) return null;
  const text = error === 'unknown' ? `${ERROR_WORDS.unknown}: ${errorText ?? ''}` : ERROR_WORDS[error];
  return errorCode === null ? text : `${text} (code ${errorCode})`;
}

function behaviourFacts(behaviour: NatBehaviour | null): (OutputFact | null)[] {
  if (behaviour === null) return [];
  return [
    factOf('NAT opens ports by UPnP', yesNo(behaviour.upnp)),
    factOf('NAT keeps the port', yesNo(behaviour.portPreserving)),
  ];
}

const ROLES: { [role: string]: string } = {
  client: 'Teredo client',
  'host-specific-relay':
    'host-specific relay: it has IPv6 from elsewhere, relays for itself only, and gives no IPv6 internet',
};

const wasMissed = ({ notUnderstood }: NetshTeredoReading, name: string): boolean =>
  notUnderstood.some(({ field }) => field === name);

/** Null when no line of it was printed: posters cut lines out. */
function serverOf(reading: NetshTeredoReading): OutputFact | null {
  const { serverName, serverNameByPolicy } = reading;
  if (serverName === null) return setting('Server', 'none named', serverNameByPolicy);
  if (serverName !== 'unknown') return setting('Server', serverName, serverNameByPolicy);
  return wasMissed(reading, 'serverName')
    ? setting('Server', 'not readable or masked', serverNameByPolicy)
    : null;
}

/** Null when no line of it was printed. */
function portOf(reading: NetshTeredoReading): OutputFact | null {
  const { clientPort, clientPortByPolicy: mark } = reading;
  if (mark === null) return null;
  if (wasMissed(reading, 'clientPort')) return setting('Client port', 'not understood', mark);
  return setting('Client port', clientPort === null ? 'the system chooses' : `UDP ${clientPort}`, mark);
}

/** What one output of `show state` says. */
export function netshTeredoFactsInWords(reading: NetshTeredoReading): OutputFact[] {
  const { refreshIntervalSeconds: seconds, network, nat, role } = reading;
  const settings = [
    setting('Type', reading.type === 'unknown' ? 'not understood' : reading.type, reading.typeByPolicy),
    serverOf(reading),
    seconds === null
      ? null
      : setting('Refresh interval', `${seconds} seconds`, reading.refreshIntervalByPolicy),
    portOf(reading),
  ];
  const running = [
    fact('State', stateOf(reading)),
    factOf('Role', role === null ? null : (ROLES[role] ?? role)),
    factOf('Network', network === 'managed' ? 'managed: a domain controller is seen' : network),
    factOf('NAT', nat === null ? null : NATS[nat]),
    factOf('Error', errorOf(reading)),
    factOf('Error code', reading.error === null ? reading.errorCode : null),
    factOf('Inside address', reading.localMapping),
    factOf('Outside address', reading.externalMapping),
  ];
  return told([...settings, ...running, ...behaviourFacts(reading.natBehaviour)]).concat(
    missedFacts(reading.notUnderstood.filter(({ field }) => isNotShownAbove(field))),
  );
}

/** Of these the raw text stands beside the fact already. */
function isNotShownAbove(field: string): boolean {
  return field !== 'state' && field !== 'error';
}
