import { describe, expect, it } from 'vitest';
import { type DecidingSource, NO_VALUES, type Observation, UNKNOWN_VALUES, whoDecides } from '../src/index';
import { killed, named, off, onXp, ruledOff, typed, without } from './decision-cases';
import { bareXp, linux, offLinux, onWindows, windows } from './factories';

const windows7 = {
  name: 'Windows 7 Professional',
  version: '6.1.7601',
  servicePack: 1,
  displayLanguage: null,
};

const standings = (observation: Observation) =>
  whoDecides(observation).type.sources.map(({ source, says, standing }) => [source, says, standing]);

const ruledOn = windows({ policyTeredoState: 'Enterprise Client', domainJoined: true });

type Case = [
  name: string,
  observation: Observation,
  decidedBy: string,
  candidates: DecidingSource[],
  value: string,
  missing: string[],
];

const cases: Case[] = [
  ['what is set locally', off, 'local', ['local'], 'disabled', []],
  ['a policy', ruledOff, 'group-policy', ['group-policy'], 'disabled', []],
  ['a policy that turns it on', ruledOn, 'group-policy', ['group-policy'], 'enterpriseclient', []],
  [
    'a policy that netsh marks',
    windows(typed('client (Group Policy)', 'dormant')),
    'group-policy',
    ['group-policy'],
    'client',
    [],
  ],
  [
    'a policy in words not known',
    windows({ policyTeredoState: 'Sometimes' }),
    'group-policy',
    ['group-policy'],
    'unknown',
    [],
  ],
  ['DisabledComponents', killed, 'disabled-components', ['disabled-components'], 'disabled', []],
  [
    'DisabledComponents over a policy',
    windows({ policyTeredoState: 'Client', disabledComponents: 0x01 }),
    'disabled-components',
    ['disabled-components'],
    'disabled',
    [],
  ],
  [
    'the default that netsh names',
    windows({ ...typed('default', 'dormant'), os: windows7 }),
    'default',
    ['default'],
    'client',
    [],
  ],
  [
    'DisabledComponents or the default',
    windows({ ...typed('default', 'offline', 'none'), os: windows7, disabledComponents: 'unknown' }),
    'unknown',
    ['disabled-components', 'default'],
    'default',
    ['disabled-components'],
  ],
  [
    'the default of a Windows that may have it on or off',
    windows({ ...named('Windows Server 2022', '10.0.20348'), netshText: 'Ok.', local: NO_VALUES }),
    'default',
    ['default'],
    'unknown',
    [],
  ],
  [
    'Miredo or nobody, where its configuration may not be read',
    linux({ miredoConfiguration: { state: 'unreadable', reason: 'EACCES' } }),
    'unknown',
    ['local', 'default'],
    'unknown',
    ['miredo-configuration'],
  ],
  [
    'the default of a Windows that has it off',
    windows({ local: NO_VALUES }),
    'default',
    ['default'],
    'disabled',
    [],
  ],
  ['nobody yet, on XP without IPv6', windows(bareXp), 'default', ['default'], 'disabled', []],
  [
    'nobody yet, though XP has something written down',
    windows({ ...bareXp, local: { ...NO_VALUES, type: 'client' } }),
    'default',
    ['default'],
    'disabled',
    [],
  ],
  [
    'a type the system would not have by itself',
    windows(typed('enterpriseclient', 'dormant')),
    'local',
    ['local'],
    'enterpriseclient',
    [],
  ],
  [
    'off on Windows 7, which comes with it on',
    windows({ ...typed('disabled', 'offline', 'none'), os: windows7 }),
    'local',
    ['local'],
    'disabled',
    [],
  ],
  ['Miredo', linux(), 'local', ['local'], 'client', []],
  ['Miredo turned off', linux(offLinux), 'local', ['local'], 'disabled', []],
  [
    'nobody on Linux',
    linux({ ...offLinux, miredoConfiguration: { state: 'missing' } }),
    'default',
    ['default'],
    'disabled',
    [],
  ],
  [
    'local or default, off on Windows 10',
    windows(typed('disabled', 'offline', 'none')),
    'unknown',
    ['local', 'default'],
    'disabled',
    ['local-values'],
  ],
  [
    'local or default, on on Windows 7',
    windows({ ...typed('client', 'dormant'), os: windows7 }),
    'unknown',
    ['local', 'default'],
    'client',
    ['local-values'],
  ],
  [
    'local or default on XP',
    windows({ ...onXp, ...typed('disabled', 'offline', 'none') }),
    'unknown',
    ['local', 'default'],
    'disabled',
    ['local-values'],
  ],
  [
    'local or default on a server',
    windows({ ...typed('disabled', 'offline', 'none'), ...named('Windows Server 2022', '10.0.20348') }),
    'unknown',
    ['local', 'default'],
    'disabled',
    ['local-values'],
  ],
  [
    'DisabledComponents or local',
    windows({ disabledComponents: 'unknown' }),
    'unknown',
    ['disabled-components', 'local'],
    'disabled',
    ['disabled-components'],
  ],
  [
    'local, DisabledComponents not read and Teredo seen to run',
    windows({ ...onWindows, disabledComponents: 'unknown' }),
    'local',
    ['local'],
    'natawareclient',
    [],
  ],
  [
    'anybody',
    windows({
      netshText: 'Ok.',
      policyTeredoState: 'unknown',
      disabledComponents: 'unknown',
      local: UNKNOWN_VALUES,
      ...named('', ''),
    }),
    'unknown',
    ['disabled-components', 'group-policy', 'local', 'default'],
    'unknown',
    ['disabled-components', 'policy-values', 'local-values', 'windows-version'],
  ],
  ['an agent that does not tell the sources apart: local', without(off), 'local', ['local'], 'disabled', []],
  ['the same: policy', without(ruledOff), 'group-policy', ['group-policy'], 'disabled', []],
  [
    'the same: default',
    without(windows(typed('default', 'offline', 'none'))),
    'default',
    ['default'],
    'disabled',
    [],
  ],
  [
    'the same: not known',
    without(windows(typed('disabled', 'offline', 'none'))),
    'unknown',
    ['group-policy', 'local', 'default'],
    'disabled',
    ['policy-values', 'local-values'],
  ],
];

describe('who decides the type', () => {
  it('is the default, on or not as far as is known', () => {
    const server = named('Windows Server 2022', '10.0.20348');
    expect(whoDecides(windows({ ...server, netshText: 'Ok.', local: NO_VALUES })).text).toBe(
      'Nobody decided: Teredo is as this Windows comes, not known to be on.',
    );
    expect(
      whoDecides(
        windows({ ...typed('default', 'offline', 'none'), os: windows7, disabledComponents: 'unknown' }),
      ).text,
    ).toMatch(
      /^Nobody decided: .*; whether DisabledComponents keeps it off .* can't be told from what was read\.$/,
    );
  });

  it.each<[Observation, string]>([
    [
      windows({ policyTeredoState: 'Default' }),
      'Group Policy decides: it sets Teredo to be as the system comes.',
    ],
    [
      windows({ ...typed('default', 'dormant'), ...named('Windows Server 2022', '10.0.20348') }),
      'Nobody decided: Teredo is as this Windows comes, on.',
    ],
    [
      windows({ ...typed('client', 'offline', 'none'), os: windows7, disabledComponents: 'unknown' }),
      "Teredo is set to be on as client; whether by a local setting or the system's own default, and whether DisabledComponents keeps it off all the same, can't be told from what was read.",
    ],
    [
      windows({ ...typed('disabled', 'offline', 'none'), disabledComponents: 'unknown' }),
      "Teredo is set to be off; whether by DisabledComponents, a local setting or the system's own default can't be told from what was read.",
    ],
  ])('is said in one sentence', (observation, text) => {
    expect(whoDecides(observation).text).toBe(text);
  });

  it('is a policy in words not known, which nobody repeats', () => {
    expect(whoDecides(windows({ policyTeredoState: 'Sometimes' })).text).toBe(
      'Group Policy decides; what it sets was not understood.',
    );
  });

  it.each(cases)('%s', (_name, observation, decidedBy, candidates, value, missing) => {
    const decision = whoDecides(observation);
    expect(decision.type).toMatchObject({ decidedBy, candidates, value });
    expect(decision.missing.map(({ code }) => code)).toEqual(missing);
    expect(decision.text).toMatch(/^[A-Z].*\.$/);
  });

  it('has a sentence of its own for each', () => {
    const texts = [
      off,
      ruledOff,
      killed,
      windows(bareXp),
      windows({ local: NO_VALUES }),
      linux(),
      windows(typed('disabled', 'offline')),
      windows({ netshText: 'Ok.', local: UNKNOWN_VALUES }),
    ];
    expect(new Set(texts.map((one) => whoDecides(one).text)).size).toBe(texts.length);
  });

  it('lists every source of the system, the strongest first, with what it says and whether that counts', () => {
    expect(
      standings(windows({ policyTeredoState: 'Client', local: { ...NO_VALUES, type: 'disabled' } })),
    ).toEqual([
      ['disabled-components', null, 'silent'],
      ['group-policy', 'client', 'decides'],
      ['local', 'disabled', 'overruled'],
      ['default', 'disabled', 'overruled'],
    ]);
    expect(standings(windows({ policyTeredoState: 'Disabled', local: UNKNOWN_VALUES }))).toEqual([
      ['disabled-components', null, 'silent'],
      ['group-policy', 'disabled', 'decides'],
      ['local', 'unknown', 'unknown'],
      ['default', 'disabled', 'agrees'],
    ]);
    expect(standings(windows({ ...onXp, local: { ...NO_VALUES, type: 'client' } }))).toEqual([
      ['group-policy', null, 'silent'],
      ['local', 'client', 'decides'],
      ['default', 'unknown', 'unknown'],
    ]);
    expect(standings(linux())).toEqual([
      ['local', 'client', 'decides'],
      ['default', 'disabled', 'overruled'],
    ]);
    expect(standings(windows({ disabledComponents: 'unknown' }))).toEqual([
      ['disabled-components', 'unknown', 'unknown'],
      ['group-policy', null, 'silent'],
      ['local', 'disabled', 'unknown'],
      ['default', 'disabled', 'unknown'],
    ]);
  });

  it('names the bits that take Teredo away', () => {
    const text = (disabledComponents: number) => whoDecides(windows({ disabledComponents })).text;
    expect(text(0x08)).toContain('0x8, with bit 0x08 (Teredo) set');
    expect(text(0x21)).toContain('0x21, with bit 0x01 (every tunnel) set');
    expect(text(0xff)).toContain('0xff, with bits 0x01 (every tunnel) and 0x08 (Teredo) set');
  });

  it('says how to fetch what is missing on this very system', () => {
    const how = (observation: Observation) => whoDecides(observation).missing[0]?.how;
    expect(how(windows(typed('disabled', 'offline')))).toContain('iphlpsvc\\Teredo');
    expect(how(windows({ ...onXp, ...typed('disabled', 'offline') }))).toContain('6to4\\Teredo');
  });
});

describe('the default of a system', () => {
  it.each([
    ['Windows 10 Pro', '10.0.17134', 'disabled'],
    ['Windows 10 Pro', '10.0.17133', 'client'],
    ['Windows 10 Pro', '10.0', 'unknown'],
    ['Windows 11 Pro', '10.0.22631.3447', 'disabled'],
    ['Windows 8.1 Pro', '6.3.9600', 'client'],
    ['Windows Vista Business', '6.0.6002', 'unknown'],
    ['Windows XP Professional', '5.1.2600', 'unknown'],
    ['Windows Server 2016', '10.0.14393', 'unknown'],
    ['', '10.0.19045', 'unknown'],
  ])('%s %s: %s', (name, version, says) => {
    const [, , , own] = whoDecides(windows({ ...named(name, version), ...typed('default', 'offline') })).type
      .sources;
    const last = whoDecides(windows({ ...named(name, version), ...typed('default', 'offline') })).type
      .sources;
    expect((own ?? last[last.length - 1])?.says).toBe(says);
  });
});
