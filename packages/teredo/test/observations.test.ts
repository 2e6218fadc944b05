import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildLinuxObservation,
  buildWindowsObservation,
  capEvidence,
  EVIDENCE_CAP,
  type RawFile,
} from '../src/index';
import {
  bareXp,
  ipWithout,
  linux,
  makeProbe,
  makeRawLinux,
  makeRawWindows,
  netshText,
  offLinux,
  onWindows,
  silent,
  teredoAddress,
  windows,
} from './factories';

describe('an observation of a Linux machine', () => {
  it('tells configured, effective and reachable apart', () => {
    const observation = linux();
    expect(observation.os).toMatchObject({
      family: 'linux',
      name: 'Debian GNU/Linux 12 (bookworm)',
      displayLanguage: 'de-DE',
    });
    expect(observation.configured).toMatchObject({
      at: 1000,
      type: 'client',
      typeSetBy: 'local',
      serverName: 'teredo.example',
    });
    expect(observation.effective).toMatchObject({
      at: 2000,
      type: 'client',
      state: 'qualified',
      address: teredoAddress,
    });
    expect(observation.reachable).toMatchObject({ at: 3000, verdict: 'yes' });
    expect(observation.service).toEqual({ name: 'miredo', state: 'running' });
    expect(observation.elevated).toBe(true);
    expect(observation.evidence.map(({ source }) => source)).toEqual([
      'miredo.conf',
      'ip -j -6 addr',
      'ip -j -6 route',
    ]);
  });

  it.each([
    ['a stopped, disabled service', offLinux, 'disabled', 'offline'],
    [
      'no configuration file',
      { ...offLinux, miredoConfiguration: { state: 'missing' } as RawFile },
      'disabled',
      'offline',
    ],
    ['no Miredo', { ...offLinux, miredoInstalled: false }, 'disabled', 'offline'],
    [
      'a crashed service that is set to run',
      { ...offLinux, configuredToRun: true, serviceState: 'stopped' as const },
      'client',
      'offline',
    ],
    ['a running service without an address', { ipAddressJson: ipWithout }, 'client', 'probe'],
    ['a running service nobody enabled', { configuredToRun: false }, 'client', 'qualified'],
    [
      'a file that may not be read',
      { miredoConfiguration: { state: 'unreadable', reason: 'EACCES' } as RawFile },
      'unknown',
      'qualified',
    ],
    [
      'a service nobody could ask for',
      { ...offLinux, configuredToRun: 'unknown' as const, serviceState: 'unknown' as const },
      'unknown',
      'unknown',
    ],
    ['ip that printed nothing', { ipAddressJson: null }, 'client', 'unknown'],
  ])('judges what is configured and effective from %s', (_name, change, type, state) => {
    const observation = linux(change);
    expect([observation.configured.type, observation.effective.state]).toEqual([type, state]);
  });

  it('says missing of a service whose program is not there', () => {
    expect(linux({ ...offLinux, miredoInstalled: false }).service.state).toBe('missing');
  });

  it.each([
    [{ state: 'read', text: '0\n' }, true],
    [{ state: 'read', text: '1\n' }, false],
    [{ state: 'read', text: 'x' }, 'unknown'],
    [{ state: 'missing' }, false],
    [{ state: 'unreadable', reason: 'EACCES' }, 'unknown'],
  ] as [RawFile, boolean | 'unknown'][])(
    'reads the IPv6 switch %j as installed: %s',
    (ipv6Disabled, installed) => {
      expect(linux({ ipv6Disabled }).ipv6.installed).toBe(installed);
    },
  );

  it.each([
    ['a peer answered', {}, 'yes'],
    ['every ping was lost', { ping: { peer: 'x', sent: 3, received: 0 } }, 'no'],
    ['nobody to ping', { ping: null }, 'unknown'],
    [
      'the server was silent',
      { ping: null, probe: makeProbe({ primary: silent, secondary: silent, nat: null }) },
      'no',
    ],
    [
      'the name did not resolve',
      { ping: null, probe: makeProbe({ resolved: false, primary: null, secondary: null, nat: null }) },
      'no',
    ],
    [
      'only the second address was silent',
      { ping: null, probe: makeProbe({ secondary: silent, nat: null }) },
      'unknown',
    ],
    ['an answer without a Teredo address', { ipAddressJson: ipWithout }, 'no'],
    [
      'a silent server and Teredo off',
      { ...offLinux, probe: makeProbe({ primary: silent, secondary: silent }) },
      'unknown',
    ],
  ])('judges reachability when %s', (_name, change, verdict) => {
    expect(linux(change).reachable.verdict).toBe(verdict);
  });
});

describe('an observation of a Windows machine', () => {
  it('reads a qualified client', () => {
    const observation = windows(onWindows);
    expect(observation.configured).toMatchObject({
      type: 'natawareclient',
      typeSetBy: 'local',
      serverName: 'teredo.example',
      serverNameSetBy: 'local',
    });
    expect(observation.effective).toMatchObject({
      state: 'qualified',
      nat: 'restricted',
      address: teredoAddress,
    });
    expect(observation.service).toEqual({ name: 'iphlpsvc', state: 'running' });
  });

  it('names policy as the one who set the type, from the registry or the suffix', () => {
    expect(windows({ policyTeredoState: 'Enterprise Client' }).configured).toMatchObject({
      type: 'enterpriseclient',
      typeSetBy: 'group-policy',
    });
    const suffixed = netshText(['client (Group Policy)', 't.example', '30', 'x', 'dormant']);
    expect(windows({ netshText: suffixed }).configured).toMatchObject({
      type: 'client',
      typeSetBy: 'group-policy',
    });
  });

  it('names DisabledComponents as the one who keeps it off', () => {
    expect(windows({ disabledComponents: 0xff }).configured.typeSetBy).toBe('disabled-components');
    expect(windows({ disabledComponents: 0x20 }).configured.typeSetBy).toBe('local');
  });

  it('does not take a missing State line for off', () => {
    const four = netshText(['client', 't.example', '30', 'x']);
    expect(windows({ netshText: four }).effective.state).toBe('unknown');
    expect(windows({ netshText: four, serviceState: 'stopped' }).effective.state).toBe('offline');
  });

  it('takes XP without IPv6 as off, and without the networking pack as unknown', () => {
    expect(windows(bareXp).configured).toMatchObject({ type: 'disabled', typeSetBy: 'default' });
    expect(windows(bareXp).service.name).toBe('6to4');
    expect(windows({ ...bareXp, networkingPack: false }).configured.type).toBe('unknown');
  });

  it('says unknown when netsh printed nothing', () => {
    const observation = windows({ netshText: null });
    expect(observation.configured).toMatchObject({ type: 'unknown', typeSetBy: 'unknown' });
    expect(observation.effective).toMatchObject({ type: 'unknown', state: 'unknown' });
  });
});

describe('evidence', () => {
  it('is capped and says so', () => {
    expect(capEvidence('x', 'a'.repeat(EVIDENCE_CAP))).toMatchObject({ truncated: false });
    const kept = capEvidence('x', 'a'.repeat(EVIDENCE_CAP + 1));
    expect([kept.text.length, kept.truncated]).toEqual([EVIDENCE_CAP, true]);
  });

  it('never ends in half a character', () => {
    const kept = capEvidence('x', `${'a'.repeat(EVIDENCE_CAP - 1)}😀`);
    expect(kept.text.length).toBe(EVIDENCE_CAP - 1);
    for (const pair of ['\u{10000}', '\u{10ffff}'])
      expect(capEvidence('x', `${'a'.repeat(EVIDENCE_CAP - 1)}${pair}`).text.length).toBe(EVIDENCE_CAP - 1);
    for (const whole of ['\ud7ff', '\ue000'])
      expect(capEvidence('x', `${'a'.repeat(EVIDENCE_CAP - 1)}${whole}b`).text.length).toBe(EVIDENCE_CAP);
  });
});

describe('every builder', () => {
  it('takes any text without throwing and never calls it off', () => {
    const text = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        const raw = makeRawLinux({
          ipAddressJson: a,
          miredoConfiguration: { state: 'read', text: b },
          osRelease: c,
          locale: a,
        });
        buildLinuxObservation(raw);
        const observation = buildWindowsObservation(
          makeRawWindows({ netshText: a, ipconfigText: b, policyServerName: c }),
        );
        expect(observation.configured.type).toBe('unknown');
      }),
      { numRuns: 500 },
    );
  });
});
