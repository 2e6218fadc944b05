import { ipWithout, linux, onWindows, windows } from '../factories';
import { type CauseTable, dormant, lost, off, qualified, reached, relay, withFacts, yields } from './looks';

export const CAUSES_OF_HEALTH: CauseTable[] = [
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
