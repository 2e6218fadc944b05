import { describe, expect, it } from 'vitest';
import { FACET_VIEWS, seriesHref, seriesOf } from '../src/overview/fleet-series';
import { osGeneration } from '../src/overview/os-generation';
import type { FleetDay } from '../src/trpc/shapes';

const day: FleetDay = {
  day: '2026-11-29',
  countedAt: '2026-11-29T12:00:00.000Z',
  machines: 12,
  seen: 12,
  facets: {
    configured: { client: 5, disabled: 6, unknown: 1 },
    effective: { qualified: 5, offline: 7 },
    reachable: { yes: 3, no: 1, unknown: 8 },
    turned: { 'on:yes': 3, 'on:no': 1, 'on:unknown': 1, disabled: 6, unknown: 1 },
    nat: { cone: 4, symmetric: 3, unknown: 5 },
    server: Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [n === 0 ? 'none' : `s${n}.example.com`, 1]),
    ),
    os: { 'Windows 10 Pro': 4, 'Windows 10 Home': 3, 'Windows Server 2012 R2 Standard': 5 },
  },
};

describe('the series of a facet', () => {
  it.each(FACET_VIEWS.map(({ key }) => key))('of %s are told apart, and leave no machine out', (facet) => {
    const series = seriesOf([day], facet);
    expect(new Set(series.map(({ key }) => key)).size).toBe(series.length);
    expect(new Set(series.map(({ tone, faint }) => `${tone} ${faint}`)).size).toBe(series.length);
    expect(series.reduce((total, one) => total + one.valueOn(day), 0)).toBe(12);
  });

  it('lead to machines by what they are on that day, as far as a list can be asked for it', () => {
    const builds = (many: number) =>
      Object.fromEntries(Array.from({ length: many }, (_, n) => [`Windows 10 Pro ${n}`, 1]));
    const withOs = (os: Record<string, number>): FleetDay => ({ ...day, facets: { ...day.facets, os } });
    const [before, few, many] = [withOs(builds(60)), withOs({ 'Windows 10 Pro 3': 9 }), withOs(builds(51))];
    const [ten] = seriesOf([before, few], 'os');
    expect(seriesHref(ten!, few, true)).toBe('/machines?status=active&os=Windows+10+Pro+3');
    const [all] = seriesOf([many], 'os');
    expect([all!.valueOn(many), seriesHref(all!, many, true), seriesHref(all!, many, false)]).toEqual([
      51,
      null,
      null,
    ]);
  });

  it.each(FACET_VIEWS.map(({ key }) => key))(
    'of %s all lead to their machines, of now and of then',
    (facet) => {
      const words = Object.keys(day.facets[facet]);
      const series = seriesOf([day], facet);
      for (const isToday of [true, false]) {
        const hrefs = series.map((one) => new URL(seriesHref(one, day, isToday)!, 'http://console.test'));
        for (const { pathname, searchParams } of hrefs) {
          expect(pathname).toBe(isToday ? '/machines' : '/past');
          expect(searchParams.get('status')).toBe('active');
          expect(searchParams.get('at')).toBe(isToday ? null : day.countedAt);
        }
        expect(new Set(hrefs.map(String)).size).toBe(series.length);
        if (facet === 'turned') continue;
        const named = hrefs.flatMap(({ searchParams }) => searchParams.get(facet)!.split(','));
        expect(named.sort()).toEqual(words.sort());
      }
    },
  );

  it.each([
    ['Windows XP Professional', 'Windows XP'],
    ['Windows 8.1 Pro', 'Windows 8.1'],
    ['Windows Server 2012 R2 Standard', 'Windows Server 2012 R2'],
    ['Debian GNU/Linux 12', 'Linux'],
  ])('%s is of the generation %s', (name, generation) => {
    expect(osGeneration(name)).toBe(generation);
  });
});
