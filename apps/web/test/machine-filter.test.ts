import { describe, expect, it } from 'vitest';
import {
  filterOf,
  loadMachineParams,
  machinesHref,
  paramsOf,
} from '../src/app/(console)/machines/search-params';
import {
  conditionsOf,
  facetsOf,
  facetValuesOf,
  filterWords,
  toggleValue,
} from '../src/filter/machine-filter';
import { roleRemark } from '../src/presentation/facts';
import type { MachineCounts } from '../src/trpc/shapes';

const told = (filter: object) => JSON.parse(JSON.stringify(filter));

describe('a filter of machines', () => {
  it('says its conditions, each with what is left without it', () => {
    const conditions = conditionsOf({ search: 'fin', contact: ['offline', 'stale'], simulated: false });
    expect(conditions.map(({ title, value }) => `${title}: ${value}`)).toEqual([
      'Search: fin',
      'Contact: Offline',
      'Contact: Stale',
      'Simulated: left out',
    ]);
    expect(conditions[1]?.without).toEqual({ search: 'fin', contact: ['stale'], simulated: false });
    expect(conditions[0]?.without).toEqual({ contact: ['offline', 'stale'], simulated: false });
  });

  it('says in the words of the alert which machines drifted, and which did not', () => {
    expect(filterWords({ drifted: true })).toBe('Drift: no longer as verified');
    expect(filterWords({ drifted: false })).toBe('Drift: none');
  });

  it('names roles and applications in words, and tells a relay apart from a client', () => {
    const filter = { role: ['host-specific-relay' as const], application: ['Example <Chat>, 2'] };
    expect(filterWords(filter)).toBe('Role: Host-specific relay, Asked for by: Example <Chat>, 2');
    const params = loadMachineParams(new URLSearchParams(machinesHref('', paramsOf(filter)).slice(1)));
    expect(told(filterOf(params))).toEqual(filter);
    for (const role of ['host-specific-relay', 'relay', 'server'])
      expect(roleRemark(role)).toBe('gives no IPv6 internet');
    expect([roleRemark('client'), roleRemark(null)]).toEqual([null, null]);
  });

  it('names scopes, changes under way and since when, and keeps them on the way through the address', () => {
    const scopes = [
      { id: '0193799c-0000-7000-8000-000000000001', name: 'Everything' },
      { id: '0193799c-0000-7000-8000-000000000002', name: 'Branch' },
    ];
    const filter = {
      scope: [scopes[1]!.id],
      silentSince: '2026-11-29T19:14:05.000Z',
      enrolledSince: '2026-11-28T00:00:00.000Z',
      change: ['notifying' as const, 'deferred' as const],
    };
    expect(filterWords(filter, scopes)).toBe(
      'Scope: Branch, Change: Telling the user or Deferred by the user, ' +
        'Contact: fell silent since 2026-11-29 19:14 UTC, Enrolled: since 2026-11-28 00:00 UTC',
    );
    expect(conditionsOf(filter, scopes).map(({ without }) => Object.keys(without).length)).toEqual([
      3, 4, 4, 3, 3,
    ]);
    const href = machinesHref('/machines', paramsOf(filter));
    expect(told(filterOf(loadMachineParams(new URL(href, 'http://x').search)))).toEqual(filter);
    const menus = (known: typeof scopes) =>
      facetsOf(facetValuesOf({}), { counts: undefined, servers: undefined, scopes: known });
    expect(menus(scopes)[0]).toMatchObject({
      key: 'scope',
      options: [{ label: 'Everything' }, { label: 'Branch' }],
    });
    expect(menus(scopes.slice(1))[0]).toMatchObject({ key: 'contact' });
  });

  it('takes a value in and out again', () => {
    const one = toggleValue({}, 'label', 'lab');
    expect(one).toEqual({ label: ['lab'] });
    expect(toggleValue(one, 'label', 'lab')).toEqual({});
  });

  it.each([
    ['nobody asked', {}, false],
    ['an application asked', { 'Example Chat': 3 }, true],
  ])('offers a menu of applications where %s: %o', (_, byApplication, offered) => {
    const counts = { byApplication } as unknown as MachineCounts;
    const facets = facetsOf(facetValuesOf({}), { counts, servers: undefined, scopes: [] });
    expect(facets.some(({ key }) => key === 'application')).toBe(offered);
  });

  it('offers every label that machines have, and those that it names', () => {
    const counts = { byLabel: { office: 190, canary: 10 } } as unknown as MachineCounts;
    const facets = facetsOf(facetValuesOf({ label: ['gone'] }), { counts, servers: undefined, scopes: [] });
    expect(facets.find(({ key }) => key === 'label')).toEqual({
      key: 'label',
      title: 'Label',
      options: [
        { value: 'canary', label: 'canary', count: 10 },
        { value: 'gone', label: 'gone', count: undefined },
        { value: 'office', label: 'office', count: 190 },
      ],
      selected: ['gone'],
    });
  });

  it('is said in one line', () => {
    expect(filterWords({})).toBe('every machine');
    expect(filterWords({ label: ['a', 'b'], reachable: ['no'] })).toBe(
      'Reachable: Not reachable, Label: a or b',
    );
  });

  it('is the same after a way through the address', () => {
    const filter = { search: 'x', label: ['lab'], diagnosis: ['t1'], simulated: true, os: ['Windows 10'] };
    const href = machinesHref('/machines', paramsOf(filter));
    expect(told(filterOf(loadMachineParams(new URL(href, 'http://x').search)))).toEqual(filter);
  });
});
