import { describe, expect, it } from 'vitest';
import { readNetshTeredo } from '../../src/index';
import { netshText } from '../factories';

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
    ['xxx.xxx.xxx', 'unknown', false],
    ['*.*.*.*', 'unknown', false],
    ['default', null, false],
    ['DEFAULT', null, false],
    ['-teredo', 'unknown', false],
  ])('%j is %j', (print, name, byPolicy) => {
    expect(reading(print)).toMatchObject({ serverName: name, serverNameByPolicy: byPolicy });
  });
});
