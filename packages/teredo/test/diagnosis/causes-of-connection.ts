import { ipWithout, linux, makeProbe, netshText, offLinux, onWindows, silent, windows } from '../factories';
import {
  adapter,
  type CauseTable,
  dormant,
  lost,
  offline,
  serverNamed,
  state,
  symmetric,
  unreachable,
  withFacts,
  xp,
  yields,
} from './looks';

const silentProbe = makeProbe({ primary: silent, secondary: silent, nat: null });

const unresolved = makeProbe({ resolved: false, primary: null, secondary: null, nat: null });

const oldPrefix = windows({
  ...state('qualified'),
  ipconfigText: 'a : 3ffe:831f:c000:201:1410:7050:34ff:8ee8',
});

const privateAddress = windows({ ...onWindows, ipconfigText: 'a : 2001:0:c000:204:242f:2380:3f57:fefd' });

export const CAUSES_OF_CONNECTION: CauseTable[] = [
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
];
