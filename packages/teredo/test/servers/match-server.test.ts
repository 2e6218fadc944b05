import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/index';
import {
  buildLinuxObservation,
  buildWindowsObservation,
  canonicalServerName,
  findServer,
  KNOWN_SERVERS,
  serverOfMachine,
} from '../../src/index';
import { makeRawLinux, makeRawWindows } from '../factories';

const windows = buildWindowsObservation(makeRawWindows());

function machine(version: string, change: Partial<Observation['configured']>): Observation {
  return {
    ...windows,
    os: { ...windows.os, version },
    configured: { ...windows.configured, type: 'client', ...change },
  };
}

describe('the server of a machine', () => {
  it.each(['Teredo.Example.NET.', 'teredo.example.net', ' teredo.example.net '])(
    'is %j as written down',
    (serverName) => {
      expect(serverOfMachine(machine('10.0.19045', { serverName }))).toEqual({
        name: 'teredo.example.net',
        by: 'written-down',
        inUse: true,
      });
    },
  );

  it('is an IPv4 address where one is written down', () => {
    expect(serverOfMachine(machine('10.0.19045', { serverName: '192.0.2.1' })).name).toBe('192.0.2.1');
  });

  it.each([null, 'default', 'Default'])(
    'is the one default of its Windows where %j is written down',
    (serverName) => {
      expect(serverOfMachine(machine('6.1.7601', { serverName }))).toEqual({
        name: 'teredo.ipv6.microsoft.com',
        by: 'windows-default',
        inUse: true,
      });
    },
  );

  it.each(['5.1.2600', '5.2.3790', '10.0.22631', '5.0.2195', 'what'])(
    'is none where it names none and Windows %s has no one known default',
    (version) => {
      expect(serverOfMachine(machine(version, { serverName: null }))).toEqual({
        name: null,
        by: 'none',
        inUse: true,
      });
    },
  );

  it('is none without an IPv6 stack, and none on Linux whatever its version', () => {
    const vista = machine('6.0.6002', { serverName: null });
    expect(serverOfMachine({ ...vista, ipv6: { ...vista.ipv6, installed: false } }).by).toBe('none');
    expect(serverOfMachine({ ...vista, ipv6: { ...vista.ipv6, installed: 'unknown' } }).by).toBe(
      'windows-default',
    );
    expect(serverOfMachine({ ...vista, os: { ...vista.os, family: 'linux' } }).by).toBe('none');
  });

  it.each(['unknown', 'not a name!'])('is unknown where %j is written down', (serverName) => {
    expect(serverOfMachine(machine('6.1.7601', { serverName }))).toEqual({
      name: null,
      by: 'unknown',
      inUse: true,
    });
  });

  it('is not in use while Teredo is off', () => {
    expect(serverOfMachine(windows)).toEqual({
      name: 'win1910.ipv6.microsoft.com',
      by: 'written-down',
      inUse: false,
    });
    for (const serverName of [null, 'unknown'] as const) {
      expect(serverOfMachine(machine('6.1.7601', { type: 'disabled', serverName })).inUse).toBe(false);
    }
  });

  it('is what miredo.conf says', () => {
    expect(serverOfMachine(buildLinuxObservation(makeRawLinux()))).toEqual({
      name: 'teredo.example',
      by: 'written-down',
      inUse: true,
    });
  });
});

describe('an entry of a directory', () => {
  const directory = [
    { name: 'a.example', addresses: ['192.0.2.1'] },
    { name: '192.0.2.1', addresses: [] },
    { name: 'b.example', addresses: ['192.0.2.5', '192.0.2.9'] },
    { name: 'c.example', addresses: ['192.0.2.9'] },
  ];

  it.each([
    ['A.EXAMPLE.', 'a.example'],
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.5', 'b.example'],
    ['192.0.2.9', 'b.example'],
    ['c.example', 'c.example'],
  ])('%s is %s', (written, name) => expect(findServer(directory, written)?.name).toBe(name));

  it.each(['d.example', '192.0.2.2', 'no name!', ''])('%j is none', (written) =>
    expect(findServer(directory, written)).toBeNull(),
  );
});

describe('the servers that are known', () => {
  it('are spelled as they are looked for, each once, and say where they are from', () => {
    const names = KNOWN_SERVERS.map((server) => server.name);
    expect(names.map(canonicalServerName)).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    for (const server of KNOWN_SERVERS) {
      expect(server.source).not.toBe('');
      for (const address of server.addresses) expect(canonicalServerName(address)).toBe(address);
    }
  });

  it('say of exactly four that they are listed as dead, and since when is not claimed', () => {
    const dead = KNOWN_SERVERS.filter((server) => server.standing === 'dead');
    expect(dead.map((server) => server.name)).toEqual([
      'teredo.managemydedi.com',
      'teredo.autotrans.consulintel.com',
      'teredo.ngix.ne.kr',
      'debian-miredo.progsoc.org',
    ]);
    for (const server of dead) expect(server.note).toContain('since when is not known');
  });

  it('are Microsoft’s where Windows asks them by itself', () => {
    const defaults = KNOWN_SERVERS.filter((server) => server.standing === 'default');
    expect(defaults).toHaveLength(7);
    for (const server of defaults) expect(server.name).toMatch(/\.ipv6\.microsoft\.com$/);
    expect(
      KNOWN_SERVERS.filter((server) => server.defaultOf.length > 0).map((server) => server.name),
    ).toEqual(['teredo.ipv6.microsoft.com']);
  });

  it('are found by the address they had', () => {
    expect(findServer(KNOWN_SERVERS, '83.170.6.76')?.name).toBe('teredo.remlab.net');
    expect(findServer(KNOWN_SERVERS, '195.140.195.140')?.note).toContain('2022');
    expect(findServer(KNOWN_SERVERS, 'teredo.ginzado.ne.jp')).toEqual({
      name: 'teredo.ginzado.ne.jp',
      addresses: [],
      standing: 'seen',
      defaultOf: [],
      note: 'Listed as limited.',
      source: expect.stringContaining('pteredor.py'),
    });
    expect(findServer(KNOWN_SERVERS, 'teredo2.remlab.net')?.note).toBe('');
    expect(findServer(KNOWN_SERVERS, 'win1910.ipv6.microsoft.com')?.note).toContain('Delivery Optimization');
    expect(findServer(KNOWN_SERVERS, 'win10.ipv6.microsoft.com')?.note).toContain('not known');
  });
});
