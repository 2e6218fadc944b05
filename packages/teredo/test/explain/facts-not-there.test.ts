import { describe, expect, it } from 'vitest';
import { plan } from '../../src/index';
import { makeDesired, netshText, windows } from '../factories';
import { facts } from './facts-of-text';

const POLICY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\TCPIP\\v6Transition';
const policy = (...values: string[]) =>
  facts(`${POLICY}\n${values.map((value) => `    ${value}\n`).join('')}`)[0]?.[1];

describe('what is not there', () => {
  it.each([
    ['No  System  256  fe80::/64  6  Ethernet\n', 'netsh-routes'],
    ['fe80::/64 dev eth0 proto kernel metric 256\n', 'ip-routes'],
  ])('is said of the routes in %j', (text, kind) => {
    expect(facts(text)).toEqual([
      [kind, ['Route to all of IPv6: none', 'Route to Teredo (2001::/32): none']],
    ]);
  });

  it.each([
    ['ID=debian\nVERSION_ID=12\n', 'System: debian 12'],
    ['ID=arch\nNAME=x\n', 'System: arch'],
    ['VERSION_ID=12\n', 'System: Linux 12'],
  ])('is left out of the name of a system: %j', (text, fact) => {
    expect(facts(text)).toEqual([['os-release', [fact]]]);
  });

  it('is said of a policy, beside what it sets', () => {
    expect(
      policy('Teredo_RefreshRate    REG_DWORD    0x3c', 'Teredo_ClientPort    REG_DWORD    0x0'),
    ).toEqual([
      'Group Policy: sets neither type nor server',
      'Refresh interval by Group Policy: 60',
      'Client port by Group Policy: the system chooses',
    ]);
    expect(policy('Teredo_ServerName    REG_SZ    a.example')).toEqual([
      'Type by Group Policy: not set',
      'Server by Group Policy: a.example',
    ]);
  });
});

describe('Teredo as the system comes', () => {
  const steps = (...state: string[]) =>
    plan(
      windows({ netshText: netshText(['default', 't.example', '30', 'x', ...state]) }),
      makeDesired('on'),
    ).steps.map(({ kind }) => kind);

  it.each(['dormant', 'qualified', 'probe (primary server)'])('is on where it is seen %s', (state) => {
    expect(steps(state)).toEqual([]);
  });

  it('is turned on where it is offline', () => {
    expect(steps('offline', 'none')).toEqual(['set-teredo']);
  });
});
