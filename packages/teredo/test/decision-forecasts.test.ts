import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Forecast, type Observation, plan, whoDecides } from '../src/index';
import { anyObservation } from './arbitraries';
import { dormant, killed, named, off, onXp, ruledOff, typed } from './decision-cases';
import { bareXp, linux, makeDesired, offLinux, onWindows, windows } from './factories';

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
