import type { RawWindows } from '../../src/index';
import { bareXp, linux, netshText, offLinux, windows } from '../factories';
import { type CauseTable, dormant, four, off, state, xp, yields } from './looks';

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

const yieldsSilence = (name: string, change: Partial<RawWindows>) =>
  yields(name, [windows(change)], ['warning', 'likely'], ['effective.state', 'service.state', 'elevated']);

export const CAUSES_OF_MACHINE: CauseTable[] = [
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
      yieldsSilence('a State line in words not known', state('bereit', 'nenhum erro')),
      yieldsSilence(
        'a State line in words not known, of a client that is up',
        state('prêt', 'teredo client'),
      ),
      yieldsSilence('no State line, and the service not there', { ...state(), serviceState: 'missing' }),
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
];
