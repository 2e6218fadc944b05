import type { Diagnosis, Observation, RawWindows } from '../src/index';
import { NO_VALUES, UNKNOWN_VALUES } from '../src/index';
import {
  answered,
  bareXp,
  ipWithout,
  linux,
  makeProbe,
  netshText,
  offLinux,
  onWindows,
  silent,
  windows,
} from './factories';

/** One way to a cause: looks, the newest first, and what is then said beside its code. */
export interface CauseCase {
  name: string;
  looks: Observation[];
  severity: Diagnosis['severity'];
  confidence: Diagnosis['confidence'];
  /** Places of the facts it rests on. */
  facts: string[];
  /** Codes of the facts that would make it surer. */
  missing: string[];
}

export interface CauseTable {
  code: string;
  yields: CauseCase[];
  /** Near misses: one fact away from a case above, and the code is not said. */
  misses: [name: string, looks: Observation[]][];
}

export const state = (...lines: string[]): Partial<RawWindows> => ({
  netshText: netshText(['client', 't.example', '30', 'x', ...lines]),
  local: { ...NO_VALUES, type: 'client', serverName: 't.example' },
});
const typed = (type: string, ...lines: string[]): Partial<RawWindows> => ({
  ...state(),
  netshText: netshText([type, 't.example', '30', 'x', ...lines]),
});
const serverNamed = (name: string, ...lines: string[]): Partial<RawWindows> => ({
  ...state(),
  netshText: netshText(['client', name, '30', 'x', ...lines]),
});

export const lost = { peer: '2001:0:c000:201:0:f226:34ff:8ee9', sent: 3, received: 0 };
const reached = { ...lost, received: 3 };
export const symmetric = makeProbe({ secondary: answered(40001, '192.0.2.2'), nat: 'symmetric' });
const silentProbe = makeProbe({ primary: silent, secondary: silent, nat: null });
const unresolved = makeProbe({ resolved: false, primary: null, secondary: null, nat: null });

export const at = (ms: number, observation: Observation): Observation => ({
  ...observation,
  effective: { ...observation.effective, at: ms },
});
const withFacts = (observation: Observation, change: Partial<Observation>): Observation => ({
  ...observation,
  ...change,
});

const xp: Partial<RawWindows> = {
  os: { name: 'Windows XP Professional SP3', version: '5.1.2600', servicePack: 3, displayLanguage: 'en-US' },
  disabledComponents: null,
};
const xpSp1 = (change: Partial<RawWindows> = {}) =>
  windows({
    ...xp,
    os: { ...xp.os!, name: 'Windows XP Professional SP1', servicePack: 1 },
    netshText: null,
    networkingPack: false,
    ...change,
  });
const windows2000 = windows({
  os: { name: 'Windows 2000', version: '5.0.2195', servicePack: 4, displayLanguage: null },
  netshText: null,
});
const xpBare = (servicePack: number | null, name = 'Windows XP') =>
  windows({ os: { name, version: '5.1.2600', servicePack, displayLanguage: null }, netshText: null });

const offline = windows(state('offline', 'none'));
const dormant = windows(state('dormant'));
const qualified = windows({ ...state('qualified'), ipconfigText: onWindows.ipconfigText! });
const probing = windows(state('probe (primary server)'));
const off = windows();
const four = windows(state());
const unreachable = windows(state('offline', 'primary server unreachable over UDP'));
const managed = state('offline', 'client is in a managed network');
const killed = windows({
  disabledComponents: 0x08,
  netshText: netshText(['disabled', 't.example', '30', 'x', 'offline', 'none']),
});
const unknownOff = { local: UNKNOWN_VALUES };
const unreadOff = withFacts(windows({ ...unknownOff, disabledComponents: 'unknown' }), {
  configured: { ...off.configured, typeSetBy: 'unknown' },
  sources: { policy: UNKNOWN_VALUES, local: UNKNOWN_VALUES },
});
const ruledOff: Partial<RawWindows> = { policyTeredoState: 'Disabled', domainJoined: true };
const adapter = (
  observation: Observation,
  error: Observation['effective']['error'],
  errorCode: number | null = null,
) => withFacts(observation, { effective: { ...observation.effective, error, errorCode } });
const pinned = (change: Partial<Observation['effective']>) => {
  const configured = { ...offline.configured, clientPort: 3544 };
  return withFacts(offline, { configured, effective: { ...offline.effective, ...change } });
};
const relay = windows({
  ...state('qualified', 'teredo host-specific relay', 'unmanaged'),
  ipconfigText: 'a : 2001:db8::9',
});
const oldPrefix = windows({
  ...state('qualified'),
  ipconfigText: 'a : 3ffe:831f:c000:201:1410:7050:34ff:8ee8',
});
const privateAddress = windows({ ...onWindows, ipconfigText: 'a : 2001:0:c000:204:242f:2380:3f57:fefd' });
const closed = (on: boolean | 'unknown', teredoException: boolean | 'unknown', ...lines: string[]) =>
  windows({ ...state(...lines), firewall: { ...off.firewall, on, teredoException } });
const xpPort = (exceptionPort: number | null, clientPort: number | null, more: Partial<RawWindows> = xp) => {
  const seen = windows({
    ...state('offline', 'none'),
    ...more,
    firewall: { on: true, teredoException: true, exceptionPort, edgeTraversal: null, setBy: 'local' },
  });
  return withFacts(seen, { configured: { ...seen.configured, clientPort } });
};

const yields = (
  name: string,
  looks: Observation[],
  [severity, confidence]: [Diagnosis['severity'], Diagnosis['confidence']],
  facts: string[],
  missing: string[] = [],
): CauseCase => ({ name, looks, severity, confidence, facts, missing });

/** Every cause with what leads to it and what nearly does. */
export const CAUSES: CauseTable[] = [
  {
    code: 'service-stopped',
    yields: [
      yields(
        'stopped',
        [windows({ ...state(), serviceState: 'stopped' })],
        ['problem', 'certain'],
        ['configured.type', 'service.state'],
      ),
      yields(
        'disabled',
        [windows({ ...state(), serviceState: 'disabled' })],
        ['problem', 'certain'],
        ['configured.type', 'service.state'],
      ),
    ],
    misses: [
      [
        'DisabledComponents takes Teredo away',
        [windows({ ...state(), serviceState: 'stopped', disabledComponents: 0x08 })],
      ],
      ['it runs', [dormant]],
      ['it was not read', [windows({ ...state(), serviceState: 'unknown' })]],
      ['Teredo is off', [windows({ serviceState: 'stopped' })]],
    ],
  },
  {
    code: 'service-silent',
    yields: [
      yields(
        'no State line',
        [four],
        ['warning', 'likely'],
        ['effective.state', 'service.state', 'elevated'],
      ),
      yields(
        'no State line to an agent without rights',
        [windows({ ...state(), elevated: false })],
        ['warning', 'possible'],
        ['effective.state', 'service.state', 'elevated'],
        ['state-with-rights'],
      ),
      yields(
        'rights not known',
        [windows({ ...state(), elevated: 'unknown' })],
        ['warning', 'possible'],
        ['effective.state', 'service.state', 'elevated'],
        ['state-with-rights'],
      ),
      yields(
        'service not read',
        [windows({ ...state(), serviceState: 'unknown' })],
        ['warning', 'possible'],
        ['effective.state', 'service.state', 'elevated'],
        ['service-state'],
      ),
      yields(
        'Teredo set to be off',
        [windows({ netshText: netshText(['disabled', 't.example', '30', 'x']) })],
        ['warning', 'likely'],
        ['effective.state', 'service.state', 'elevated'],
      ),
    ],
    misses: [
      ['there is a State line', [dormant]],
      ['the service is known to be stopped', [windows({ ...state(), serviceState: 'stopped' })]],
      ['nothing was understood at all', [windows({ netshText: 'Ok.' })]],
    ],
  },
  {
    code: 'ipv6-missing',
    yields: [
      yields(
        'a Linux without IPv6',
        [linux({ ipv6Disabled: { state: 'missing' }, ping: null, probe: null })],
        ['problem', 'certain'],
        ['configured.type', 'ipv6.installed'],
      ),
    ],
    misses: [
      ['it is there', [linux()]],
      ['it was not read', [linux({ ipv6Disabled: { state: 'unreadable', reason: 'EACCES' } })]],
      ['Teredo is off', [linux({ ...offLinux, ipv6Disabled: { state: 'missing' } })]],
    ],
  },
  {
    code: 'unreadable',
    yields: [
      yields(
        'words that are no answer',
        [windows({ netshText: 'Ok.' })],
        ['warning', 'certain'],
        ['configured.type'],
        ['state-line'],
      ),
      yields(
        'the same without rights and service',
        [windows({ netshText: 'Ok.', elevated: false, serviceState: 'unknown' })],
        ['warning', 'certain'],
        ['configured.type'],
        ['state-line', 'state-with-rights', 'service-state'],
      ),
    ],
    misses: [
      ['it was understood', [off]],
      ['XP SP1 has no Teredo of its own', [xpSp1()]],
      ['Windows 2000 has none', [windows2000]],
    ],
  },
  {
    code: 'networking-pack-missing',
    yields: [
      yields(
        'XP SP1 without an answer',
        [xpSp1()],
        ['warning', 'likely'],
        ['os.servicePack', 'configured.type'],
        ['state-line'],
      ),
    ],
    misses: [
      ['XP SP1 that answers', [xpSp1({ networkingPack: true, netshText: off.evidence[0]!.text })]],
      ['XP SP2', [xpBare(2)]],
      [
        'another Windows with a first service pack',
        [
          windows({
            os: { name: 'Windows 7 SP1', version: '6.1.7601', servicePack: 1, displayLanguage: null },
            netshText: null,
          }),
        ],
      ],
    ],
  },
  {
    code: 'unsupported-os',
    yields: [
      yields('Windows 2000', [windows2000], ['info', 'certain'], ['os.version', 'os.servicePack']),
      yields('XP without a service pack', [xpBare(0)], ['info', 'certain'], ['os.version', 'os.servicePack']),
      yields(
        'Server 2003 without a service pack',
        [windows({ os: { name: '', version: '5.2.3790', servicePack: 0, displayLanguage: null } })],
        ['info', 'certain'],
        ['os.version', 'os.servicePack'],
      ),
    ],
    misses: [
      ['XP SP1', [xpSp1()]],
      ['XP of an unknown service pack', [xpBare(null)]],
      ['XP x64, which is as new as 2003 SP1', [xpBare(0, 'Windows XP Professional x64')]],
      [
        'Windows 7 without a service pack',
        [windows({ os: { name: 'Windows 7', version: '6.1.7600', servicePack: 0, displayLanguage: null } })],
      ],
    ],
  },
  {
    code: 'client-missing',
    yields: [
      yields(
        'Linux without Miredo',
        [linux({ ...offLinux, miredoInstalled: false })],
        ['info', 'certain'],
        ['service.state'],
      ),
      yields(
        'Windows without the service',
        [windows({ serviceState: 'missing' })],
        ['info', 'certain'],
        ['service.state'],
      ),
      yields(
        'XP with IPv6 and without the service',
        [windows({ ...xp, serviceState: 'missing' })],
        ['info', 'certain'],
        ['service.state'],
      ),
    ],
    misses: [
      ['XP that only lacks the stack', [windows(bareXp)]],
      ['a service that is stopped', [windows({ serviceState: 'stopped' })]],
    ],
  },
  {
    code: 'not-elevated',
    yields: [yields('no rights', [linux({ ...offLinux, uid: 1000 })], ['warning', 'certain'], ['elevated'])],
    misses: [
      ['root', [linux(offLinux)]],
      ['rights not known', [linux({ ...offLinux, uid: null })]],
    ],
  },
  {
    code: 'server-unresolved',
    yields: [
      yields(
        'as the agent measured',
        [linux({ ipAddressJson: ipWithout, ping: null, probe: unresolved })],
        ['problem', 'certain'],
        ['reachable.probe.resolved'],
      ),
      yields(
        'as the client says',
        [adapter(offline, 'server-name-unresolved')],
        ['problem', 'likely'],
        ['effective.error'],
        ['own-probe'],
      ),
      yields(
        'as the client says and the agent does not',
        [adapter(windows({ ...state('offline', 'none'), probe: makeProbe() }), 'server-name-unresolved')],
        ['problem', 'possible'],
        ['effective.error'],
        ['later-look'],
      ),
    ],
    misses: [
      ['it resolves', [linux()]],
      ['another error', [unreachable]],
      ['Teredo is off', [windows({ probe: unresolved })]],
    ],
  },
  {
    code: 'server-gone',
    yields: [
      yields(
        'a server reported gone',
        [windows(serverNamed('Teredo.ngix.ne.kr.', 'offline', 'none'))],
        ['problem', 'likely'],
        ['configured.serverName'],
      ),
      yields(
        'one that answers all the same',
        [windows(serverNamed('teredo.managemydedi.com', 'qualified'))],
        ['info', 'possible'],
        ['configured.serverName'],
      ),
    ],
    misses: [
      ['a server that lives', [windows(serverNamed('teredo.trex.fi', 'offline', 'none'))]],
      [
        'Teredo is off',
        [windows({ netshText: netshText(['disabled', 'teredo.ngix.ne.kr', '30', 'x', 'offline', 'none']) })],
      ],
      ['no server is named', [linux({ miredoConfiguration: { state: 'read', text: 'RelayType client\n' } })]],
    ],
  },
  {
    code: 'server-unreachable',
    yields: [
      yields(
        'as the agent measured',
        [linux({ ipAddressJson: ipWithout, ping: null, probe: silentProbe })],
        ['problem', 'certain'],
        ['reachable.probe.primary.answered'],
      ),
      yields(
        'as the client says',
        [unreachable],
        ['problem', 'likely'],
        ['effective.error'],
        ['own-probe', 'firewall-rule'],
      ),
      yields(
        'as both say',
        [windows({ ...state('offline', 'primary server unreachable over UDP'), probe: silentProbe })],
        ['problem', 'certain'],
        ['effective.error', 'reachable.probe.primary.answered'],
      ),
      yields(
        'as the client says and the agent does not',
        [windows({ ...state('offline', 'primary server unreachable over UDP'), probe: makeProbe() })],
        ['warning', 'possible'],
        ['effective.error', 'reachable.probe.primary.answered'],
        ['later-look', 'firewall-rule'],
      ),
      yields(
        'as the client says when the agent could not ask',
        [windows({ ...state('offline', 'primary server unreachable over UDP'), probe: unresolved })],
        ['problem', 'likely'],
        ['effective.error'],
        ['own-probe', 'firewall-rule'],
      ),
    ],
    misses: [
      ['it answers', [linux()]],
      ['its name does not resolve', [linux({ ipAddressJson: ipWithout, ping: null, probe: unresolved })]],
      ['Teredo is off', [windows({ probe: silentProbe })]],
    ],
  },
  {
    code: 'symmetric-nat',
    yields: [
      yields(
        'Miredo behind one',
        [linux({ ping: lost, probe: symmetric })],
        ['problem', 'certain'],
        ['reachable.probe.nat', 'reachable.probe', 'reachable.probe'],
      ),
      yields(
        'Miredo that gets through',
        [linux({ probe: symmetric })],
        ['warning', 'certain'],
        ['reachable.probe.nat', 'reachable.probe', 'reachable.probe'],
      ),
      yields(
        'a newer Windows behind one',
        [windows({ ...onWindows, probe: symmetric })],
        ['warning', 'certain'],
        ['reachable.probe.nat', 'reachable.probe', 'reachable.probe'],
      ),
      yields(
        'XP that says so',
        [windows({ ...xp, ...state('offline', 'client behind symmetric NAT') })],
        ['problem', 'certain'],
        ['effective.error'],
      ),
      yields(
        'Windows that names the NAT',
        [windows(state('qualified', 'teredo client', 'unmanaged', 'symmetric (port)'))],
        ['warning', 'certain'],
        ['effective.nat'],
      ),
      yields(
        'a probe without mappings',
        [linux({ ping: lost, probe: { ...symmetric, primary: null, secondary: silent } })],
        ['problem', 'certain'],
        ['reachable.probe.nat'],
      ),
    ],
    misses: [
      ['a NAT of another kind', [linux({ ping: lost })]],
      ['Teredo is off', [windows({ probe: symmetric })]],
    ],
  },
  {
    code: 'started-but-unreachable',
    yields: [
      yields(
        'lost pings',
        [linux({ ping: lost })],
        ['problem', 'certain'],
        ['effective.state', 'reachable.ping'],
      ),
    ],
    misses: [
      ['one came back', [linux({ ping: { ...lost, received: 1 } })]],
      [
        'none was sent',
        [
          withFacts(linux({ ping: { ...lost, sent: 0 } }), {
            reachable: { ...linux().reachable, verdict: 'no', ping: { ...lost, sent: 0 } },
          }),
        ],
      ],
      [
        'nobody was pinged',
        [withFacts(linux(), { reachable: { ...linux().reachable, verdict: 'no', ping: null } })],
      ],
      ['it does not say that it works', [linux({ ipAddressJson: ipWithout, ping: lost })]],
      [
        'Teredo is off',
        [withFacts(linux({ ping: lost }), { configured: { ...linux().configured, type: 'disabled' } })],
      ],
    ],
  },
  {
    code: 'private-client-address',
    yields: [
      yields(
        'a private client part',
        [privateAddress],
        ['problem', 'likely'],
        ['effective.address', 'effective.address'],
      ),
      yields(
        'one with which a peer was reached',
        [withFacts(privateAddress, { reachable: linux().reachable })],
        ['info', 'likely'],
        ['effective.address', 'effective.address'],
      ),
    ],
    misses: [
      ['a public client part', [windows(onWindows)]],
      ['no address', [dormant]],
    ],
  },
  {
    code: 'retired-prefix',
    yields: [yields('3ffe:831f', [oldPrefix], ['problem', 'certain'], ['effective.address'])],
    misses: [
      ['2001:0', [windows(onWindows)]],
      ['no address', [dormant]],
    ],
  },
  {
    code: 'leftover-address',
    yields: [
      yields(
        'off with an address',
        [linux({ ...offLinux, ipAddressJson: linux().evidence[1]!.text })],
        ['warning', 'certain'],
        ['configured.type', 'effective.address'],
      ),
    ],
    misses: [
      ['off without', [linux(offLinux)]],
      ['on with one', [linux()]],
    ],
  },
  {
    code: 'secondary-silent',
    yields: [
      yields(
        'half a server',
        [linux({ probe: makeProbe({ secondary: silent, nat: null }) })],
        ['warning', 'certain'],
        ['reachable.probe.primary.answered', 'reachable.probe.secondary.answered'],
      ),
    ],
    misses: [
      ['both answer', [linux()]],
      ['neither answers', [linux({ probe: silentProbe })]],
      ['the second was not asked', [linux({ probe: makeProbe({ secondary: null, nat: null }) })]],
      [
        'the first was not asked',
        [linux({ probe: makeProbe({ primary: null, secondary: silent, nat: null }) })],
      ],
      ['nobody was asked', [linux({ probe: null })]],
      ['Teredo is off', [windows({ probe: makeProbe({ secondary: silent, nat: null }) })]],
    ],
  },
  {
    code: 'tunnel-adapter-missing',
    yields: [
      yields('the error', [adapter(offline, 'tunnel-adapter')], ['problem', 'certain'], ['effective.error']),
    ],
    misses: [
      ['another error', [adapter(offline, 'general-failure')]],
      ['Teredo is off', [adapter(off, 'tunnel-adapter')]],
    ],
  },
  {
    code: 'general-failure',
    yields: [
      yields(
        'the error',
        [adapter(offline, 'general-failure', 4294967295)],
        ['problem', 'certain'],
        ['effective.error', 'effective.errorCode'],
      ),
    ],
    misses: [
      ['another error', [adapter(offline, 'tunnel-adapter')]],
      ['Teredo is off', [adapter(off, 'general-failure')]],
    ],
  },
  {
    code: 'client-error',
    yields: [
      yields(
        'a language not known',
        [windows(state('offline', 'tunnelin avaaminen ei onnistunut'))],
        ['problem', 'certain'],
        ['effective.error', 'effective.errorCode'],
      ),
    ],
    misses: [
      ['no error', [offline]],
      ['Teredo is off', [adapter(off, 'unknown')]],
    ],
  },
  {
    code: 'client-port-taken',
    yields: [
      yields(
        'offline without a reason',
        [pinned({ error: 'none' })],
        ['warning', 'possible'],
        ['configured.clientPort', 'effective.state', 'effective.error'],
        ['used-ports'],
      ),
      yields(
        'offline with no Error line',
        [pinned({ error: null })],
        ['warning', 'possible'],
        ['configured.clientPort', 'effective.state', 'effective.error'],
        ['used-ports'],
      ),
      yields(
        'offline with a general failure',
        [pinned({ error: 'general-failure' })],
        ['warning', 'possible'],
        ['configured.clientPort', 'effective.state', 'effective.error'],
        ['used-ports'],
      ),
      yields(
        'offline with an error in other words',
        [pinned({ error: 'unknown' })],
        ['warning', 'possible'],
        ['configured.clientPort', 'effective.state', 'effective.error'],
        ['used-ports'],
      ),
    ],
    misses: [
      ['a clear reason', [pinned({ error: 'managed-network' })]],
      ['dormant', [pinned({ error: 'none', state: 'dormant' })]],
      ['no port is set', [offline]],
      ['Teredo is off', [withFacts(off, { configured: { ...off.configured, clientPort: 3544 } })]],
    ],
  },
  {
    code: 'managed-network',
    yields: [
      yields(
        'a machine of the domain',
        [windows({ ...managed, domainJoined: true })],
        ['info', 'certain'],
        ['effective.error', 'configured.type', 'domainJoined'],
      ),
      yields(
        'a guest',
        [windows({ ...managed, domainJoined: false })],
        ['warning', 'certain'],
        ['effective.error', 'configured.type', 'domainJoined'],
      ),
      yields(
        'domain not known',
        [windows({ ...managed, domainJoined: 'unknown' })],
        ['warning', 'certain'],
        ['effective.error', 'configured.type', 'domainJoined'],
        ['domain-membership'],
      ),
      yields(
        'a type left at its default',
        [
          windows({
            ...managed,
            netshText: netshText([
              'default',
              't.example',
              '30',
              'x',
              'offline',
              'client is in a managed network',
            ]),
          }),
        ],
        ['warning', 'certain'],
        ['effective.error', 'configured.type', 'domainJoined'],
      ),
    ],
    misses: [
      ['another error', [unreachable]],
      ['Teredo is off', [adapter(off, 'managed-network')]],
    ],
  },
  {
    code: 'probing',
    yields: [
      yields(
        'a first look',
        [probing],
        ['warning', 'likely'],
        ['effective.state'],
        ['own-probe', 'later-look'],
      ),
      yields(
        'Miredo without an address',
        [linux({ ipAddressJson: ipWithout, ping: null })],
        ['warning', 'likely'],
        ['effective.state'],
        ['later-look'],
      ),
      yields(
        'three looks in a row',
        [at(20_000, probing), at(10_000, probing), at(0, probing)],
        ['problem', 'certain'],
        ['effective.state'],
        ['own-probe', 'later-look'],
      ),
    ],
    misses: [
      ['qualified', [qualified]],
      [
        'Teredo is off',
        [windows({ netshText: netshText(['disabled', 't.example', '30', 'x', 'probe (primary server)']) })],
      ],
    ],
  },
  {
    code: 'disabled-components',
    yields: [
      yields(
        'bit 0x08',
        [windows({ disabledComponents: 0x08 })],
        ['warning', 'certain'],
        ['ipv6.disabledComponents'],
      ),
      yields(
        'bit 0x01',
        [windows({ disabledComponents: 0x01 })],
        ['warning', 'certain'],
        ['ipv6.disabledComponents'],
      ),
      yields(
        'all bits',
        [windows({ disabledComponents: 0xff })],
        ['warning', 'certain'],
        ['ipv6.disabledComponents'],
      ),
    ],
    misses: [
      ['other bits', [windows({ disabledComponents: 0xf6 })]],
      ['not read', [windows({ disabledComponents: 'unknown' })]],
      ['there is none', [windows(xp)]],
    ],
  },
  {
    code: 'restart-pending',
    yields: [
      yields(
        'set while Teredo runs',
        [windows({ ...state('dormant'), disabledComponents: 0x08 })],
        ['warning', 'certain'],
        ['ipv6.disabledComponents', 'effective.state'],
      ),
      yields(
        'cleared and not come back',
        [off, killed],
        ['info', 'likely'],
        ['ipv6.disabledComponents', 'effective.state'],
      ),
      yields(
        'cleared two looks ago',
        [off, off, killed],
        ['info', 'likely'],
        ['ipv6.disabledComponents', 'effective.state'],
      ),
    ],
    misses: [
      ['set and off', [killed]],
      ['set and off for long', [killed, killed]],
      ['cleared and come back', [dormant, killed]],
      ['it ran in between', [off, dormant, killed]],
      ['it was never set', [off, off]],
      ['not read now', [windows({ disabledComponents: 'unknown' }), killed]],
    ],
  },
  {
    code: 'group-policy',
    yields: [
      yields(
        'a policy that turns it off',
        [windows(ruledOff)],
        ['info', 'certain'],
        ['configured.type', 'configured.typeSetBy'],
      ),
      yields(
        'as netsh marks it',
        [windows(typed('client (Group Policy)', 'dormant'))],
        ['info', 'certain'],
        ['configured.type', 'configured.typeSetBy'],
      ),
    ],
    misses: [
      ['no policy', [off]],
      ['policy not read', [windows({ policyTeredoState: 'unknown', netshText: 'Ok.' })]],
      ['a policy for the server alone', [windows({ policyServerName: 't.example' })]],
    ],
  },
  {
    code: 'third-party',
    yields: [
      yields(
        'what AdGuard writes',
        [windows({ disabledComponents: 0x28 })],
        ['info', 'likely'],
        ['ipv6.disabledComponents'],
      ),
      yields(
        'the Teredo bit alone',
        [windows({ disabledComponents: 0x08 })],
        ['info', 'possible'],
        ['ipv6.disabledComponents'],
      ),
      yields(
        'what old scripts write',
        [windows({ disabledComponents: 0xffffffff })],
        ['info', 'possible'],
        ['ipv6.disabledComponents'],
      ),
      yields(
        'a policy outside any domain',
        [windows({ ...ruledOff, domainJoined: false })],
        ['info', 'possible'],
        ['domainJoined'],
      ),
      yields(
        'a public server',
        [windows(serverNamed('teredo.remlab.net', 'dormant'))],
        ['info', 'possible'],
        ['configured.serverName'],
      ),
      yields(
        'two signs',
        [windows({ ...ruledOff, domainJoined: false, disabledComponents: 0x28 })],
        ['info', 'likely'],
        ['ipv6.disabledComponents', 'domainJoined'],
      ),
    ],
    misses: [
      ['what Microsoft names for all', [windows({ disabledComponents: 0xff })]],
      ['IPv4 preferred', [windows({ disabledComponents: 0x20 })]],
      ['a policy in a domain', [windows(ruledOff)]],
      ['a policy, the domain not known', [windows({ ...ruledOff, domainJoined: 'unknown' })]],
      ['a server of ones own', [dormant]],
      [
        'Miredo, which is set up with a public server',
        [linux({ miredoConfiguration: { state: 'read', text: 'ServerAddress teredo.remlab.net\n' } })],
      ],
    ],
  },
  {
    code: 'not-a-client',
    yields: [
      yields(
        'a relay',
        [linux({ miredoConfiguration: { state: 'read', text: 'RelayType cone\n' }, ping: null })],
        ['info', 'certain'],
        ['configured.type'],
      ),
      yields('a server', [windows(typed('server', 'offline'))], ['info', 'certain'], ['configured.type']),
      yields(
        'automatic',
        [withFacts(off, { configured: { ...off.configured, type: 'automatic' } })],
        ['info', 'certain'],
        ['configured.type'],
      ),
    ],
    misses: [
      ['a client', [dormant]],
      ['off', [off]],
    ],
  },
  {
    code: 'off-by-choice',
    yields: [
      yields(
        'Miredo turned off',
        [linux(offLinux)],
        ['info', 'certain'],
        ['configured.type', 'configured.typeSetBy'],
      ),
      yields('Windows turned off', [off], ['info', 'certain'], ['configured.type', 'configured.typeSetBy']),
    ],
    misses: [
      ['by policy', [windows(ruledOff)]],
      ['on', [dormant]],
      ['the client is missing', [linux({ ...offLinux, miredoInstalled: false })]],
      ['not known by whom', [windows(unknownOff)]],
    ],
  },
  {
    code: 'off-by-default',
    yields: [
      yields(
        'left at its default',
        [
          windows({
            netshText: netshText(['default', 't.example', '30', 'x', 'offline', 'none']),
            local: NO_VALUES,
          }),
        ],
        ['info', 'likely'],
        ['configured.type', 'configured.typeSetBy'],
      ),
      yields(
        'nothing set on a Windows that comes with it off',
        [windows({ local: NO_VALUES })],
        ['info', 'likely'],
        ['configured.type', 'configured.typeSetBy'],
      ),
      yields(
        'Linux without a configuration',
        [linux({ ...offLinux, miredoConfiguration: { state: 'missing' } })],
        ['info', 'likely'],
        ['configured.type', 'configured.typeSetBy'],
      ),
      yields(
        'XP without IPv6',
        [windows({ ...bareXp, serviceState: 'stopped' })],
        ['info', 'likely'],
        ['configured.type', 'configured.typeSetBy'],
      ),
    ],
    misses: [
      [
        'a default that is dormant',
        [windows({ netshText: netshText(['default', 't.example', '30', 'x', 'dormant']), local: NO_VALUES })],
      ],
      [
        'a default that tries and fails',
        [
          windows({
            netshText: netshText([
              'default',
              't',
              '30',
              'x',
              'offline',
              'primary server unreachable over UDP',
            ]),
            local: NO_VALUES,
          }),
        ],
      ],
      ['set', [off]],
    ],
  },
  {
    code: 'off-unexplained',
    yields: [
      yields(
        'nothing but netsh',
        [windows(unknownOff)],
        ['info', 'possible'],
        ['configured.type', 'configured.typeSetBy'],
        ['local-values'],
      ),
      yields(
        'DisabledComponents not read',
        [windows({ disabledComponents: 'unknown' })],
        ['info', 'possible'],
        ['configured.type', 'configured.typeSetBy'],
        ['disabled-components'],
      ),
      yields(
        'nobody read',
        [unreadOff],
        ['info', 'possible'],
        ['configured.type', 'configured.typeSetBy'],
        ['disabled-components', 'policy-values', 'local-values'],
      ),
    ],
    misses: [
      ['set', [off]],
      ['by policy', [windows({ ...ruledOff, ...unknownOff })]],
      ['on', [dormant]],
    ],
  },
  {
    code: 'firewall-off',
    yields: [
      yields(
        'on without one',
        [linux({ firewallOn: false })],
        ['warning', 'certain'],
        ['firewall.on', 'configured.type'],
      ),
    ],
    misses: [
      ['it is on', [linux({ firewallOn: true })]],
      ['it was not read', [linux()]],
      ['Teredo is off', [linux({ ...offLinux, firewallOn: false })]],
    ],
  },
  {
    code: 'firewall-blocks',
    yields: [
      yields(
        'no rule, and down for a reason of its own',
        [closed(true, false, 'offline', 'client is in a managed network')],
        ['info', 'possible'],
        ['firewall.on', 'firewall.teredoException'],
      ),
      yields(
        'no rule, and no answer of the server',
        [closed(true, false, 'offline', 'primary server unreachable over UDP')],
        ['warning', 'likely'],
        ['firewall.on', 'firewall.teredoException'],
      ),
      yields(
        'no rule, and a reason that is not understood',
        [closed(true, false, 'offline', 'tunnelin avaaminen ei onnistunut')],
        ['warning', 'likely'],
        ['firewall.on', 'firewall.teredoException'],
      ),
      yields(
        'no rule and offline',
        [closed(true, false, 'offline', 'none')],
        ['warning', 'likely'],
        ['firewall.on', 'firewall.teredoException'],
      ),
      yields(
        'no rule and qualified',
        [closed(true, false, 'qualified')],
        ['info', 'possible'],
        ['firewall.on', 'firewall.teredoException'],
      ),
      yields(
        'no rule and dormant',
        [closed(true, false, 'dormant')],
        ['info', 'possible'],
        ['firewall.on', 'firewall.teredoException'],
      ),
      yields(
        'another port on XP',
        [xpPort(3545, 3544)],
        ['warning', 'likely'],
        ['firewall.on', 'firewall.teredoException', 'firewall.exceptionPort', 'configured.clientPort'],
      ),
    ],
    misses: [
      ['a rule', [closed(true, true, 'offline', 'none')]],
      ['a rule not read', [closed(true, 'unknown', 'offline', 'none')]],
      ['the firewall is off', [closed(false, false, 'offline', 'none')]],
      ['the firewall was not read', [closed('unknown', false, 'offline', 'none')]],
      ['the port on XP', [xpPort(3544, 3544)]],
      ['a port that XP chooses', [xpPort(3544, null)]],
      ['a rule that opens no port on XP', [xpPort(null, 3544)]],
      ['another port on Windows 10, whose rule follows', [xpPort(3545, 3544, {})]],
      ['Teredo is off', [windows({ firewall: { ...off.firewall, teredoException: false } })]],
    ],
  },
  {
    code: 'flapping',
    yields: [
      yields(
        'three changes',
        [dormant, offline, dormant, offline],
        ['warning', 'likely'],
        ['effective.state'],
      ),
      yields(
        'four changes',
        [dormant, offline, qualified, probing, dormant],
        ['warning', 'certain'],
        ['effective.state'],
      ),
      yields(
        'what was not read left out',
        [dormant, four, offline, four, dormant, offline],
        ['warning', 'likely'],
        ['effective.state'],
      ),
    ],
    misses: [
      ['two changes', [dormant, offline, dormant]],
      ['up in two ways', [dormant, qualified, dormant, qualified]],
      ['down in two ways', [offline, probing, offline, probing]],
      ['the setting was changed in between', [dormant, offline, dormant, off, offline]],
      [
        'another type of client in between',
        [dormant, offline, windows(typed('enterpriseclient', 'dormant')), offline],
      ],
    ],
  },
  {
    code: 'setting-returns',
    yields: [
      yields('twice', [off, dormant, off, dormant], ['warning', 'possible'], ['configured.type']),
      yields(
        'twice under a policy',
        [windows(ruledOff), dormant, off, dormant],
        ['warning', 'likely'],
        ['configured.type'],
      ),
      yields(
        'repetitions and unread looks left out',
        [off, off, windows({ netshText: 'Ok.' }), off, dormant, off, dormant],
        ['warning', 'possible'],
        ['configured.type'],
      ),
    ],
    misses: [
      ['once', [off, dormant, off]],
      ['three different types', [off, dormant, windows(typed('enterpriseclient', 'dormant')), off]],
    ],
  },
  {
    code: 'host-specific-relay',
    yields: [
      yields(
        'with IPv6 of its own',
        [relay],
        ['info', 'certain'],
        ['effective.role', 'ipv6.nativeGlobalAddress'],
      ),
      yields(
        'IPv6 not found',
        [withFacts(relay, { ipv6: { ...relay.ipv6, nativeGlobalAddress: null } })],
        ['info', 'certain'],
        ['effective.role'],
      ),
      yields(
        'IPv6 not read',
        [withFacts(relay, { ipv6: { ...relay.ipv6, nativeGlobalAddress: 'unknown' } })],
        ['info', 'certain'],
        ['effective.role'],
        ['native-address'],
      ),
    ],
    misses: [
      ['a client', [windows(onWindows)]],
      ['native IPv6 alone', [windows({ ...onWindows, ipconfigText: 'a : 2001:db8::9' })]],
    ],
  },
  {
    code: 'not-tested',
    yields: [
      yields(
        'nobody to ping',
        [linux({ ping: null })],
        ['info', 'certain'],
        ['reachable.verdict'],
        ['peer-ping'],
      ),
    ],
    misses: [
      ['a peer answered', [linux()]],
      ['Teredo is off', [off]],
    ],
  },
  {
    code: 'reachable',
    yields: [
      yields('a peer answered', [linux()], ['ok', 'certain'], ['reachable.verdict', 'reachable.ping']),
      yields(
        'a peer not named',
        [withFacts(linux(), { reachable: { ...linux().reachable, ping: null } })],
        ['ok', 'certain'],
        ['reachable.verdict'],
      ),
    ],
    misses: [
      ['pings were lost', [linux({ ping: lost })]],
      ['an answer without an address', [linux({ ipAddressJson: ipWithout, ping: reached })]],
    ],
  },
  {
    code: 'qualified',
    yields: [yields('qualified', [qualified], ['ok', 'certain'], ['effective.state'])],
    misses: [
      ['dormant', [dormant]],
      ['Teredo is off', [withFacts(qualified, { configured: { ...off.configured } })]],
    ],
  },
  {
    code: 'dormant-healthy',
    yields: [yields('dormant', [dormant], ['ok', 'certain'], ['effective.state'])],
    misses: [
      ['qualified', [qualified]],
      ['Teredo is off', [withFacts(dormant, { configured: { ...off.configured } })]],
    ],
  },
];
