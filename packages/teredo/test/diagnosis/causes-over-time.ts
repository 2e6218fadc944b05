import { windows } from '../factories';
import {
  type CauseTable,
  dormant,
  four,
  off,
  offline,
  probing,
  qualified,
  ruledOff,
  typed,
  yields,
} from './looks';

export const CAUSES_OVER_TIME: CauseTable[] = [
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
];
