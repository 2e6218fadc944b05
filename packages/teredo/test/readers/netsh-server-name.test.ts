import { describe, expect, it } from 'vitest';
import { explain, readNetshTeredo, UNKNOWN_VALUES } from '../../src/index';
import { netshText, windows } from '../factories';

const reading = (server: string) =>
  readNetshTeredo(netshText(['client', server, '30 seconds', 'unspecified', 'dormant']));

describe('the server of show state', () => {
  it.each([
    ['teredo.example.', 'teredo.example', false],
    ['teredo.example. (Group Policy)', 'teredo.example', true],
    ['192.0.2.1', '192.0.2.1', false],
    ['teredo', 'teredo', false],
    ['teredo.', 'teredo', false],
    ['teredo (Group Policy)', 'teredo', true],
    ['teredo server', 'unknown', false],
    ['xx', 'unknown', false],
    ['xxl', 'xxl', false],
    ['maxx', 'maxx', false],
    ['1234', 'unknown', false],
    ['', null, false],
    ['(Group Policy)', 'unknown', true],
    ['xxx.xxx.xxx', 'unknown', false],
    ['*.*.*.*', 'unknown', false],
    ['default', null, false],
    ['DEFAULT', null, false],
    ['default (Group Policy)', null, true],
    ['default  (Group Pol', null, true],
    ['default server', 'unknown', false],
    ['-teredo', 'unknown', false],
  ])('%j is %j', (print, name, byPolicy) => {
    expect(reading(print)).toMatchObject({ serverName: name, serverNameByPolicy: byPolicy });
  });
});

describe("a server of Microsoft's", () => {
  const setBy = (server: string) =>
    windows({
      netshText: netshText(['client', server, '30 seconds', 'unspecified', 'dormant']),
      local: UNKNOWN_VALUES,
    }).configured.serverNameSetBy;

  it.each([
    ['win1910.ipv6.microsoft.com.', 'default'],
    ['win1910.ipv6.microsoft.com', 'local'],
    ['Teredo.ipv6.Microsoft.com.', 'default'],
    ['teredo.ipv6.microsoft.com', 'local'],
    ['teredo.example.', 'local'],
    ['default', 'default'],
    ['win1910.ipv6.microsoft.com (Group Policy)', 'group-policy'],
  ])('%s is set by %s: Windows prints a dot behind its own', (server, by) => {
    expect(setBy(server)).toBe(by);
  });

  it('is nobody knows whose where PowerShell names it', () => {
    const json = '{"Type":2,"ServerName":"win1910.ipv6.microsoft.com","RefreshIntervalSeconds":30}';
    expect(explain([{ source: null, text: json }], 0).observation?.configured.serverNameSetBy).toBe(
      'unknown',
    );
  });
});

describe('the interval of show state', () => {
  const interval = (value: string) =>
    readNetshTeredo(netshText(['client', 'teredo.example', value, 'unspecified', 'dormant']));

  it.each([
    '30 seconds',
    '30 s',
    '30s',
    '30 Sekunden',
    '30 秒',
    '30',
    '30 heartbeats',
    '30 вторых',
    '30 secondes (Group Policy)',
  ])('%s is 30 seconds', (value) => expect(interval(value).refreshIntervalSeconds).toBe(30));

  it.each([
    '30 minutes',
    '30 min',
    '30 Minuten',
    '30 分钟',
    '30 минут',
    '1 hour',
    '1 h',
    '1 h (Group Policy)',
    '1h',
    '30min',
    '2 Stunden',
    '1 小时',
  ])('%s is no number of seconds', (value) => {
    const reading = interval(value);
    expect(reading).toMatchObject({ type: 'client', serverName: 'teredo.example', state: 'dormant' });
    expect(reading.refreshIntervalSeconds).toBeNull();
    expect(reading.notUnderstood).toEqual([{ field: 'refreshIntervalSeconds', text: value }]);
  });
});
