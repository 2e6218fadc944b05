import { describe, expect, it } from 'vitest';
import {
  auditInputOf,
  auditSearch,
  exportHref,
  loadAuditParams,
} from '../src/app/(console)/audit/search-params';
import { listInputOf, loadMachineParams, machinesHref } from '../src/app/(console)/machines/search-params';

describe('the address of the machine list', () => {
  it('asks for nothing when nothing is set', () => {
    expect(JSON.parse(JSON.stringify(listInputOf(loadMachineParams(''))))).toEqual({
      filter: {},
      sort: { by: 'hostname', direction: 'asc' },
      cursor: null,
      limit: 50,
    });
  });

  it('carries filter, order and place', () => {
    const params = loadMachineParams(
      '?q=fin&contact=offline,stale&simulated=true&sort=severity&direction=desc&cursor=c',
    );
    expect(listInputOf(params)).toMatchObject({
      filter: { search: 'fin', contact: ['offline', 'stale'], simulated: true },
      sort: { by: 'severity', direction: 'desc' },
      cursor: 'c',
    });
  });

  it('leaves out words that it does not know', () => {
    expect(listInputOf(loadMachineParams('?contact=asleep&sort=colour')).sort).toEqual({
      by: 'hostname',
      direction: 'asc',
    });
  });

  it('reads back what a link of the overview says', () => {
    const href = machinesHref('/machines', { status: ['active'], reachable: ['no'] });
    expect(listInputOf(loadMachineParams(new URL(href, 'http://x').search)).filter).toMatchObject({
      status: ['active'],
      reachable: ['no'],
    });
  });
});

describe('the address of the audit list', () => {
  it('takes whole days in UTC, the last one included', () => {
    const { filter } = auditInputOf(loadAuditParams('?from=2026-11-01&to=2026-11-23'));
    expect(filter).toMatchObject({ from: '2026-11-01T00:00:00.000Z', to: '2026-11-24T00:00:00.000Z' });
  });

  it('is what a saved view keeps, without the page that was open', () => {
    const search = auditSearch(loadAuditParams('?outcome=refused&actor=Ann%20%26%20Bo&cursor=c'));
    expect(search).toBe('actor=Ann+%26+Bo&outcome=refused');
    expect(auditSearch(loadAuditParams(`?${search}`))).toBe(search);
  });

  it('becomes the address of the file of all that matches', () => {
    const href = exportHref(loadAuditParams('?action=rollout.&to=2026-11-23&cursor=c'), 'csv');
    expect(href).toBe('/api/audit/entries.csv?action=rollout.&to=2026-11-24T00%3A00%3A00.000Z');
    expect(exportHref(loadAuditParams(''), 'jsonl')).toBe('/api/audit/entries.jsonl');
  });

  it('leaves out a day that is none', () => {
    expect(auditInputOf(loadAuditParams('?from=soon')).filter.from).toBeUndefined();
  });
});
