import { NO_VALUES, UNKNOWN_VALUES } from '../../src/index';
import { bareXp, linux, netshText, offLinux, windows } from '../factories';
import {
  type CauseTable,
  dormant,
  off,
  ruledOff,
  serverNamed,
  state,
  typed,
  withFacts,
  xp,
  yields,
} from './looks';

const killed = windows({
  disabledComponents: 0x08,
  netshText: netshText(['disabled', 't.example', '30', 'x', 'offline', 'none']),
});

const unknownOff = { local: UNKNOWN_VALUES };

const unreadOff = withFacts(windows({ ...unknownOff, disabledComponents: 'unknown' }), {
  configured: { ...off.configured, typeSetBy: 'unknown' },
  sources: { policy: UNKNOWN_VALUES, local: UNKNOWN_VALUES },
});

export const CAUSES_OF_SETTINGS: CauseTable[] = [
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
];
