import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DecidingSource,
  type Forecast,
  NO_VALUES,
  type Observation,
  plan,
  type RawWindows,
  sourcesOf,
  UNKNOWN_VALUES,
  whoDecides,
} from '../src/index';
import { anyObservation } from './arbitraries';
import { bareXp, linux, makeDesired, netshText, offLinux, onWindows, windows } from './factories';

const typed = (type: string, ...lines: string[]): Partial<RawWindows> => ({
  netshText: netshText([type, 'win1910.ipv6.microsoft.com.', '30 seconds', 'unspecified', ...lines]),
  local: UNKNOWN_VALUES,
});
const windows7 = {
  name: 'Windows 7 Professional',
  version: '6.1.7601',
  servicePack: 1,
  displayLanguage: null,
};
const xp = {
  name: 'Windows XP Professional SP3',
  version: '5.1.2600',
  servicePack: 3,
  displayLanguage: null,
};
const onXp: Partial<RawWindows> = { os: xp, disabledComponents: null };
const named = (name: string, version: string) => ({
  os: { name, version, servicePack: null, displayLanguage: null },
});
const without = (observation: Observation): Observation => ({ ...observation, sources: null });
const standings = (observation: Observation) =>
  whoDecides(observation).type.sources.map(({ source, says, standing }) => [source, says, standing]);

const off = windows();
const dormant = windows(typed('client', 'dormant'));
const ruledOff = windows({ policyTeredoState: 'Disabled', domainJoined: true });
const ruledOn = windows({ policyTeredoState: 'Enterprise Client', domainJoined: true });
const killed = windows({ disabledComponents: 0x08 });

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

describe('who decides the other values', () => {
  const decided = (observation: Observation) => {
    const { serverName, refreshIntervalSeconds, clientPort } = whoDecides(observation);
    return [serverName, refreshIntervalSeconds, clientPort].map(({ decidedBy, value }) => [decidedBy, value]);
  };

  it.each([
    [
      'nobody',
      off,
      [
        ['default', 'win1910.ipv6.microsoft.com'],
        ['default', 30],
        ['default', 0],
      ],
    ],
    [
      'a policy for each',
      windows({ policyServerName: 'p.example', policyRefreshSeconds: 60, policyClientPort: 3544 }),
      [
        ['group-policy', 'p.example'],
        ['group-policy', 60],
        ['group-policy', 3544],
      ],
    ],
    [
      'a policy that netsh marks',
      windows({
        netshText: netshText([
          'client',
          'p.example (Group Policy)',
          '45 seconds  (Group Policy)',
          '3545  (Group Policy)',
          'dormant',
        ]),
        local: UNKNOWN_VALUES,
      }),
      [
        ['group-policy', 'p.example'],
        ['group-policy', 45],
        ['group-policy', 3545],
      ],
    ],
    [
      'what is set locally',
      windows({
        netshText: netshText(['client', 't.example', '45', '3545', 'dormant']),
        local: { type: 'client', serverName: 't.example', refreshIntervalSeconds: 45, clientPort: 3545 },
      }),
      [
        ['local', 't.example'],
        ['local', 45],
        ['local', 3545],
      ],
    ],
    [
      'what no system has by itself',
      windows({
        netshText: netshText(['client', 't.example', '45', '3545', 'dormant']),
        local: UNKNOWN_VALUES,
      }),
      [
        ['local', 't.example'],
        ['local', 45],
        ['local', 3545],
      ],
    ],
    [
      'not known',
      windows({
        netshText: netshText(['client', 'teredo.ipv6.microsoft.com', '30', 'x', 'dormant']),
        local: UNKNOWN_VALUES,
        policyRefreshSeconds: 'unknown',
      }),
      [
        ['default', 'teredo.ipv6.microsoft.com'],
        ['unknown', 30],
        ['unknown', 0],
      ],
    ],
    [
      'Miredo',
      linux(),
      [
        ['local', 'teredo.example'],
        ['default', 'unknown'],
        ['default', 0],
      ],
    ],
  ] as [string, Observation, unknown][])('%s', (_name, observation, expected) => {
    expect(decided(observation)).toEqual(expected);
  });

  it('takes the word of the winner where an agent tells no sources', () => {
    const { serverName } = whoDecides(without(windows({ policyServerName: 'p.example' })));
    expect(serverName).toMatchObject({ decidedBy: 'group-policy', value: 'p.example' });
    expect(sourcesOf(without(off))).toEqual({
      policy: { ...UNKNOWN_VALUES, type: null, serverName: null },
      local: { ...UNKNOWN_VALUES, type: 'disabled', serverName: null },
    });
    expect(sourcesOf(without(ruledOff)).local.type).toBe('unknown');
  });
});

const forecastsOf = (observation: Observation, wish: Forecast['wish']) =>
  whoDecides(observation)
    .forecasts.filter((one) => one.wish === wish)
    .map(({ way, outcome }) => `${way}: ${outcome}`);

describe('what would become of a change', () => {
  it.each([
    [
      'turning it on where nothing rules',
      off,
      'on',
      ['by-hand: takes-effect', 'by-this-product: takes-effect', 'by-policy: takes-effect'],
    ],
    [
      'turning it off where it is off',
      off,
      'off',
      ['by-hand: already-so', 'by-this-product: already-so', 'by-policy: takes-effect'],
    ],
    [
      'turning it off where it is on',
      dormant,
      'off',
      ['by-hand: takes-effect', 'by-this-product: takes-effect', 'by-policy: takes-effect'],
    ],
    [
      'turning it on where it is on',
      dormant,
      'on',
      ['by-hand: already-so', 'by-this-product: already-so', 'by-policy: takes-effect'],
    ],
    [
      'under a policy',
      ruledOff,
      'on',
      [
        'by-hand: no-effect-policy',
        'by-this-product: no-effect-policy',
        'by-policy: takes-effect',
        'in-the-policy-registry: overwritten-by-policy',
      ],
    ],
    [
      'off under a policy that turns it on',
      windows({ ...typed('client (Group Policy)', 'dormant') }),
      'off',
      [
        'by-hand: no-effect-policy',
        'by-this-product: no-effect-policy',
        'by-policy: takes-effect',
        'in-the-policy-registry: overwritten-by-policy',
      ],
    ],
    [
      'under DisabledComponents',
      killed,
      'on',
      [
        'by-hand: no-effect-disabled-components',
        'by-this-product: no-effect-disabled-components',
        'by-policy: no-effect-disabled-components',
        'clearing-disabled-components: takes-effect-after-restart',
      ],
    ],
    [
      'off under DisabledComponents',
      killed,
      'off',
      ['by-hand: already-so', 'by-this-product: already-so', 'by-policy: takes-effect'],
    ],
    [
      'under both',
      windows({ policyTeredoState: 'Disabled', disabledComponents: 0xff, elevated: false }),
      'on',
      [
        'by-hand: no-effect-disabled-components',
        'by-this-product: no-effect-disabled-components',
        'by-policy: no-effect-disabled-components',
        'in-the-policy-registry: overwritten-by-policy',
        'clearing-disabled-components: takes-effect-after-restart',
      ],
    ],
    [
      'by an agent without rights',
      windows({ elevated: false }),
      'on',
      ['by-hand: takes-effect', 'by-this-product: refused', 'by-policy: takes-effect'],
    ],
    [
      'under a policy and without rights',
      windows({ policyTeredoState: 'Disabled', elevated: false }),
      'on',
      [
        'by-hand: no-effect-policy',
        'by-this-product: no-effect-policy',
        'by-policy: takes-effect',
        'in-the-policy-registry: overwritten-by-policy',
      ],
    ],
    [
      'policy not read',
      windows({ policyTeredoState: 'unknown', netshText: null }),
      'on',
      ['by-hand: unknown', 'by-this-product: unknown', 'by-policy: takes-effect'],
    ],
    [
      'DisabledComponents not read',
      windows({ disabledComponents: 'unknown' }),
      'on',
      ['by-hand: unknown', 'by-this-product: unknown', 'by-policy: takes-effect'],
    ],
    [
      'DisabledComponents not read, turning off',
      windows({ ...onWindows, disabledComponents: 'unknown' }),
      'off',
      ['by-hand: takes-effect', 'by-this-product: takes-effect', 'by-policy: takes-effect'],
    ],
    [
      'on XP, whose policy knows no Teredo',
      windows(onXp),
      'on',
      ['by-hand: takes-effect', 'by-this-product: takes-effect', 'by-policy: does-not-apply'],
    ],
    [
      'on XP without IPv6',
      windows(bareXp),
      'on',
      ['by-hand: not-possible', 'by-this-product: refused', 'by-policy: does-not-apply'],
    ],
    [
      'on Vista',
      windows(named('Windows Vista Business SP2', '6.0.6002')),
      'on',
      ['by-hand: takes-effect', 'by-this-product: takes-effect', 'by-policy: does-not-apply'],
    ],
    [
      'on Windows 2000',
      windows({ ...named('Windows 2000', '5.0.2195'), netshText: null }),
      'on',
      ['by-hand: not-possible', 'by-this-product: not-possible', 'by-policy: does-not-apply'],
    ],
    [
      'on a Windows nobody knows',
      windows(named('', '')),
      'on',
      ['by-hand: takes-effect', 'by-this-product: unknown', 'by-policy: unknown'],
    ],
    [
      'of Miredo, on',
      linux(offLinux),
      'on',
      ['by-hand: takes-effect', 'by-this-product: takes-effect', 'by-policy: does-not-apply'],
    ],
    [
      'of Miredo, off',
      linux(),
      'off',
      ['by-hand: takes-effect', 'by-this-product: takes-effect', 'by-policy: does-not-apply'],
    ],
    [
      'without Miredo',
      linux({ ...offLinux, miredoInstalled: false }),
      'on',
      ['by-hand: not-possible', 'by-this-product: not-possible', 'by-policy: does-not-apply'],
    ],
    [
      'on a system nobody knows',
      { ...off, os: { ...off.os, family: 'unknown' } },
      'on',
      ['by-hand: unknown', 'by-this-product: unknown', 'by-policy: unknown'],
    ],
  ] as [string, Observation, 'on' | 'off', string[]][])('%s', (_name, observation, wish, expected) => {
    expect(forecastsOf(observation, wish)).toEqual(expected);
  });

  it('names the type that a domain needs', () => {
    const [first] = whoDecides(windows({ domainJoined: true })).forecasts;
    expect(first!.text).toContain('enterpriseclient');
    expect(whoDecides(off).forecasts[0]!.text).not.toContain('enterpriseclient');
  });

  it('says which policy to set for each wish', () => {
    const texts = whoDecides(off)
      .forecasts.filter(({ way }) => way === 'by-policy')
      .map(({ text }) => text);
    expect(texts[0]).toContain('Client or Enterprise Client');
    expect(texts[1]).toContain('Disabled State');
  });
});

describe('a decision', () => {
  it('is made of any observation without throwing, and names somebody, or everybody it may be', () => {
    fc.assert(
      fc.property(anyObservation, (observation) => {
        const decision = whoDecides(observation);
        for (const one of [
          decision.type,
          decision.serverName,
          decision.refreshIntervalSeconds,
          decision.clientPort,
        ]) {
          const decisive = one.sources
            .filter(({ standing }) => standing === 'decides')
            .map(({ source }) => source);
          expect(decisive).toEqual(one.decidedBy === 'unknown' ? [] : [one.decidedBy]);
          if (one.decidedBy === 'unknown') expect(one.candidates.length).not.toBe(0);
          else expect(one.candidates).toEqual([one.decidedBy]);
          for (const { says, toFetch } of one.sources) if (says !== 'unknown') expect(toFetch).toBeNull();
        }
        if (decision.type.decidedBy !== 'unknown') expect(decision.missing).toEqual([]);
        for (const wish of ['on', 'off']) {
          const ways = decision.forecasts.filter((one) => one.wish === wish).map(({ way }) => way);
          expect(ways.slice(0, 3)).toEqual(['by-hand', 'by-this-product', 'by-policy']);
        }
        for (const { text } of decision.forecasts) expect(text).toMatch(/^[A-Z].*\.$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with the blockers of a plan', () => {
    fc.assert(
      fc.property(anyObservation, fc.constantFrom('on' as const, 'off' as const), (observation, wish) => {
        const { steps, blockers } = plan(observation, makeDesired(wish, {}, { ipv6: 'leave' }));
        const codes = blockers.map(({ code }) => code);
        const { type, forecasts } = whoDecides(observation);
        const outcome = (way: string) =>
          forecasts.find((one) => one.wish === wish && one.way === way)?.outcome;
        const hand = outcome('by-hand');
        const product = outcome('by-this-product');

        if (product === 'takes-effect') expect(blockers).toEqual([]);
        if (product === 'already-so') expect([steps, blockers]).toEqual([[], []]);
        if (codes.includes('disabled-components')) expect(product).toBe('no-effect-disabled-components');
        if (codes[0] === 'group-policy-rules') expect(product).toBe('no-effect-policy');
        if (hand === 'no-effect-policy') expect(codes).toContain('group-policy-rules');
        if (hand === 'no-effect-disabled-components') expect(codes).toContain('disabled-components');
        if (type.decidedBy === 'disabled-components' && wish === 'on')
          expect(codes).toContain('disabled-components');
        if (hand === 'takes-effect') expect(codes).not.toContain('disabled-components');
        if (blockers.length > 0) expect(['takes-effect', 'already-so']).not.toContain(product);
      }),
      { numRuns: 5000 },
    );
  });
});
