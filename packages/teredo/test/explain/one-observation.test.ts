import { describe, expect, it } from 'vitest';
import { fixtureText } from '../support/fixture-files';
import {
  AT,
  codes,
  explained,
  ipAddr,
  ipconfig,
  key,
  LOCAL,
  miredo,
  OFF,
  OFFLINE,
  ofFiles,
  POLICY,
  QUALIFIED,
  sc,
  WINDOWS_10,
} from './explained-texts';

describe('one observation', () => {
  it('is made of all outputs of a Windows machine', () => {
    expect(ofFiles('console/cmd-session-de.txt').observation).toMatchObject({
      os: { family: 'windows', name: 'Windows 10 or Server', version: '10.0.19045', servicePack: null },
      elevated: 'unknown',
      domainJoined: 'unknown',
      ipv6: { installed: true, disabledComponents: 0, nativeGlobalAddress: 'unknown' },
      configured: { at: AT, type: 'client', serverName: 'teredo.example', refreshIntervalSeconds: 30 },
      effective: { at: AT, state: 'offline', error: 'none', address: null },
      reachable: { at: AT, verdict: 'unknown', probe: null, ping: null },
      firewall: {
        at: AT,
        on: 'unknown',
        teredoException: 'unknown',
        exceptionPort: null,
        edgeTraversal: 'unknown',
      },
      service: { name: 'iphlpsvc', state: 'stopped' },
    });
  });

  it('is made of several files as it is of one paste of them', () => {
    const parts = [
      WINDOWS_10,
      QUALIFIED,
      ipconfig('2001:0:c000:201:3023:2df3:34ff:8efb'),
      key(POLICY, 'Teredo_State    REG_SZ    Client'),
    ];
    const pasted = explained(parts.join('\n'));
    const given = explained(...parts);
    expect({ ...given.observation, evidence: [] }).toEqual({ ...pasted.observation, evidence: [] });
    expect(given.diagnoses).toEqual(pasted.diagnoses);
    expect(given.decision).toEqual(pasted.decision);
  });

  it('keeps each output as evidence, by file or by what it is', () => {
    expect(ofFiles('netsh/de-dormant.txt', 'ipconfig/de-short.txt').observation?.evidence).toMatchObject([
      { source: 'netsh/de-dormant.txt', truncated: false },
      { source: 'ipconfig/de-short.txt' },
    ]);
    expect(explained(OFFLINE).observation?.evidence).toMatchObject([
      { source: 'The state of Teredo (netsh interface teredo show state)' },
    ]);
  });

  it.each([
    ['5.1.2600', 'Windows XP', '6to4'],
    ['5.2.3790', 'Windows Server 2003 or XP x64', '6to4'],
    ['6.0.6002', 'Windows Vista or Server 2008', 'iphlpsvc'],
    ['6.1.7601', 'Windows 7 or Server 2008 R2', 'iphlpsvc'],
    ['6.2.9200', 'Windows 8 or Server 2012', 'iphlpsvc'],
    ['6.3.9600', 'Windows 8.1 or Server 2012 R2', 'iphlpsvc'],
    ['10.0.19045', 'Windows 10 or Server', 'iphlpsvc'],
    ['10.0.22000', 'Windows 11 or Server', 'iphlpsvc'],
    ['4.0.1381', 'Windows 4.0.1381', 'iphlpsvc'],
  ])('of version %s is of %s', (version, name, service) => {
    const { os, service: facts } = explained(`Microsoft Windows [x ${version}]`).observation!;
    expect([os.name, os.version, facts.name]).toEqual([name, version, service]);
  });

  it('of an unnamed Windows has no version', () => {
    expect(explained(OFFLINE).observation?.os).toMatchObject({ name: 'Windows', version: '' });
  });

  it.each([
    [[sc('4  RUNNING')], 'running'],
    [[sc('1  STOPPED')], 'stopped'],
    [[sc('2  START_PENDING')], 'unknown'],
    [[fixtureText('services/sc-qc-de.txt')], 'disabled'],
    [['C:\\>sc query iphlpsvc\n[SC] X 1060:\n'], 'missing'],
    [['C:\\>sc query 6to4\n[SC] X 1060:\n'], 'missing'],
    [['C:\\>sc query spooler\n[SC] X 1060:\n'], 'unknown'],
    [[sc('1  STOPPED'), 'C:\\>sc start iphlpsvc\n[SC] X 1056:\n'], 'running'],
    [[key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc', 'Start    REG_DWORD    0x4')], 'disabled'],
    [[key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc', 'Start    REG_DWORD    0x2')], 'unknown'],
    [
      [key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc', 'Start    REG_DWORD    0x4'), sc('4  RUNNING')],
      'running',
    ],
  ])('%# takes the last clear word on the service', (texts, state) => {
    expect(explained(...texts).observation?.service.state).toBe(state);
  });

  it.each([
    ['firewall/registry-block.txt', false, 'unknown'],
    ['firewall/registry-export.reg', true, false],
    ['firewall/powershell-list.txt', true, 'unknown'],
    ['firewall/powershell.json', false, false],
    ['firewall/ids.txt', 'unknown', 'unknown'],
  ])('takes from %s whether Teredo may come in', (path, teredoException, edgeTraversal) => {
    expect(ofFiles(path).observation?.firewall).toMatchObject({
      teredoException,
      edgeTraversal,
      exceptionPort: null,
      on: 'unknown',
      setBy: 'unknown',
    });
  });

  it('takes an open port and edge traversal from a rule', () => {
    const rule =
      '"CoreNet-Teredo-In"="v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=3544|Edge=TRUE|"';
    expect(explained(rule).observation?.firewall).toMatchObject({ exceptionPort: 3544, edgeTraversal: true });
  });

  it.each([
    [{ type: 4 }, 'disabled'],
    [{ type: 6 }, 'enterpriseclient'],
  ])('takes PowerShell for netsh where only that was given', ({ type }, expected) => {
    const text = JSON.stringify({
      PolicyStore: 'ActiveStore',
      Type: type,
      ServerName: 'teredo.example.',
      RefreshIntervalSeconds: 45,
      ClientPort: 3545,
    });
    const { configured, effective } = explained(text, '{"State":"Offline","Error":"None"}').observation!;
    expect(configured).toMatchObject({
      type: expected,
      serverName: 'teredo.example',
      refreshIntervalSeconds: 45,
      clientPort: 3545,
    });
    expect(effective).toMatchObject({ type: expected, state: 'offline' });
  });

  it('takes netsh before PowerShell, and what is in effect before what is stored', () => {
    const stores = fixtureText('powershell/configuration-stores.json');
    expect(explained(stores).observation?.configured.type).toBe('enterpriseclient');
    expect(explained(stores).observation?.sources?.local).toMatchObject({
      type: 'disabled',
      refreshIntervalSeconds: 60,
      clientPort: 3545,
    });
    expect(explained(stores, OFFLINE).observation?.configured.type).toBe('client');
  });

  it('takes what is set on the machine where nothing says what is in effect', () => {
    const local = explained(key(LOCAL, 'Type    REG_DWORD    0x4', 'ServerName    REG_SZ    teredo.example'))
      .observation!;
    expect(local.configured).toMatchObject({ type: 'disabled', serverName: 'teredo.example' });
    expect(local.sources?.local).toMatchObject({
      type: 'disabled',
      serverName: 'teredo.example',
      clientPort: 'unknown',
    });
    expect(explained(key(LOCAL, 'Other    REG_SZ    x')).observation?.configured.type).toBe('unknown');
  });

  it('takes a policy from its key, and knows a key without values', () => {
    const ruled = explained(
      OFF,
      key(
        POLICY,
        'Teredo_State    REG_SZ    Enterprise Client',
        'Teredo_ServerName    REG_SZ    policy.example',
        'Teredo_RefreshRate    REG_DWORD    0x2d',
        'Teredo_ClientPort    REG_DWORD    0x0',
      ),
    ).observation!;
    expect(ruled.configured).toMatchObject({
      type: 'enterpriseclient',
      typeSetBy: 'group-policy',
      serverName: 'policy.example',
    });
    expect(ruled.sources?.policy).toEqual({
      type: 'enterpriseclient',
      serverName: 'policy.example',
      refreshIntervalSeconds: 45,
      clientPort: 0,
    });
    expect(explained(OFF, key(POLICY, 'Other    REG_SZ    x')).observation?.sources?.policy.type).toBeNull();
    expect(explained(OFF).observation?.sources?.policy.type).toBeNull();
  });

  it('takes addresses of ipconfig first, then those of netsh', () => {
    const shown = fixtureText('netsh-ipv6/addresses-en.txt');
    expect(explained(shown).observation).toMatchObject({
      ipv6: { installed: true, nativeGlobalAddress: '2001:db8::5' },
      effective: { address: '2001:0:c000:201:3023:2df3:34ff:8efb' },
    });
    const both = explained(shown, ipconfig('2001:0:c000:201:0:f227:34ff:8eee')).observation!;
    expect(both.effective.address).toBe('2001:0:c000:201:0:f227:34ff:8eee');
    expect(both.ipv6.nativeGlobalAddress).toBeNull();
  });

  it.each(['netsh-ipv6/interfaces-en.txt', 'netsh-ipv6/routes-en.txt'])(
    'knows from %s that IPv6 is there',
    (path) => {
      expect(ofFiles(path).observation?.ipv6.installed).toBe(true);
      expect(ofFiles('services/sc-query-en.txt').observation?.ipv6.installed).toBe('unknown');
    },
  );

  it('is made of all outputs of a Linux machine', () => {
    expect(ofFiles('console/linux-session.txt').observation).toMatchObject({
      os: { family: 'linux', name: 'Debian GNU/Linux 12 (bookworm)', version: '12' },
      configured: { type: 'client', typeSetBy: 'local', serverName: '192.0.2.9' },
      effective: { state: 'qualified', address: '2001:0:c000:201:1410:7050:34ff:8ee8' },
      ipv6: { installed: 'unknown', nativeGlobalAddress: null },
      service: { name: 'miredo', state: 'running' },
    });
  });

  it.each([
    [[miredo('teredo.example')], { type: 'unknown' }, 'unknown'],
    [[ipAddr('UP', 1280)], { type: 'unknown' }, 'running'],
    [[ipAddr('UP', 1500)], { type: 'unknown' }, 'unknown'],
    [[ipAddr('DOWN', 1280)], { type: 'unknown' }, 'unknown'],
    [[miredo('teredo.example'), ipAddr('UP', 1280)], { type: 'client' }, 'running'],
    [['ID=debian'], { type: 'unknown', serverName: 'unknown' }, 'unknown'],
  ])('%# of Linux says no more than is known', (texts, configured, service) => {
    const { observation } = explained(...texts);
    expect(observation?.configured).toMatchObject(configured);
    expect(observation?.service.state).toBe(service);
  });

  it('is made of the newest look, and the diagnosis of all', () => {
    const { observation, teredo } = explained(OFFLINE, QUALIFIED);
    expect(observation?.effective.state).toBe('qualified');
    expect(teredo?.state).toBe('qualified');
    const flaps = [OFFLINE, QUALIFIED, OFFLINE, QUALIFIED, OFFLINE];
    expect(codes(...flaps)).toContain('flapping');
    expect(codes(flaps.join('\nC:\\>netsh\n'))).toContain('flapping');
    expect(codes(QUALIFIED)).not.toContain('flapping');
  });

  it('is of one system: outputs of another are said not to fit', () => {
    const mixed = explained(QUALIFIED, ipAddr('UP', 1280));
    expect(mixed.observation).toMatchObject({ os: { family: 'windows' }, effective: { address: null } });
    expect(mixed.contradictions.map(({ fact }) => fact)).toEqual(['the system']);
    expect(explained(ipAddr('UP', 1280), QUALIFIED)).toMatchObject({
      observation: { os: { family: 'linux' } },
      teredo: null,
    });
  });
});
