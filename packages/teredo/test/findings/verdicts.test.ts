import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FindingVerdict, Observation, RawWindows } from '../../src';
import { FINDING_RULES } from '../../src';
import {
  bareXp,
  linux,
  makeProbe,
  makeRawWindows,
  netshText,
  onWindows,
  silent,
  windows,
} from '../factories';

const release = (name: string, version: string): Partial<RawWindows> => ({
  os: { name, version, servicePack: null, displayLanguage: 'en-US' },
});
const SERVER_2012 = release('Windows Server 2012 R2 Standard', '6.3.9600');
const WINDOWS_7 = release('Windows 7 Professional', '6.1.7601');
const SERVER_2008_R2 = release('Windows Server 2008 R2 Standard', '6.1.7601');
const WINDOWS_81 = release('Windows 8.1 Pro', '6.3.9600');
/** As where the registry does not tell which Windows this is, or not what it calls itself. */
const NO_VERSION = release('Windows', '');
const noName = (version: string) => release('Windows SP1', version);

const ping = (received: number) => ({ peer: '2001:0:c000:201:0:f227:34ff:8eee', sent: 3, received });

type Case = [verdict: FindingVerdict, what: string, machine: Observation, words?: RegExp];

const POLICY: Record<string, [Partial<RawWindows>, Partial<RawWindows>[]]> = {
  'stig-wn12-cc-000010': [SERVER_2012, [WINDOWS_81, WINDOWS_7, {}, noName('6.1.7601')]],
  'stig-winne-000004': [WINDOWS_7, [SERVER_2008_R2, SERVER_2012, {}, noName('6.3.9600')]],
};

function policyCases([own, others]: [Partial<RawWindows>, Partial<RawWindows>[]]): Case[] {
  return [
    ['pass', 'the policy says Disabled', windows({ ...own, policyTeredoState: 'Disabled' })],
    [
      'finding',
      'nobody set the policy and Teredo is turned off locally',
      windows(own),
      /no policy: the rule asks for the policy/,
    ],
    ['finding', 'nobody set the policy', windows({ ...own, ...onWindows }), /is not set\.$/],
    ['finding', 'the policy says another state', windows({ ...own, policyTeredoState: 'Enterprise Client' })],
    ['not-reviewed', 'an agent that reads no policy', { ...windows(own), sources: null }],
    [
      'unknown',
      'a policy that was not understood',
      windows({ ...own, policyTeredoState: 'unknown', netshText: null }),
      /could not be read/,
    ],
    ['unknown', 'a Windows of no known version', windows(NO_VERSION), /Which Windows this is/],
    ['unknown', 'client or server', windows(noName(own.os?.version ?? '')), /Which Windows this is/],
    ...others.map((other): Case => ['not-applicable', `${other.os?.name ?? 'Windows 10'}`, windows(other)]),
    ['not-applicable', 'a Linux', linux()],
  ];
}

const FIREWALL_OFF = { ...makeRawWindows().firewall, on: false };

/** Nothing that netsh printed was understood. */
const unreadable = (change: Partial<RawWindows> = {}) => windows({ ...change, netshText: 'Teredo' });

const setAs = (type: Observation['configured']['type'], machine: Observation): Observation => ({
  ...machine,
  configured: { ...machine.configured, type },
});

const withAddress = (machine: Observation): Observation => ({
  ...machine,
  effective: { ...machine.effective, address: '2001:0:c000:221::1' },
});

const components = (value: RawWindows['disabledComponents']) => windows({ disabledComponents: value });

/** A domain's policy for DirectAccess, and netsh's word that the client is as it says. */
const ENTERPRISE: Partial<RawWindows> = {
  policyTeredoState: 'Enterprise Client',
  netshText: netshText([
    'enterpriseclient (Group Policy)',
    'teredo.example',
    '30 seconds',
    'unspecified',
    'offline',
  ]),
};

const CASES: Record<string, Case[]> = {
  'stig-wn12-cc-000010': policyCases(POLICY['stig-wn12-cc-000010'] as (typeof POLICY)[string]),
  'stig-winne-000004': policyCases(POLICY['stig-winne-000004'] as (typeof POLICY)[string]),
  'cis-18-6-19-2-1': [
    ['pass', '0xff', components(0xff)],
    ['finding', 'nothing set', components(0), /is 0x0, not 0xff/],
    ['finding', 'what Microsoft advises', components(0x20)],
    ['finding', 'Teredo alone taken away', components(0x08)],
    ['finding', 'every tunnel taken away', components(0x01)],
    ['finding', 'every bit of 32', components(0xffffffff), /delays each start/],
    ['finding', '0xff and a bit more', components(0x1ff), /bits beside those/],
    ['unknown', 'no number', components('unknown')],
    ['pass', 'client or server', windows({ ...noName('10.0.20348'), disabledComponents: 0xff })],
    ['unknown', 'a Windows of no known version', windows({ ...NO_VERSION, disabledComponents: 0xff })],
    ['not-applicable', 'Windows 8.1', windows({ ...WINDOWS_81, disabledComponents: 0xff })],
    ['not-applicable', 'a Linux', linux()],
  ],
  'microsoft-prefer-ipv4': [
    ['pass', 'nothing set', components(0)],
    ['pass', 'IPv4 preferred', components(0x20)],
    ['finding', 'what the benchmark asks for', components(0xff), /is 0xff/],
    ['finding', 'IPv4 preferred and Teredo taken away', components(0x28)],
    [
      'finding',
      'every bit, on a Windows of no known version',
      windows({ ...NO_VERSION, disabledComponents: 0xff }),
    ],
    ['unknown', 'no number', components('unknown')],
    ['not-applicable', 'Windows XP, which has none', windows(bareXp)],
    ['not-applicable', 'a Linux', linux()],
  ],
  'firewall-on-with-teredo': [
    ['pass', 'both on', windows(onWindows)],
    ['finding', 'Teredo on, firewall off', windows({ ...onWindows, firewall: FIREWALL_OFF })],
    [
      'finding',
      'turned off by policy, still running with an address, firewall off',
      windows({ ...onWindows, policyTeredoState: 'Disabled', firewall: FIREWALL_OFF }),
      /still/,
    ],
    [
      'finding',
      'set as nobody knows and seen to run, firewall off',
      setAs('unknown', windows({ ...onWindows, firewall: FIREWALL_OFF })),
      /^Teredo is on and/,
    ],
    [
      'finding',
      'set as nobody knows, with an address, firewall off',
      withAddress(unreadable({ firewall: FIREWALL_OFF })),
      /^Teredo has an address, whether it is on could not be read, and the host firewall is off\.$/,
    ],
    [
      'unknown',
      'whether it is on was not understood',
      unreadable({ firewall: FIREWALL_OFF }),
      /is on could not/,
    ],
    [
      'unknown',
      'as Windows is by itself, in a state that was not understood',
      setAs('default', unreadable({ firewall: FIREWALL_OFF })),
    ],
    ['not-applicable', 'both off', windows({ firewall: FIREWALL_OFF })],
    [
      'unknown',
      'a firewall that was not understood',
      windows({ ...onWindows, firewall: { ...windows().firewall, on: 'unknown' } }),
    ],
  ],
  'delivery-optimization': functionCases(),
  'xbox-party': functionCases(),
  'directaccess-enterpriseclient': [
    ['not-applicable', 'no such policy', windows(onWindows)],
    ['not-applicable', 'a policy that turns it off', windows({ policyTeredoState: 'Disabled' })],
    [
      'pass',
      'the client runs as the policy says',
      runningAs('enterpriseclient', windows({ policyTeredoState: 'Enterprise Client' })),
    ],
    [
      'finding',
      'the client runs as another type',
      runningAs('client', windows({ policyTeredoState: 'Enterprise Client' })),
      /runs as client\.$/,
    ],
    [
      'finding',
      'DisabledComponents takes it away',
      windows({ ...ENTERPRISE, disabledComponents: 8 }),
      /DisabledComponents takes it away/,
    ],
    [
      'finding',
      'its service is stopped',
      windows({ ...ENTERPRISE, serviceState: 'stopped' }),
      /iphlpsvc is stopped/,
    ],
    ['unknown', 'what it runs as was not understood', unreadable({ policyTeredoState: 'Enterprise Client' })],
    [
      'unknown',
      'whether there is such a policy is not known',
      windows({ policyTeredoState: 'unknown', netshText: null }),
    ],
    ['not-applicable', 'a Linux', linux()],
  ],
  'teredo-server-answers': [
    ['not-applicable', 'Teredo off', windows()],
    ['unknown', 'whether it is on was not understood', unreadable(), /is on could not/],
    ['pass', 'it answered', windows({ ...onWindows, probe: makeProbe() })],
    [
      'finding',
      'it did not',
      windows({ ...onWindows, probe: makeProbe({ primary: silent, secondary: silent, nat: null }) }),
    ],
    [
      'finding',
      'its name is unknown',
      windows({
        ...onWindows,
        probe: makeProbe({ resolved: false, primary: null, secondary: null, nat: null }),
      }),
      /gave no address/,
    ],
    [
      'pass',
      'one that is listed as dead and answers',
      onServer('teredo.managemydedi.com', { probe: makeProbe() }),
    ],
    ['finding', 'one that is listed as dead', onServer('teredo.managemydedi.com', {}), /listed as dead/],
    ['unknown', 'nobody asked', windows(onWindows)],
  ],
};

function functionCases(): Case[] {
  return [
    ['pass', 'a peer answered', windows({ ...onWindows, ping: ping(3) })],
    ['finding', 'no peer answered', windows({ ...onWindows, ping: ping(0) })],
    ['finding', 'Teredo off', windows(), /is off/],
    ['unknown', 'qualified and nothing measured', windows(onWindows), /its state alone proves nothing/],
    ['unknown', 'whether it is on was not understood', setAs('default', unreadable())],
    [
      'unknown',
      'client or server',
      windows({ ...noName('10.0.20348'), ...onWindows, ...noName('10.0.20348') }),
    ],
    ['not-applicable', 'Windows 7', windows({ ...WINDOWS_7, ...onWindows, ...WINDOWS_7 })],
    ['not-applicable', 'a server', windows(release('Windows Server 2019 Standard', '10.0.17763'))],
    ['not-applicable', 'a Linux', linux()],
  ];
}

function runningAs(type: Observation['effective']['type'], machine: Observation): Observation {
  return {
    ...machine,
    configured: { ...machine.configured, type: 'enterpriseclient', typeSetBy: 'group-policy' },
    effective: { ...machine.effective, type, state: 'offline' },
  };
}

function onServer(name: string, change: Partial<RawWindows>): Observation {
  const machine = windows({ ...onWindows, ...change });
  return { ...machine, configured: { ...machine.configured, serverName: name } };
}

it('has machines made for every rule, with a pass, a finding and one that it is not for', () => {
  expect(Object.keys(CASES).sort()).toEqual(FINDING_RULES.map(({ id }) => id).sort());
  for (const cases of Object.values(CASES)) {
    const verdicts = new Set(cases.map(([verdict]) => verdict));
    expect([...verdicts]).toEqual(expect.arrayContaining(['pass', 'finding', 'not-applicable']));
  }
});

describe.each(FINDING_RULES)('$id', (rule) => {
  it.each(CASES[rule.id] ?? [])('is %s: %s', (verdict, _, machine, words) => {
    const judgement = rule.judge(machine);
    expect(judgement.text).toMatch(words ?? /./);
    expect(judgement.verdict).toBe(verdict);
  });
});

/** What a rule means: what it asks of whom, and what it says of every machine made for a rule. */
function meaningOf({ demand, appliesTo, judge }: (typeof FINDING_RULES)[number]): string {
  const verdicts = Object.values(CASES).flatMap((cases) =>
    cases.map(([, , machine]) => judge(machine).verdict),
  );
  return createHash('sha256')
    .update(JSON.stringify([demand, appliesTo, verdicts]))
    .digest('hex')
    .slice(0, 12);
}

// A waiver is of one version. Where this differs because a rule means something else, its version has to rise; where only
// machines were added here, take the new words over.
it('means under each version of a rule what it meant when the version was given', () => {
  const meanings = FINDING_RULES.map((rule) => `${rule.id} ${rule.version} ${meaningOf(rule)}`);
  expect(meanings).toMatchInlineSnapshot(`
    [
      "stig-wn12-cc-000010 2 b50adc58978e",
      "stig-winne-000004 2 f22c150cfa92",
      "cis-18-6-19-2-1 2 7c4aaeaefaac",
      "microsoft-prefer-ipv4 2 e4db4b53b4ea",
      "firewall-on-with-teredo 2 b08a1a0951c6",
      "delivery-optimization 2 561289f684a2",
      "xbox-party 2 39c3567079ea",
      "directaccess-enterpriseclient 2 cecffa02c802",
      "teredo-server-answers 2 cd5570a61537",
    ]
  `);
});
