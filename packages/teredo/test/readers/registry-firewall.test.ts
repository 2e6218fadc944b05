import { describe, expect, it } from 'vitest';
import { readTeredoRegistry } from '../../src/index';
import { codes, explained, key, netsh, OFFLINE, QUALIFIED, SETTINGS } from '../explain/explained-texts';
import { fixtureText } from '../support/fixture-files';

const LOCAL = 'SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const POLICY = 'SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';
const on = (root: string, profile: string, value: number) =>
  key(`${root}\\${profile}`, `EnableFirewall    REG_DWORD    0x${value}`);
const list = (root: string, profile: string, ...ports: string[]) =>
  key(
    `${root}\\${profile}\\GloballyOpenPorts\\List`,
    ...ports.map((port) => `${port.split(':').slice(0, 2).join(':')}    REG_SZ    ${port}`),
  );
const read = (...texts: string[]) => readTeredoRegistry(texts.join('')).firewall;
const OPEN = '3544:UDP:*:Enabled:Teredo';

describe('the firewall in the registry', () => {
  it('is on or off where every network says the same', () => {
    expect(
      read(on(LOCAL, 'DomainProfile', 1), on(LOCAL, 'StandardProfile', 1), on(LOCAL, 'PublicProfile', 1)),
    ).toEqual({ on: true, differs: false, byPolicy: false, openUdpPorts: null });
    expect(read(on(LOCAL, 'StandardProfile', 0))).toMatchObject({ on: false, differs: false });
    expect(read(on(LOCAL, 'DomainProfile', 0), on(LOCAL, 'PublicProfile', 1))).toMatchObject({
      on: 'unknown',
      differs: true,
    });
  });

  it('is what a policy says, network by network', () => {
    expect(read(on(LOCAL, 'PublicProfile', 1), on(POLICY, 'PublicProfile', 0))).toMatchObject({
      on: false,
      byPolicy: true,
    });
    expect(read(on(LOCAL, 'StandardProfile', 0), on(POLICY, 'PrivateProfile', 1))).toMatchObject({
      on: true,
    });
    expect(read(on(POLICY, 'DomainProfile', 1), on(LOCAL, 'PublicProfile', 0))).toMatchObject({
      on: 'unknown',
      byPolicy: true,
    });
  });

  it('is not told by other keys', () => {
    expect(read(on('SOFTWARE\\Other', 'DomainProfile', 1))).toBeNull();
    expect(read(on(LOCAL, 'Logging', 1))).toBeNull();
  });

  it.each(['REG_DWORD    0x2', 'REG_SZ    1', 'REG_QWORD    0x1', 'REG_BINARY    01'])(
    'is unknown by %s, and is not what another network or the machine itself says',
    (data) => {
      const odd = (root: string, profile: string) => key(`${root}\\${profile}`, `EnableFirewall    ${data}`);
      expect(read(odd(LOCAL, 'DomainProfile'))).toMatchObject({ on: 'unknown', differs: false });
      expect(read(odd(LOCAL, 'DomainProfile'), on(LOCAL, 'PublicProfile', 1))).toMatchObject({
        on: 'unknown',
        differs: false,
      });
      expect(read(on(LOCAL, 'PublicProfile', 1), odd(POLICY, 'PublicProfile'))).toMatchObject({
        on: 'unknown',
        byPolicy: true,
      });
    },
  );

  it.each<[string, number[]]>([
    [OPEN, [3544]],
    ['3544:UDP:*:enabled:', [3544]],
    ['3544:UDP:*:Enabled', [3544]],
    ['3544:UDP:*:Disabled:Teredo', []],
    ['3544:TCP:*:Enabled:Teredo', []],
    ['3544:UDP:LocalSubNet:Enabled:Teredo', []],
    ['3544:UDP:192.0.2.0/255.255.255.0:Enabled:Teredo', []],
    ['0:UDP:*:Enabled:Teredo', []],
    ['65535:UDP:*:Enabled:Teredo', [65535]],
    ['65536:UDP:*:Enabled:Teredo', []],
  ])('%s opens %j to anybody', (port, expected) => {
    expect(read(list(LOCAL, 'StandardProfile', port))).toMatchObject({ openUdpPorts: expected });
  });

  it('has open what is so in every network shown, by policy or on the machine', () => {
    const other = '5000:UDP:*:Enabled:x';
    expect(
      read(list(LOCAL, 'DomainProfile', OPEN, other), list(LOCAL, 'StandardProfile', other, other)),
    ).toMatchObject({ openUdpPorts: [5000] });
    expect(read(list(LOCAL, 'DomainProfile', OPEN), list(LOCAL, 'StandardProfile'))).toMatchObject({
      openUdpPorts: [],
    });
    expect(read(list(LOCAL, 'StandardProfile'), list(POLICY, 'StandardProfile', OPEN))).toMatchObject({
      openUdpPorts: [3544],
    });
  });
});

describe('a firewall that is explained from the registry', () => {
  const off = on(LOCAL, 'DomainProfile', 0) + on(LOCAL, 'StandardProfile', 0) + on(LOCAL, 'PublicProfile', 0);
  const xp = 'Microsoft Windows XP [Version 5.1.2600]\n';
  const atPort = (port: string) => netsh([...SETTINGS.slice(0, 3), port, 'offline', 'none']);

  it('that is off leaves Teredo open, likely so where the policies were not read', () => {
    const { diagnoses } = explained(QUALIFIED, off);
    expect(diagnoses.find(({ code }) => code === 'firewall-off')).toMatchObject({ confidence: 'likely' });
    const ruled = explained(QUALIFIED, off + on(POLICY, 'DomainProfile', 0));
    expect(ruled.diagnoses.find(({ code }) => code === 'firewall-off')).toMatchObject({
      confidence: 'certain',
    });
    expect(ruled.observation?.firewall.setBy).toBe('group-policy');
  });

  it('that is on is not off, in any language', () => {
    const { observation, outputs } = explained(fixtureText('registry/firewall-state-fr.txt'), QUALIFIED);
    expect(observation?.firewall).toMatchObject({ on: true, teredoException: 'unknown', setBy: 'unknown' });
    expect(outputs[0]?.facts).toEqual([
      { name: 'Firewall of Windows', value: 'on; a policy, which would win, is not among these keys' },
    ]);
    expect(codes(fixtureText('registry/firewall-state-fr.txt'), QUALIFIED)).not.toContain('firewall-off');
  });

  it('that differs by network is said to', () => {
    const text = on(LOCAL, 'DomainProfile', 0) + on(POLICY, 'PublicProfile', 1);
    expect(explained(text).outputs[0]?.facts).toEqual([
      { name: 'Firewall of Windows', value: 'on in some networks and off in others, a policy says so' },
    ]);
    expect(explained(on(LOCAL, 'DomainProfile', 0)).outputs[0]?.facts[0]?.value).toMatch(/^off;/);
  });

  it('of Windows XP opens the port that Teredo is pinned to, or does not', () => {
    const ports = fixtureText('registry/firewall-xp.txt');
    const firewall = (port: string, keys = ports) => explained(xp, atPort(port), keys).observation?.firewall;
    expect(firewall('3544')).toMatchObject({ on: true, teredoException: true, exceptionPort: 3544 });
    expect(firewall('3545')).toMatchObject({ teredoException: false, exceptionPort: null });
    expect(firewall('unspecified')).toMatchObject({ teredoException: 'unknown', exceptionPort: null });
    expect(firewall('unspecified', list(LOCAL, 'StandardProfile'))).toMatchObject({ teredoException: false });
    expect(explained(ports).outputs[0]?.facts).toContainEqual({
      name: 'UDP ports open to anybody (Windows XP, 2003)',
      value: '3544',
    });
    expect(codes(xp, atPort('3545'), ports)).toContain('firewall-blocks');
    expect(codes(xp, atPort('3544'), ports)).not.toContain('firewall-blocks');
  });

  it('of a later Windows has rules, and its list of ports counts for nothing', () => {
    const ports = fixtureText('registry/firewall-xp.txt');
    expect(explained(atPort('3544'), ports).observation?.firewall.teredoException).toBe('unknown');
  });

  it.each([
    ['', 'FirewallPolicy /s /v EnableFirewall'],
    [xp, 'FirewallPolicy /s'],
  ])('is asked for in the registry%s, since netsh says it in translated words', (version, expected) => {
    const asked = explained(version + OFFLINE).questions.filter(({ code }) => code === 'firewall-state');
    expect(asked.map(({ how }) => how.split('\\').pop())).toEqual([expected]);
    expect(JSON.stringify(explained(version + OFFLINE).questions)).not.toMatch(/netsh (?:adv)?firewall/);
  });
});
