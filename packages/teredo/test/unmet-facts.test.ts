import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradictedFacts, natFromMappings, unmetFacts } from '../src/index';
import { anyDesired, anyObservation } from './arbitraries';
import {
  answered,
  bareXp,
  ipWithout,
  ipWithTeredo,
  linux,
  makeDesired,
  makeProbe,
  netshText,
  offLinux,
  onWindows,
  silent,
  windows,
} from './factories';

const on = makeDesired('on');
const off = makeDesired('off');
const facts = (...args: Parameters<typeof unmetFacts>) => unmetFacts(...args).map(({ fact }) => fact);
const symmetric = makeProbe({ secondary: answered(40001, '192.0.2.2'), nat: 'symmetric' });

describe('the NAT between a socket and two server addresses', () => {
  it.each([
    ['one mapping', answered(40000), answered(40000, '192.0.2.2'), 'restricted'],
    ['two ports', answered(40000), answered(40001, '192.0.2.2'), 'symmetric'],
    [
      'two addresses',
      answered(1),
      { ...answered(1), mapped: { address: '203.0.113.99', port: 1 } },
      'symmetric',
    ],
    ['a silent secondary', answered(40000), silent, null],
    ['nobody', null, null, null],
    ['an answer without an origin', answered(1), { ...answered(1), mapped: null }, null],
  ])('is concluded from %s', (_name, primary, secondary, nat) => {
    expect(natFromMappings(primary, secondary)).toBe(nat);
  });

  it('is none or cone only with proof', () => {
    const both = [answered(40000), answered(40000, '192.0.2.2')] as const;
    expect(natFromMappings(...both, { coneAnswered: true, local: null })).toBe('cone');
    expect(natFromMappings(...both, { coneAnswered: false, local: null })).toBe('restricted');
    expect(
      natFromMappings(...both, { coneAnswered: null, local: { address: '203.0.113.23', port: 40000 } }),
    ).toBe('none');
    for (const local of [
      { address: '192.168.0.7', port: 40000 },
      { address: '203.0.113.23', port: 40001 },
    ])
      expect(natFromMappings(...both, { coneAnswered: null, local })).toBe('restricted');
  });
});

describe('facts that are wanted on a Linux machine', () => {
  it('are all met by a machine whose peer answers', () => expect(unmetFacts(linux(), on)).toEqual([]));

  it('are met without a peer to ping', () => expect(unmetFacts(linux({ ping: null }), on)).toEqual([]));

  it.each([
    ['lost pings', { ping: { peer: 'x', sent: 3, received: 0 } }, ['reachable.verdict']],
    ['a symmetric NAT', { ping: null, probe: symmetric }, ['reachable.nat']],
    [
      'lost pings behind a symmetric NAT',
      { ping: { peer: 'x', sent: 3, received: 0 }, probe: symmetric },
      ['reachable.nat', 'reachable.verdict'],
    ],
    ['no address', { ipAddressJson: ipWithout, ping: null }, ['effective.address', 'effective.state']],
    [
      'a silent server',
      {
        ipAddressJson: ipWithout,
        ping: null,
        probe: makeProbe({ primary: silent, secondary: silent, nat: null }),
      },
      ['effective.address', 'effective.state', 'reachable.verdict'],
    ],
    [
      'a machine that is off',
      offLinux,
      ['configured.type', 'service.state', 'effective.address', 'effective.state'],
    ],
  ])('are not met by %s', (_name, change, expected) => {
    expect(facts(linux(change), on)).toEqual(expected);
  });

  it('say in words that packets are lost behind a symmetric NAT', () => {
    const [fact] = unmetFacts(linux({ ping: null, probe: symmetric }), on);
    expect(fact!.text).toMatch(/symmetric NAT.*lost/);
  });

  it('are met by an address that a peer answered, symmetric or not', () => {
    expect(unmetFacts(linux({ probe: symmetric }), on)).toEqual([]);
  });

  it('are met by off when nothing of Teredo is left', () => {
    expect(unmetFacts(linux(offLinux), off)).toEqual([]);
    expect(facts(linux({ ...offLinux, ipAddressJson: ipWithTeredo }), off)).toEqual(['effective.address']);
    expect(facts(linux(), off)).toEqual(['configured.type', 'effective.address', 'service.state']);
  });

  it('compare the server without case and trailing dot', () => {
    expect(unmetFacts(linux(), makeDesired('on', { serverName: 'TEREDO.example.' }))).toEqual([]);
    expect(facts(linux(), makeDesired('on', { serverName: 'other.example' }))).toEqual([
      'configured.serverName',
    ]);
  });
});

describe('facts that are wanted on a Windows machine', () => {
  const dormant = netshText(['natawareclient', 't.example', '30', 'x', 'dormant']);

  it.each([
    ['qualified', onWindows],
    ['dormant', { netshText: dormant }],
    ['qualified behind a symmetric NAT', { ...onWindows, probe: symmetric }],
  ])('are met by a client that is %s', (_name, change) =>
    expect(unmetFacts(windows(change), on)).toEqual([]),
  );

  it('contradict nothing where they could not be read', () => {
    const silent = windows({ netshText: netshText(['client', 't.example', '30', 'x']) });
    const read = (found: typeof silent) => contradictedFacts(found, on).map(({ fact }) => fact);
    expect(unmetFacts(silent, on).map(({ found }) => found)).toEqual(['unknown']);
    expect(read(silent)).toEqual([]);
    expect(read(windows({ netshText: dormant }))).toEqual([]);
    expect(
      read(windows({ netshText: netshText(['client', 't.example', '30', 'x', 'offline', 'none']) })),
    ).toContain('effective.state');
  });

  it.each([
    ['offline', netshText(['client', 't.example', '30', 'x', 'offline', 'client is in a managed network'])],
    [
      'probing',
      netshText(['client', 't.example', '30', 'x', 'probe (primary server)', 'teredo client', 'unmanaged']),
    ],
    ['silent about its state', netshText(['client', 't.example', '30', 'x'])],
  ])('are not met by a client that is %s', (_name, text) => {
    expect(facts(windows({ netshText: text }), on)).toEqual(['effective.state']);
  });

  it('are not met by Windows XP behind a symmetric NAT', () => {
    const xp = windows({
      ...bareXp,
      ...onWindows,
      ipv6Installed: true,
      serviceState: 'running',
      probe: symmetric,
    });
    expect(facts(xp, on)).toContain('reachable.nat');
  });

  it('are met by off while the service runs for others', () =>
    expect(unmetFacts(windows(), off)).toEqual([]));

  it('include the firewall and the port', () => {
    const closed = {
      on: true,
      teredoException: false,
      exceptionPort: null,
      edgeTraversal: null,
      setBy: 'local',
    } as const;
    const desired = makeDesired('on', { clientPort: 3545 }, { firewall: 'allow-teredo' });
    expect(facts(windows({ ...onWindows, firewall: closed }), desired)).toEqual([
      'configured.clientPort',
      'firewall.teredoException',
    ]);
  });
});

describe('every list of unmet facts', () => {
  it('is made without throwing and each says so in a sentence', () => {
    fc.assert(
      fc.property(anyObservation, anyDesired, (observation, desired) => {
        for (const { text, wanted, found } of unmetFacts(observation, desired)) {
          expect(text).toMatch(/^[A-Z].*\.$/);
          expect(wanted).not.toBe(found);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('asks a machine that is to be off for no server, no port and no interval', () => {
    const wish = makeDesired('off', {
      serverName: 'other.example',
      clientPort: 4000,
      refreshIntervalSeconds: 60,
    });
    expect(facts(windows(), wish)).toEqual([]);
    expect(facts(linux(offLinux), wish)).toEqual([]);
  });
});
