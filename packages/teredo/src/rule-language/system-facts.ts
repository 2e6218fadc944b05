import { windowsReleaseOf } from '../findings/windows-release';
import { RELEASES, SET_BY } from './fact-words';
import type { Kind, RuleFact } from './rule-fact';
import {
  BOOLEAN,
  DURATION,
  NUMBER,
  observed,
  oneOf,
  orNone,
  readVersion,
  SET,
  TEXT,
  told,
  VERSION,
} from './rule-fact';
import type { KnownValue, RuleSubject } from './rule-value';
import { known, OPEN } from './rule-value';

function ofServer(
  name: string,
  { kind, about, read }: { kind: Kind; about: string; read(subject: RuleSubject): KnownValue },
): RuleFact {
  return {
    name,
    type: kind.type,
    mayBeNone: kind.mayBeNone,
    words: kind.words,
    about,
    part: 'server',
    read: (subject) => known(read(subject)),
  };
}

/** What a machine is. */
export const SYSTEM_FACTS: RuleFact[] = [
  observed('os.family', {
    kind: oneOf(['windows', 'linux']),
    about: 'the kind of system',
    part: 'configured',
    read: ({ os }) => told(os.family),
  }),
  observed('os.name', {
    kind: TEXT,
    about: 'the name of the system, such as “Windows 7 Professional”',
    part: 'configured',
    read: ({ os }) => (os.name === '' ? OPEN : told(os.name)),
  }),
  observed('os.version', {
    kind: VERSION,
    about: 'the version of the system, such as v10.0.19045',
    part: 'configured',
    read: ({ os }) => readVersion(os.version),
  }),
  observed('os.release', {
    kind: orNone(oneOf(RELEASES)),
    about:
      'the release of Windows; windows-10 and server-2016 are what came after them too; none: no Windows',
    part: 'configured',
    read: (one) => told(windowsReleaseOf(one)),
  }),
  observed('os.servicePack', {
    kind: orNone(NUMBER),
    about: 'the number of the service pack',
    part: 'configured',
    read: ({ os }) => told(os.servicePack),
  }),
  observed('os.displayLanguage', {
    kind: orNone(TEXT),
    about: 'the display language, such as “de-DE”',
    part: 'configured',
    read: ({ os }) => told(os.displayLanguage),
  }),
  observed('elevated', {
    kind: BOOLEAN,
    about: 'whether the agent may change things',
    part: 'configured',
    read: ({ elevated }) => told(elevated),
  }),
  observed('domainJoined', {
    kind: BOOLEAN,
    about: 'whether the machine is a member of a domain',
    part: 'configured',
    read: ({ domainJoined }) => told(domainJoined),
  }),
  observed('ipv6.installed', {
    kind: BOOLEAN,
    about: 'whether IPv6 is installed',
    part: 'configured',
    read: ({ ipv6 }) => told(ipv6.installed),
  }),
  observed('ipv6.disabledComponents', {
    kind: orNone(NUMBER),
    about:
      'the registry value DisabledComponents, 0 when absent; none: there is no such value on this system',
    part: 'configured',
    read: ({ ipv6 }) => told(ipv6.disabledComponents),
  }),
  observed('ipv6.nativeGlobalAddress', {
    kind: orNone(TEXT),
    about: 'a global IPv6 address that is no Teredo and no 6to4',
    part: 'configured',
    read: ({ ipv6 }) => told(ipv6.nativeGlobalAddress),
  }),
];

/** What the host firewall is. */
export const FIREWALL_FACTS: RuleFact[] = [
  observed('firewall.on', {
    kind: BOOLEAN,
    about: 'whether the host firewall is on',
    part: 'firewall',
    read: ({ firewall }) => told(firewall.on),
  }),
  observed('firewall.teredoException', {
    kind: orNone(BOOLEAN),
    about: 'whether the firewall lets Teredo in',
    part: 'firewall',
    read: ({ firewall }) => told(firewall.teredoException),
  }),
  observed('firewall.exceptionPort', {
    kind: orNone(NUMBER),
    about: 'the port that its exception opens',
    part: 'firewall',
    read: ({ firewall }) => told(firewall.exceptionPort),
  }),
  observed('firewall.edgeTraversal', {
    kind: orNone(BOOLEAN),
    about: 'whether it lets in what comes through Teredo',
    part: 'firewall',
    read: ({ firewall }) => told(firewall.edgeTraversal),
  }),
  observed('firewall.setBy', {
    kind: oneOf(SET_BY),
    about: 'who decides the firewall',
    part: 'firewall',
    read: ({ firewall }) => told(firewall.setBy),
  }),
];

/** What this server knows of a machine by itself. */
export const SERVER_FACTS: RuleFact[] = [
  ofServer('machine.hostname', {
    kind: TEXT,
    about: 'the name of the machine',
    read: ({ hostname }) => hostname,
  }),
  ofServer('machine.labels', { kind: SET, about: 'the labels of the machine', read: ({ labels }) => labels }),
  ofServer('machine.lookAge', {
    kind: DURATION,
    about: 'how long ago the machine last told how it is',
    read: ({ observedAt, now }) => Math.max(0, now - observedAt),
  }),
];
