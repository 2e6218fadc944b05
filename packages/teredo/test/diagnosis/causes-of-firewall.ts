import type { RawWindows } from '../../src/index';
import { linux, offLinux, windows } from '../factories';
import { type CauseTable, off, state, withFacts, xp, yields } from './looks';

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

export const CAUSES_OF_FIREWALL: CauseTable[] = [
  {
    code: 'firewall-off',
    yields: [
      yields(
        'on without one',
        [linux({ firewallOn: false })],
        ['warning', 'certain'],
        ['firewall.on', 'configured.type'],
      ),
      yields(
        'off on a Windows whose policies were not read',
        [windows({ ...state('dormant'), firewall: { ...off.firewall, on: false, setBy: 'unknown' } })],
        ['warning', 'likely'],
        ['firewall.on', 'configured.type'],
      ),
      yields(
        'off on a Windows, by what it is set to itself',
        [windows({ ...state('dormant'), firewall: { ...off.firewall, on: false, setBy: 'local' } })],
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
];
