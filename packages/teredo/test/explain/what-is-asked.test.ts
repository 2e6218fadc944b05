import { describe, expect, it } from 'vitest';
import { describeOutput, OUTPUT_DESCRIPTIONS, whatWasLookedFor } from '../../src/explain/output-kind';
import type { OutputKind } from '../../src/index';
import {
  explained,
  ipconfig,
  key,
  netsh,
  OFFLINE,
  POLICY,
  QUALIFIED,
  SETTINGS,
  sc,
  TCPIP6,
  WINDOWS_10,
} from './explained-texts';

describe('what is looked for in a text', () => {
  it('is every kind that a command prints', () => {
    const looked = whatWasLookedFor().map(({ kind }) => kind);
    for (const { kind, command } of OUTPUT_DESCRIPTIONS) expect(looked.includes(kind)).toBe(command !== null);
    expect(looked).toContain('netsh-dump');
    expect(looked).not.toContain('not-understood');
  });

  it('is described for every kind, and for nothing else', () => {
    expect(describeOutput('ipconfig').command).toBe('ipconfig /all');
    expect(() => describeOutput('strange' as OutputKind)).toThrow('no description of strange');
  });
});

describe('the addresses of a text', () => {
  const TEREDO = '2001:0:c000:201:1410:7050:34ff:8ee8';
  const OTHER = '2001:0:c000:201:0:fbf0:34ff:8efa';
  const addresses = (...texts: string[]) => explained(...texts).addresses.map(({ parts }) => parts.address);

  it('are those of Teredo, each once, those that were given alone first', () => {
    expect(addresses(ipconfig(TEREDO), OTHER, ipconfig(TEREDO))).toEqual([OTHER, TEREDO]);
    expect(addresses(`${TEREDO}\n2001:db8::1\n192.0.2.1\n`)).toEqual([TEREDO]);
    expect(addresses('2001:db8::1')).toEqual([]);
    expect(addresses(OFFLINE, sc('4  RUNNING'), key(TCPIP6, `A    REG_SZ    ${TEREDO}`))).toEqual([]);
  });
});

describe('an output of Windows XP', () => {
  const asksForXp = (...texts: string[]) =>
    explained(...texts).questions.some(({ how }) => /6to4|ipv6 show teredo/.test(how));

  it.each<[string, string]>([
    ['the local key', key('SYSTEM\\CurrentControlSet\\Services\\6to4\\Teredo', 'Type    REG_DWORD    0x2')],
    [
      'the start of its service',
      key('SYSTEM\\CurrentControlSet\\Services\\6to4', 'Start    REG_DWORD    0x2'),
    ],
    ['its probe', netsh([...SETTINGS, 'probe(cone)'])],
    ['its link-local address', ipconfig('fe80::5445:5245:444f')],
  ])('is told by %s', (_name, text) => expect(asksForXp(text)).toBe(true));

  it.each<[string, string[]]>([
    [
      'the key of a later one',
      [key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc\\Teredo', 'Type    REG_DWORD    0x2')],
    ],
    ['another probe', [netsh([...SETTINGS, 'my probe(cone)'])]],
    ['its probe beside a version', [netsh([...SETTINGS, 'probe(cone)']), WINDOWS_10]],
    ['its service, stopped', ['C:\\>sc query 6to4\n        x : 1  STOPPED\n']],
  ])('is not told by %s', (_name, texts) => expect(asksForXp(...texts)).toBe(false));
});

describe('the service of a machine', () => {
  const state = (...texts: string[]) => explained(...texts).observation?.service.state;

  it('is that of Teredo, or one without a name', () => {
    expect(state(sc('1  STOPPED'))).toBe('stopped');
    expect(state('        STATE              : 1  STOPPED\n')).toBe('stopped');
    expect(state(sc('1  STOPPED').replace('iphlpsvc', 'spooler'))).toBe('unknown');
    expect(state(sc('1  STOPPED').replace('iphlpsvc', 'IPHLPSVC'))).toBe('stopped');
  });

  it('is what was told last, what is not clear aside', () => {
    expect(state(sc('1  STOPPED'), sc('4  RUNNING'))).toBe('running');
    expect(state(sc('4  RUNNING'), sc('2  START_PENDING'))).toBe('running');
  });
});

describe('the firewall of a machine by its rules', () => {
  const rule = (id: string, rest: string) =>
    `"${id}"="v2.30|Action=Allow|Active=TRUE|Protocol=17|${rest}|"\n`;
  const firewall = (...rules: string[]) => explained(rules.join('')).observation?.firewall;

  it('lets the edge through by its first rule inbound that says so', () => {
    expect(firewall(rule('CoreNet-Teredo-In', 'Dir=In|LPort=Teredo|Edge=TRUE'))).toMatchObject({
      edgeTraversal: true,
    });
    expect(
      firewall(
        rule('CoreNet-Teredo-Out', 'Dir=Out|Edge=FALSE'),
        rule('CoreNet-Teredo-In', 'Dir=In|LPort=Teredo|Edge=TRUE'),
      ),
    ).toMatchObject({ edgeTraversal: true });
    expect(firewall(rule('CoreNet-Teredo-In', 'Dir=In|LPort=Teredo|Defer=App'))).toMatchObject({
      edgeTraversal: 'unknown',
    });
    expect(firewall(rule('CoreNet-Teredo-In', 'Dir=In|LPort=Teredo'))).toMatchObject({
      edgeTraversal: false,
    });
    expect(firewall('CoreNet-Teredo-In   Core Networking\n')).toMatchObject({ edgeTraversal: 'unknown' });
  });

  it('opens a port where a rule names one', () => {
    expect(firewall(rule('CoreNet-Teredo-In', 'Dir=In|LPort=Teredo|LPort=3544'))).toMatchObject({
      exceptionPort: 3544,
    });
    for (const port of ['Teredo', '5000-5010', '3544x', 'x3544', '123456'])
      expect(firewall(rule('CoreNet-Teredo-In', `Dir=In|LPort=${port}`))).toMatchObject({
        exceptionPort: null,
      });
  });
});

describe('what PowerShell says where netsh says nothing', () => {
  it('is the state in its own words', () => {
    const { observation, questions } = explained('{"State":"Qualified","Error":"None"}');
    expect(observation?.effective.state).toBe('qualified');
    expect(questions[0]?.how).toBe('netsh interface teredo show state');
    expect(explained('{"State":"Bereit","Error":"None"}').observation?.effective.state).toBe('unknown');
  });

  it('gives way to netsh', () => {
    const json =
      '{"PolicyStore":"ActiveStore","Type":4,"ServerName":"other.example","RefreshIntervalSeconds":45}';
    expect(explained(json, QUALIFIED).observation?.configured).toMatchObject({
      type: 'client',
      serverName: 'teredo.example',
      refreshIntervalSeconds: 30,
    });
    expect(explained(json).observation?.configured).toMatchObject({
      type: 'disabled',
      refreshIntervalSeconds: 45,
    });
  });

  it('leaves the server unknown where only the registry names a type', () => {
    const local = key('SYSTEM\\CurrentControlSet\\Services\\iphlpsvc\\Teredo', 'Type    REG_DWORD    0x2');
    expect(explained(local).observation?.configured).toMatchObject({ type: 'client', serverName: 'unknown' });
  });
});

describe('a question', () => {
  it('is asked once, whoever needs it', () => {
    const { questions } = explained(OFFLINE, key(POLICY, 'A    REG_SZ    b'));
    const how = questions.map((one) => one.how);
    expect(new Set(how).size).toBe(how.length);
    expect(how).not.toContain('');
    expect(questions.filter(({ code }) => code === 'windows-version')).toHaveLength(1);
    expect(explained(OFFLINE, WINDOWS_10).questions.filter(({ code }) => code === 'windows-version')).toEqual(
      [],
    );
  });
});
