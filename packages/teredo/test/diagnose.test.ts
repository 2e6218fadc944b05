import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_RULES, diagnose, diagnosisTable, type Observation } from '../src/index';
import { anyObservation } from './arbitraries';
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

const codes = (observation: Observation) => diagnose(observation).map(({ code }) => code);
const lost = { peer: '2001:0:c000:201:0:f226:34ff:8ee9', sent: 3, received: 0 };
const symmetric = makeProbe({ secondary: answered(40001, '192.0.2.2'), nat: 'symmetric' });
const state = (...lines: string[]) => ({
  netshText: netshText(['client', 't.example', '30', 'x', ...lines]),
});

const cases: [string, Observation, string[]][] = [
  ['a peer that answers', linux(), ['reachable', 'qualified']],
  ['nobody to ping', linux({ ping: null }), ['not-tested', 'qualified']],
  [
    'lost pings behind a symmetric NAT',
    linux({ ping: lost, probe: symmetric }),
    ['symmetric-nat', 'started-but-unreachable', 'qualified'],
  ],
  [
    'a symmetric NAT that Windows gets through',
    windows({ ...onWindows, probe: symmetric }),
    ['symmetric-nat', 'not-tested', 'qualified'],
  ],
  [
    'a silent server',
    linux({
      ipAddressJson: ipWithout,
      ping: null,
      probe: makeProbe({ primary: silent, secondary: silent, nat: null }),
    }),
    ['server-unreachable', 'probing'],
  ],
  [
    'an unknown server name',
    linux({
      ipAddressJson: ipWithout,
      ping: null,
      probe: makeProbe({ resolved: false, primary: null, secondary: null, nat: null }),
    }),
    ['server-unresolved', 'probing'],
  ],
  [
    'a silent second address',
    linux({ probe: makeProbe({ secondary: silent, nat: null }) }),
    ['secondary-silent', 'reachable', 'qualified'],
  ],
  ['Miredo turned off', linux(offLinux), ['off-by-choice']],
  ['no Miredo', linux({ ...offLinux, miredoInstalled: false }), ['client-missing']],
  [
    'a crashed Miredo',
    linux({ ...offLinux, configuredToRun: true, serviceState: 'stopped' }),
    ['service-stopped', 'not-tested'],
  ],
  ['an agent without rights', linux({ ...offLinux, uid: 1000 }), ['not-elevated', 'off-by-choice']],
  ['Windows that is dormant', windows(state('dormant')), ['not-tested', 'dormant-healthy']],
  [
    'Windows in a managed network',
    windows(state('offline', 'client is in a managed network')),
    ['managed-network', 'not-tested'],
  ],
  [
    'an error in an unknown language',
    windows(state('offline', 'tunnelin avaaminen ei onnistunut')),
    ['client-error', 'not-tested'],
  ],
  ['Windows whose policy keeps Teredo off', windows({ policyTeredoState: 'Disabled' }), ['group-policy']],
  ['Windows whose registry keeps Teredo off', windows({ disabledComponents: 0xff }), ['disabled-components']],
  [
    'Windows that was left at its default',
    windows({ netshText: netshText(['default', 't.example', '30', 'x', 'offline', 'none']) }),
    ['off-by-default'],
  ],
  ['Windows XP without IPv6', windows(bareXp), []],
  [
    'Windows that relays for itself',
    windows({
      ...state('qualified', 'teredo host-specific relay', 'unmanaged'),
      ipconfigText: 'a : 2001:db8::9',
    }),
    ['host-specific-relay', 'not-tested', 'qualified'],
  ],
  [
    'a private client part',
    windows({ ...onWindows, ipconfigText: 'a : 2001:0:c000:204:242f:2380:3f57:fefd' }),
    ['private-client-address', 'not-tested', 'qualified'],
  ],
  ['output that is not understood', windows({ netshText: 'Ok.' }), ['unreadable']],
  [
    'Teredo on and the firewall off',
    linux({ firewallOn: false }),
    ['firewall-off', 'reachable', 'qualified'],
  ],
  [
    'an address that outlived its client',
    linux({ ...offLinux, ipAddressJson: linux().evidence[1]!.text }),
    ['leftover-address', 'off-by-choice'],
  ],
  [
    'a relay',
    linux({ miredoConfiguration: { state: 'read', text: 'RelayType cone\n' }, ping: null }),
    ['not-a-client'],
  ],
  [
    'IPv6 switched off under Miredo',
    linux({ ipv6Disabled: { state: 'missing' }, ping: null, probe: null }),
    ['ipv6-missing', 'not-tested', 'qualified'],
  ],
];

describe('a diagnosis', () => {
  it.each(cases)('of %s', (_name, observation, expected) => expect(codes(observation)).toEqual(expected));

  it('has a case for every code', () => {
    const seen = new Set(cases.flatMap(([, observation]) => codes(observation)));
    expect(DIAGNOSIS_RULES.map(({ code }) => code).filter((code) => !seen.has(code))).toEqual([]);
  });

  it('says that Miredo says it has started and that pings are lost', () => {
    const texts = diagnose(linux({ ping: lost })).map(({ text }) => text);
    expect(texts.join(' ')).toContain('Miredo says it has started; pings are lost');
  });

  it('shows both mappings of a symmetric NAT', () => {
    expect(diagnose(linux({ probe: symmetric }))[0]!.evidence).toEqual([
      'reachable.probe.nat = symmetric',
      '192.0.2.1 saw 203.0.113.23:40000',
      '192.0.2.2 saw 203.0.113.23:40001',
    ]);
  });

  it('is made of any observation without throwing, the worst first, each with its evidence', () => {
    const rank = ['problem', 'warning', 'info', 'ok'];
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const all = diagnose(observation);
        const ranks = all.map(({ severity }) => rank.indexOf(severity));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const one of all) {
          expect(one.text).toMatch(/^\S.*\.$/);
          expect(one.evidence.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is documented code for code', () => {
    const page = readFileSync(new URL('../../../docs/diagnosis.md', import.meta.url), 'utf8');
    expect(page).toContain(diagnosisTable());
  });

  it('has codes that are unique and free of the column separator', () => {
    const all = DIAGNOSIS_RULES.map(({ code }) => code);
    expect(new Set(all).size).toBe(all.length);
    for (const line of diagnosisTable().split('\n')) expect(line.split('|').length).toBe(7);
  });
});
