import { describe, expect, it } from 'vitest';
import { NO_VALUES, type RawWindows } from '../src/index';
import { bareXp, makeProbe, onWindows, silent, windows } from './factories';

const ipconfig = (...addresses: string[]) =>
  `Ethernet adapter x:\n\n${addresses.map((one) => `   IPv6 Address. . . . . : ${one}\n`).join('')}`;
const versionOf = (version: string): Partial<RawWindows> => ({
  os: { name: 'Windows', version, servicePack: null, displayLanguage: null },
});

describe('what a Windows agent gathered', () => {
  it('is kept as evidence, each output under its name, and nothing of what was not read', () => {
    const notes = [{ source: 'registry', text: 'c' }];
    expect(windows({ netshText: 'a', ipconfigText: 'b', notes }).evidence).toEqual([
      { source: 'netsh teredo state', text: 'a', truncated: false },
      { source: 'ipconfig', text: 'b', truncated: false },
      { source: 'registry', text: 'c', truncated: false },
    ]);
    expect(windows({ netshText: null, ipconfigText: null }).evidence).toEqual([]);
  });

  it.each<[string, string | null, string | null]>([
    ['is unknown where ipconfig was not read', null, 'unknown'],
    ['is none where ipconfig shows none', ipconfig('fe80::1%4'), null],
    ['is the one that ipconfig shows', ipconfig('fe80::1%4', '2001:db8::7'), '2001:db8::7'],
  ])('says of native IPv6: it %s', (_name, ipconfigText, address) => {
    expect(windows({ ipconfigText }).ipv6.nativeGlobalAddress).toBe(address);
  });

  it.each<[string, Partial<RawWindows>, string]>([
    [
      'yes, where a peer answered through the address',
      { ...onWindows, ping: { peer: 'x', sent: 3, received: 1 } },
      'yes',
    ],
    [
      'unknown, where a peer answered a machine without a Teredo address',
      { ping: { peer: 'x', sent: 3, received: 1 } },
      'unknown',
    ],
    [
      'no, where a server is silent to a machine that is on',
      { ...onWindows, probe: makeProbe({ primary: silent }) },
      'no',
    ],
    [
      'unknown, where it is silent to a machine that is off',
      { probe: makeProbe({ primary: silent }) },
      'unknown',
    ],
  ])('says of what is reachable: %s', (_name, change, verdict) => {
    expect(windows(change).reachable.verdict).toBe(verdict);
  });
});

describe('a Windows without its IPv6 stack', () => {
  it('has Teredo off, set by nobody, whatever the outputs say', () => {
    const { configured, effective } = windows({ ...bareXp, netshText: onWindows.netshText ?? null });
    expect(configured).toEqual({
      at: 1000,
      type: 'disabled',
      typeSetBy: 'default',
      serverName: null,
      serverNameSetBy: 'default',
      refreshIntervalSeconds: null,
      clientPort: null,
    });
    expect(effective).toMatchObject({ type: 'disabled', state: 'offline' });
  });

  it('is not known to have it off where only the networking pack is missing', () => {
    const { configured } = windows({ ...bareXp, ipv6Installed: true, networkingPack: false });
    expect(configured).toMatchObject({ type: 'unknown', typeSetBy: 'unknown', serverNameSetBy: 'default' });
  });
});

describe('what does not count on a Windows', () => {
  it.each<[string, string, string]>([
    ['a policy on Windows Vista', '6.0.6002', 'local'],
    ['a policy on Windows Vista, of which only this is known', '6.0', 'local'],
  ])('is %s', (_name, version, by) => {
    expect(windows({ ...versionOf(version), policyTeredoState: 'Client' }).configured.typeSetBy).toBe(by);
  });

  it.each(['6.1.7601', '6.00.1', '10.0.19045', '16.0.1', ''])('is no policy on Windows %s', (version) => {
    expect(windows({ ...versionOf(version), policyTeredoState: 'Client' }).configured).toMatchObject({
      type: 'client',
      typeSetBy: 'group-policy',
    });
  });
});

describe('a type that nobody set', () => {
  it('is the one that the system comes with', () => {
    expect(windows({ local: NO_VALUES }).configured.typeSetBy).toBe('default');
  });
});
