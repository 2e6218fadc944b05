import type { Observation } from '../../src/index';
import { ipWithout, linux, netshText, windows } from '../factories';
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
  unreachable,
  withFacts,
  yields,
} from './looks';

const pinned = (change: Partial<Observation['effective']>) => {
  const configured = { ...offline.configured, clientPort: 3544 };
  return withFacts(offline, { configured, effective: { ...offline.effective, ...change } });
};

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
