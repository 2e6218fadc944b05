import fc from 'fast-check';
import type { DesiredState, Observation } from '../src/index';

const c = fc.constantFrom;
const yesNoUnknown = c<boolean | 'unknown'>(true, false, 'unknown');
const setBy = c<Observation['configured']['typeSetBy']>(
  'group-policy',
  'local',
  'default',
  'disabled-components',
  'unknown',
);
const type = c<Observation['configured']['type']>(
  'disabled',
  'client',
  'enterpriseclient',
  'natawareclient',
  'server',
  'relay',
  'automatic',
  'default',
  'unknown',
);
const name = c<string | null>(null, 'teredo.example', 'TEREDO.example.', '192.0.2.1');
const port = fc.option(fc.integer({ min: 1, max: 65535 }));
const nat = c<Observation['effective']['nat']>(
  null,
  'none',
  'cone',
  'restricted',
  'restricted-port',
  'symmetric-port',
  'symmetric',
);
const at = fc.nat();

const os = fc.oneof(
  fc.record({
    family: c<'windows'>('windows'),
    name: c('Windows', 'Windows XP Professional x64'),
    version: c(
      '5.0.2195',
      '5.1.2600',
      '5.2.3790',
      '6.0.6002',
      '6.1.7601',
      '6.3.9600',
      '10.0.22631',
      '10',
      '',
      '8.0',
      'x',
    ),
    servicePack: c(null, 0, 1, 2, 3),
    displayLanguage: c(null, 'en-US'),
  }),
  fc.record({
    family: c<'linux' | 'unknown'>('linux', 'unknown'),
    name: c('Debian GNU/Linux 12', ''),
    version: c('12', ''),
    servicePack: fc.constant(null),
    displayLanguage: c(null, 'de-DE'),
  }),
);

const solicitation = fc.option(
  fc.record({
    serverAddress: c('192.0.2.1', '192.0.2.2'),
    answered: fc.boolean(),
    mapped: fc.option(fc.record({ address: c('203.0.113.5', '203.0.113.6'), port: c(40000, 40001) })),
    roundTripMs: fc.option(fc.nat()),
  }),
);

const sourceValues = fc.record({
  type: fc.oneof(type, c(null)),
  serverName: fc.oneof(name, c('unknown')),
  refreshIntervalSeconds: c<number | null | 'unknown'>(null, 30, 60, 'unknown'),
  clientPort: c<number | null | 'unknown'>(null, 0, 3544, 'unknown'),
});

/** Any value of the type, sensible or not: the domain must take them all. */
export const anyObservation: fc.Arbitrary<Observation> = fc.record({
  os,
  elevated: yesNoUnknown,
  domainJoined: yesNoUnknown,
  ipv6: fc.record({
    installed: yesNoUnknown,
    disabledComponents: c<number | null | 'unknown'>(null, 0, 0x20, 0x01, 0x08, 0xff, 0xffffffff, 'unknown'),
    nativeGlobalAddress: c<string | null>(null, '2001:db8::1', 'unknown'),
  }),
  configured: fc.record({
    at,
    type,
    typeSetBy: setBy,
    serverName: fc.oneof(name, c('unknown')),
    serverNameSetBy: setBy,
    refreshIntervalSeconds: c(null, 30, 60),
    clientPort: port,
  }),
  sources: fc.option(fc.record({ policy: sourceValues, local: sourceValues })),
  effective: fc.record({
    at,
    type,
    state: c<Observation['effective']['state']>('offline', 'dormant', 'probe', 'qualified', 'unknown'),
    role: c<Observation['effective']['role']>(null, 'client', 'host-specific-relay'),
    network: c<Observation['effective']['network']>(null, 'managed', 'unmanaged'),
    nat,
    error: c<Observation['effective']['error']>(
      null,
      'none',
      'primary-server-unreachable',
      'server-name-unresolved',
      'managed-network',
      'tunnel-adapter',
      'general-failure',
      'symmetric-nat',
      'unknown',
    ),
    errorCode: c(null, 11001),
    localMapping: c(null, '192.168.1.2:50000'),
    externalMapping: c(null, '203.0.113.5:50000'),
    address: c(
      null,
      '2001:0:c000:201:1410:7050:34ff:8ee8',
      '2001:0:c000:204:242f:2380:3f57:fefd',
      'nonsense',
    ),
  }),
  reachable: fc.record({
    at,
    verdict: c<Observation['reachable']['verdict']>('yes', 'no', 'unknown'),
    probe: fc.option(
      fc.record({
        serverName: c('teredo.example'),
        resolved: fc.boolean(),
        primary: solicitation,
        secondary: solicitation,
        nat,
      }),
    ),
    ping: fc.option(
      fc.record({ peer: c('2001:0:c000:201:0:f226:3fff:fdfe'), sent: c(0, 3), received: c(0, 1, 3) }),
    ),
  }),
  firewall: fc.record({
    at,
    on: yesNoUnknown,
    teredoException: c<boolean | null | 'unknown'>(true, false, null, 'unknown'),
    exceptionPort: port,
    edgeTraversal: c<boolean | null | 'unknown'>(true, false, null, 'unknown'),
    setBy,
  }),
  service: fc.record({
    name: c<Observation['service']['name']>('iphlpsvc', '6to4', 'miredo', null),
    state: c<Observation['service']['state']>('running', 'stopped', 'disabled', 'missing', 'unknown'),
  }),
  evidence: fc.constant([]),
});

export const anyDesired: fc.Arbitrary<DesiredState> = fc.record({
  teredo: fc.record({
    mode: c<'on' | 'off'>('on', 'off'),
    type: c<DesiredState['teredo']['type']>(null, 'client', 'enterpriseclient', 'natawareclient', 'default'),
    serverName: name,
    refreshIntervalSeconds: c(null, 30, 45),
    clientPort: port,
  }),
  ipv6: c<DesiredState['ipv6']>('install-if-missing', 'leave'),
  firewall: c<DesiredState['firewall']>('allow-teredo', 'remove-exception', 'leave'),
  allowReboot: fc.boolean(),
  acceptFirewallOff: fc.boolean(),
});
