import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DesiredState, type Observation, plan, type RawWindows, XP_CLIENT_PORT } from '../src/index';
import { anyDesired, anyObservation } from './arbitraries';
import { bareXp, linux, makeDesired, netshText, offLinux, onWindows, windows } from './factories';
import { applyToModel } from './machine-model';

const setTeredo = (type: string, change = {}) => ({
  kind: 'set-teredo',
  type,
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
  ...change,
});
const codes = (result: ReturnType<typeof plan>) => result.blockers.map(({ code }) => code);
const os = (name: string, version: string, servicePack: number | null): Partial<RawWindows> => ({
  os: { name, version, servicePack, displayLanguage: null },
});

describe('a plan for Linux', () => {
  it('sets and starts Miredo', () => {
    expect(plan(linux(offLinux), makeDesired('on', { serverName: 'teredo.example' }))).toEqual({
      steps: [
        setTeredo('client', { serverName: 'teredo.example' }),
        { kind: 'start-service', service: 'miredo' },
      ],
      blockers: [],
    });
  });

  it('is empty for a machine that is on, and for one that is off', () => {
    expect(plan(linux(), makeDesired('on', { serverName: 'Teredo.Example.' }))).toEqual({
      steps: [],
      blockers: [],
    });
    expect(plan(linux(offLinux), makeDesired('off'))).toEqual({ steps: [], blockers: [] });
  });

  it('turns Miredo off', () => {
    expect(plan(linux(), makeDesired('off', { serverName: 'other.example' })).steps).toEqual([
      setTeredo('disabled'),
    ]);
  });

  it('starts what is set to run and does not', () => {
    const crashed = linux({ ...offLinux, configuredToRun: true, serviceState: 'stopped' });
    expect(plan(crashed, makeDesired('on')).steps).toEqual([{ kind: 'start-service', service: 'miredo' }]);
  });

  it('changes the server of a running client', () => {
    expect(plan(linux(), makeDesired('on', { serverName: 'other.example' })).steps).toEqual([
      setTeredo('client', { serverName: 'other.example' }),
    ]);
  });

  it('overlooks a type named for Windows and a refresh interval that Miredo has not got', () => {
    expect(
      plan(linux(), makeDesired('on', { type: 'natawareclient', refreshIntervalSeconds: 60 })).steps,
    ).toEqual([]);
  });

  it.each([
    ['there is no Miredo', { ...offLinux, miredoInstalled: false }, 'teredo-client-missing'],
    ['no server is known', { ...offLinux, miredoConfiguration: { state: 'missing' as const } }, 'no-server'],
    ['the agent is not root', { ...offLinux, uid: 1000 }, 'not-elevated'],
    [
      'IPv6 is switched off',
      { ...offLinux, ipv6Disabled: { state: 'read' as const, text: '1' } },
      'ipv6-missing',
    ],
    ['the firewall is known to be off', { ...offLinux, firewallOn: false }, 'firewall-off'],
    [
      'its configuration may not be read',
      { ...offLinux, miredoConfiguration: { state: 'unreadable' as const, reason: 'EACCES' } },
      'unreadable',
    ],
  ])('is blocked when %s', (_name, change, code) => {
    const result = plan(linux(change), makeDesired('on'));
    expect(codes(result)).toContain(code);
    expect(result.steps).toEqual([]);
  });

  it('needs no Miredo and no rights to leave Teredo off', () => {
    const bare = linux({
      ...offLinux,
      miredoInstalled: false,
      uid: 1000,
      miredoConfiguration: { state: 'missing' },
    });
    expect(plan(bare, makeDesired('off'))).toEqual({ steps: [], blockers: [] });
  });
});

describe('a plan for Windows', () => {
  it.each([
    ['Windows 10 outside a domain', {}, 'natawareclient'],
    ['Windows 10 in a domain', { domainJoined: true }, 'enterpriseclient'],
    ['Windows 7 outside a domain', os('Windows 7', '6.1.7601', 1), 'client'],
    ['Windows 7 in a domain', { ...os('Windows 7', '6.1.7601', 1), domainJoined: true }, 'enterpriseclient'],
  ])('picks the type on %s', (_name, change, type) => {
    expect(plan(windows(change), makeDesired('on')).steps).toEqual([setTeredo(type)]);
  });

  it('sets the type that is named', () => {
    expect(plan(windows(), makeDesired('on', { type: 'enterpriseclient' })).steps).toEqual([
      setTeredo('enterpriseclient'),
    ]);
  });

  it('leaves a client that is on as it is, whichever kind of client', () => {
    for (const type of ['client', 'enterpriseclient', 'natawareclient']) {
      const on = windows({ netshText: netshText([type, 't.example', '30', 'x', 'dormant']) });
      expect(plan(on, makeDesired('on'))).toEqual({ steps: [], blockers: [] });
    }
  });

  it('takes default for on only where it is seen to run', () => {
    const dormant = windows({ netshText: netshText(['default', 't.example', '30', 'x', 'dormant']) });
    const offline = windows({ netshText: netshText(['default', 't.example', '30', 'x', 'offline', 'none']) });
    expect(plan(dormant, makeDesired('on')).steps).toEqual([]);
    expect(plan(offline, makeDesired('on')).steps).toEqual([setTeredo('natawareclient')]);
  });

  it('does not take client for on in a domain', () => {
    const on = windows({ ...onWindows, domainJoined: true });
    expect(plan(on, makeDesired('on')).steps).toEqual([setTeredo('enterpriseclient')]);
  });

  it('starts a service that is down', () => {
    expect(plan(windows({ serviceState: 'disabled' }), makeDesired('on')).steps).toContainEqual({
      kind: 'start-service',
      service: 'iphlpsvc',
    });
  });

  it('leaves the service alone when turning Teredo off', () => {
    expect(plan(windows(onWindows), makeDesired('off')).steps).toEqual([setTeredo('disabled')]);
  });

  it('changes only the port where only the port differs', () => {
    expect(plan(windows(onWindows), makeDesired('on', { clientPort: 3545 })).steps).toEqual([
      setTeredo('natawareclient', { clientPort: 3545 }),
    ]);
  });

  it('opens and closes the firewall by keyword from Vista on', () => {
    const closed = {
      on: true,
      teredoException: false,
      exceptionPort: null,
      edgeTraversal: null,
      setBy: 'local',
    } as const;
    expect(
      plan(windows({ ...onWindows, firewall: closed }), makeDesired('on', {}, { firewall: 'allow-teredo' }))
        .steps,
    ).toEqual([{ kind: 'allow-teredo-through-firewall', port: 'teredo' }]);
    expect(plan(windows(onWindows), makeDesired('on', {}, { firewall: 'remove-exception' })).steps).toEqual([
      { kind: 'remove-firewall-exception', port: 'teredo' },
    ]);
  });

  it.each([
    ['DisabledComponents keeps Teredo off', { disabledComponents: 0x08 }, 'disabled-components'],
    ['DisabledComponents keeps every tunnel off', { disabledComponents: 0x01 }, 'disabled-components'],
    ['policy wants it off', { policyTeredoState: 'Disabled' }, 'group-policy-rules'],
    ['the agent is not elevated', { elevated: false }, 'not-elevated'],
    ['elevation is not known', { elevated: 'unknown' as const }, 'unreadable'],
    ['domain membership is not known', { domainJoined: 'unknown' as const }, 'unreadable'],
    ['the service is missing', { serviceState: 'missing' as const }, 'teredo-client-missing'],
    ['netsh printed nothing', { netshText: null }, 'unreadable'],
    ['it is Windows 2000', os('Windows 2000', '5.0.2195', 4), 'unsupported-os'],
    ['it is Windows XP without a service pack', os('Windows XP', '5.1.2600', 0), 'unsupported-os'],
    ['it is Windows 2003 without a service pack', os('Windows Server 2003', '5.2.3790', 0), 'unsupported-os'],
    ['the version cannot be read', os('Windows', '', null), 'unreadable'],
  ])('is blocked when %s', (_name, change, code) => {
    const result = plan(windows(change), makeDesired('on'));
    expect(codes(result)).toContain(code);
    expect(result.steps).toEqual([]);
  });

  it('is blocked by a firewall that is off, unless that is accepted', () => {
    const off = windows({
      firewall: {
        on: false,
        teredoException: true,
        exceptionPort: null,
        edgeTraversal: null,
        setBy: 'local',
      },
    });
    expect(codes(plan(off, makeDesired('on')))).toEqual(['firewall-off']);
    expect(codes(plan(off, makeDesired('on', {}, { acceptFirewallOff: true })))).toEqual([]);
    expect(codes(plan(off, makeDesired('off')))).toEqual([]);
  });

  it('is not blocked by a policy that wants the same', () => {
    expect(plan(windows({ policyTeredoState: 'Disabled' }), makeDesired('off'))).toEqual({
      steps: [],
      blockers: [],
    });
    const on = windows({ ...onWindows, policyTeredoState: 'Enterprise Client', elevated: false });
    expect(plan(on, makeDesired('on'))).toEqual({ steps: [], blockers: [] });
  });

  it('is blocked by a policy on the server only where another server is wanted', () => {
    const ruled = windows({ policyServerName: 'policy.example' });
    expect(codes(plan(ruled, makeDesired('on', { serverName: 'other.example' })))).toEqual([
      'group-policy-rules',
    ]);
    expect(codes(plan(ruled, makeDesired('on', { serverName: 'policy.example' })))).toEqual([]);
  });

  it('does not send natawareclient to a Windows that refuses it', () => {
    const seven = windows(os('Windows 7', '6.1.7601', 1));
    expect(codes(plan(seven, makeDesired('on', { type: 'natawareclient' })))).toEqual(['unsupported-os']);
  });
});

describe('a plan for Windows XP and 2003', () => {
  const allow = { firewall: 'allow-teredo' } as const;

  it('installs IPv6, pins the port, opens exactly it, and starts the service', () => {
    expect(plan(windows(bareXp), makeDesired('on', {}, allow))).toEqual({
      steps: [
        { kind: 'install-ipv6' },
        setTeredo('client', { clientPort: XP_CLIENT_PORT }),
        { kind: 'allow-teredo-through-firewall', port: XP_CLIENT_PORT },
        { kind: 'start-service', service: '6to4' },
      ],
      blockers: [],
    });
  });

  it('moves the exception when the port moves', () => {
    const open = {
      on: true,
      teredoException: true,
      exceptionPort: 5000,
      edgeTraversal: null,
      setBy: 'local',
    } as const;
    const steps = plan(
      windows({ ...bareXp, firewall: open }),
      makeDesired('on', { clientPort: 6000 }, allow),
    ).steps;
    expect(steps).toContainEqual({ kind: 'remove-firewall-exception', port: 5000 });
    expect(steps).toContainEqual({ kind: 'allow-teredo-through-firewall', port: 6000 });
  });

  it('keeps a port that is pinned already', () => {
    const pinned = windows({
      ...bareXp,
      ipv6Installed: true,
      serviceState: 'running',
      netshText: netshText(['disabled', 't.example', '30', '4711', 'offline', 'none']),
    });
    expect(plan(pinned, makeDesired('on', {}, allow)).steps).toContainEqual({
      kind: 'allow-teredo-through-firewall',
      port: 4711,
    });
  });

  it('closes the port it opened', () => {
    const open = {
      on: true,
      teredoException: true,
      exceptionPort: 3544,
      edgeTraversal: null,
      setBy: 'local',
    } as const;
    expect(
      plan(
        windows({ ...bareXp, firewall: open }),
        makeDesired('off', {}, { firewall: 'remove-exception', ipv6: 'leave' }),
      ).steps,
    ).toEqual([{ kind: 'remove-firewall-exception', port: 3544 }]);
  });

  it('is blocked when IPv6 is missing and may not be installed', () => {
    expect(codes(plan(windows(bareXp), makeDesired('on', {}, { ipv6: 'leave' })))).toEqual(['ipv6-missing']);
  });

  it('leaves the IPv6 firewall of Service Pack 1 alone: no command reaches it', () => {
    const sp1 = windows({ ...bareXp, ...os('Windows XP SP1', '5.1.2600', 1), networkingPack: true });
    const blocked = plan(sp1, makeDesired('on', {}, { firewall: 'allow-teredo' })).blockers;
    expect(blocked.map(({ code, text }) => `${code}: ${text}`).join()).toMatch(
      /unsupported-os: Windows XP SP1 has a firewall of its own for IPv6/,
    );
    const sp2 = windows({ ...bareXp, ...os('Windows XP SP2', '5.1.2600', 2) });
    expect(codes(plan(sp2, makeDesired('on', {}, { firewall: 'allow-teredo' })))).not.toContain(
      'unsupported-os',
    );
  });

  it('says once what Service Pack 1 can not, also where nobody can tell whether its firewall is on', () => {
    const sp1 = windows({ ...bareXp, ...os('Windows XP SP1', '5.1.2600', 1), networkingPack: true });
    const unseen: Observation = { ...sp1, firewall: { ...sp1.firewall, on: 'unknown' } };
    const textsOf = (firewall: DesiredState['firewall']) =>
      plan(unseen, makeDesired('on', {}, { firewall })).blockers.map(({ code, text }) => `${code}: ${text}`);
    expect(textsOf('allow-teredo')).toEqual([
      expect.stringMatching(/^unsupported-os: .* has a firewall of its own for IPv6/),
    ]);
    expect(textsOf('leave')).toEqual([
      expect.stringMatching(/^unsupported-os: Whether the firewall for IPv6 .* is on, no command/),
    ]);
  });

  it('asks for the networking pack on Service Pack 1', () => {
    const sp1 = windows({ ...bareXp, ...os('Windows XP SP1', '5.1.2600', 1), networkingPack: false });
    expect(codes(plan(sp1, makeDesired('on')))).toContain('networking-pack-missing');
    const withPack = windows({ ...bareXp, ...os('Windows XP SP1', '5.1.2600', 1), networkingPack: true });
    expect(codes(plan(withPack, makeDesired('on')))).toEqual([]);
  });
});

describe('a plan that names what it does not know', () => {
  const unknownOs = {
    ...windows(),
    os: { ...windows().os, family: 'unknown' as const, name: '', version: '' },
  };

  it('names the operating system', () => {
    const [blocker] = plan(unknownOs, makeDesired('on')).blockers.filter(({ code }) => code === 'unreadable');
    expect(blocker?.text).toContain('the operating system');
    expect(JSON.stringify(plan(windows(), makeDesired('on')).blockers)).not.toContain('the operating system');
  });
});

describe('a plan for a type that not every system knows', () => {
  const asks = (observation: Observation, mode: 'on' | 'off') =>
    codes(plan(observation, makeDesired(mode, { type: 'natawareclient' })));
  const seven = windows(os('Windows 7', '6.1.7601', 1));

  it('is refused where that Windows is too old, and only for turning on', () => {
    expect(asks(seven, 'on')).toContain('unsupported-os');
    expect(asks(seven, 'off')).not.toContain('unsupported-os');
    expect(asks(windows(os('Windows 10', '10.0.19045', null)), 'on')).not.toContain('unsupported-os');
    expect(asks(windows(os('', '', null)), 'on')).not.toContain('unsupported-os');
    expect(asks(linux(), 'on')).not.toContain('unsupported-os');
  });
});

describe('a policy that a plan runs against', () => {
  const ruledBy = (lines: string[], desired: Parameters<typeof makeDesired>[1]) =>
    plan(
      windows({ netshText: netshText([...lines, 'dormant']) }),
      makeDesired('on', desired),
    ).blockers.filter(({ code }) => code === 'group-policy-rules')[0]?.text;

  it('is named with what it sets, the default included', () => {
    const server = ['natawareclient', 'default (Group Policy)', '30 seconds', 'unspecified'];
    expect(ruledBy(server, { serverName: 'other.example' })).toContain('the server to the default');
    const port = ['natawareclient', 'teredo.example', '30 seconds', 'unspecified  (Group Policy)'];
    expect(ruledBy(port, { clientPort: 3545 })).toContain("the client port to the system's choice");
  });

  it('is nothing in the way where nothing is to be changed', () => {
    const ruled = windows({
      netshText: netshText([
        'natawareclient (Group Policy)',
        'teredo.example',
        '30 seconds',
        'unspecified',
        'dormant',
      ]),
    });
    expect(plan(ruled, makeDesired('on'))).toEqual({ steps: [], blockers: [] });
  });
});

describe('a firewall that is off', () => {
  const open = {
    on: false,
    teredoException: true,
    exceptionPort: null,
    edgeTraversal: true,
    setBy: 'local',
  } as const;

  it('is in the way of starting the service alone, too, and not of opening a rule', () => {
    const down = windows({ ...onWindows, serviceState: 'stopped', firewall: open });
    expect(codes(plan(down, makeDesired('on')))).toEqual(['firewall-off']);
    const closed = windows({ ...onWindows, firewall: { ...open, teredoException: false } });
    const asked = makeDesired('on', {}, { firewall: 'allow-teredo' });
    expect(plan(closed, asked).steps.map(({ kind }) => kind)).toEqual(['allow-teredo-through-firewall']);
    expect(codes(plan(closed, asked))).toEqual([]);
  });
});

describe('the service that a plan starts', () => {
  const nameless = (observation: Observation): Observation => ({
    ...observation,
    service: { name: null, state: 'stopped' },
  });
  const started = (observation: Observation) =>
    plan(nameless(observation), makeDesired('on')).steps.filter(({ kind }) => kind === 'start-service');

  it.each<[string, Observation, string]>([
    ['Linux', linux(offLinux), 'miredo'],
    ['Windows XP', windows(os('Windows XP', '5.1.2600', 3)), '6to4'],
    ['Windows 10', windows(), 'iphlpsvc'],
  ])('is of %s the usual one where nobody named it', (_name, observation, service) => {
    expect(started(observation)).toEqual([{ kind: 'start-service', service }]);
  });

  it('is the one that was observed, where it was', () => {
    const odd: Observation = { ...windows(), service: { name: '6to4', state: 'stopped' } };
    expect(plan(odd, makeDesired('on')).steps).toContainEqual({ kind: 'start-service', service: '6to4' });
  });
});

describe('every plan', () => {
  it('is made without throwing, and is either steps or blockers that say what to do', () => {
    fc.assert(
      fc.property(anyObservation, anyDesired, (observation, desired) => {
        const result = plan(observation, desired);
        if (result.blockers.length > 0) expect(result.steps).toEqual([]);
        for (const { text } of result.blockers) expect(text.length).toBeGreaterThan(60);
        expect(new Set(codes(result)).size).toBe(result.blockers.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves nothing to do once its steps are made', () => {
    let [looked, made] = [0, 0];
    fc.assert(
      fc.property(anyObservation, anyDesired, (observation, desired) => {
        looked += 1;
        const first = plan(observation, desired);
        if (first.blockers.length > 0) return;
        if (first.steps.length > 0) made += 1;
        const after = first.steps.reduce(applyToModel, observation);
        expect(plan(after, desired)).toEqual({ steps: [], blockers: [] });
      }),
      { numRuns: 20000 },
    );
    expect(100 * made).toBeGreaterThan(looked);
  });

  it('never changes the observation it is made from', () => {
    fc.assert(
      fc.property(anyObservation, anyDesired, (observation, desired) => {
        const before = structuredClone(observation);
        plan(observation, desired);
        expect(observation).toEqual(before);
      }),
    );
  });
});
