import type { Observation } from '../../src/index';
import { ipWithout, linux, makeProbe, netshText, silent, windows } from '../factories';
import {
  adapter,
  at,
  type CauseTable,
  managed,
  off,
  offline,
  probing,
  qualified,
  state,
  typed,
  unreachable,
  withFacts,
  yields,
} from './looks';

const pinned = (change: Partial<Observation['effective']>) => {
  const configured = { ...offline.configured, clientPort: 3544 };
  return withFacts(offline, { configured, effective: { ...offline.effective, ...change } });
};

const SILENT_FACTS = ['configured.type', 'effective.state', 'effective.error'];

export const CAUSES_OF_CLIENT: CauseTable[] = [
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
    code: 'offline-without-reason',
    yields: [
      yields('the error none', [offline], ['warning', 'likely'], SILENT_FACTS, ['own-probe', 'later-look']),
      yields('no Error line', [windows(state('offline'))], ['warning', 'likely'], SILENT_FACTS, [
        'own-probe',
        'later-look',
      ]),
      yields(
        'nothing else read',
        [
          windows({
            ...state('offline', 'none'),
            serviceState: 'unknown',
            disabledComponents: 'unknown',
            firewall: { ...offline.firewall, on: 'unknown' },
          }),
        ],
        ['warning', 'likely'],
        SILENT_FACTS,
        ['service-state', 'disabled-components', 'firewall-state', 'own-probe', 'later-look'],
      ),
      yields(
        'a server that answers the agent',
        [windows({ ...state('offline', 'none'), probe: makeProbe() })],
        ['warning', 'likely'],
        SILENT_FACTS,
        ['later-look'],
      ),
      yields(
        'three looks in a row',
        [at(20_000, offline), at(10_000, offline), at(0, offline)],
        ['problem', 'certain'],
        SILENT_FACTS,
        ['own-probe', 'later-look'],
      ),
    ],
    misses: [
      ['an error is named', [unreachable]],
      ['Teredo is off', [off]],
      ['it is left to a system that keeps it off', [windows(typed('default', 'offline', 'none'))]],
      ['it is asleep', [windows(state('dormant'))]],
      ['its service is stopped', [windows({ ...state('offline', 'none'), serviceState: 'stopped' })]],
      ['a port is pinned that may be taken', [pinned({ error: 'none' })]],
      [
        'a value of the registry keeps it off',
        [windows({ ...state('offline', 'none'), disabledComponents: 8 })],
      ],
      ['IPv6 is missing', [windows({ ...state('offline', 'none'), ipv6Installed: false })]],
      [
        'the server does not answer the agent',
        [
          windows({
            ...state('offline', 'none'),
            probe: makeProbe({ primary: silent, secondary: null, nat: null }),
          }),
        ],
      ],
      [
        'the name of the server does not resolve',
        [
          windows({
            ...state('offline', 'none'),
            probe: makeProbe({ resolved: false, primary: null, secondary: null, nat: null }),
          }),
        ],
      ],
      ['Miredo was not started', [linux({ serviceState: 'stopped', ipAddressJson: ipWithout, ping: null })]],
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
];
