import { describe, expect, it } from 'vitest';
import { fixtureText } from '../support/fixture-files';
import {
  codes,
  explained,
  ipAddr,
  ipconfig,
  key,
  LOCAL,
  miredo,
  netsh,
  OFF,
  OFFLINE,
  ofFiles,
  POLICY,
  QUALIFIED,
  questions,
  SETTINGS,
  sc,
  TCPIP6,
  WINDOWS_10,
} from './explained-texts';

describe('who decides', () => {
  it.each<[string[], string | null]>([
    [[OFF, key(TCPIP6, 'DisabledComponents    REG_DWORD    0x8')], 'disabled-components'],
    [[key(TCPIP6, 'DisabledComponents    REG_DWORD    0x1')], 'disabled-components'],
    [[netsh(['client (Group Policy)', ...SETTINGS.slice(1), 'dormant'])], 'group-policy'],
    [
      [OFF, key(POLICY, 'Teredo_State    REG_SZ    Disabled'), key(TCPIP6, 'A    REG_SZ    b')],
      'group-policy',
    ],
    [[OFF, WINDOWS_10, key(TCPIP6, 'A    REG_SZ    b'), key(LOCAL, 'Type    REG_DWORD    0x4')], 'local'],
    [[OFF], 'unknown'],
    [[ipconfig('fe80::1')], null],
    [[sc('4  RUNNING')], null],
  ])('%# is %s', (texts, expected) => {
    expect(explained(...texts).decision?.type.decidedBy ?? null).toBe(expected);
  });
});

describe('the diagnosis', () => {
  it.each<[string, string[], string[]]>([
    ['a managed network', [fixtureText('netsh/zhcn-offline-managed-network.txt')], ['managed-network']],
    ['a tunnel adapter', [fixtureText('netsh/zhcn-offline-tunnel-adapter.txt')], ['tunnel-adapter-missing']],
    ['a stopped service', [OFFLINE, sc('1  STOPPED')], ['service-stopped']],
    ['a private client address', [ipconfig('2001:0:c000:201:867:7ed:f5f5:a835')], ['private-client-address']],
  ])('of %s is given', (_name, texts, expected) => {
    for (const code of expected) expect(codes(...texts)).toContain(code);
  });

  it('is not that an answer could not be read where none was given', () => {
    expect(codes(ipconfig('fe80::1'))).toEqual([]);
    expect(codes(ipAddr('UP', 1280))).not.toContain('unreadable');
    expect(codes(fixtureText('netsh/de-all-words-translated.txt'))).toContain('unreadable');
    expect(codes(key(POLICY, 'Teredo_State    REG_SZ    Seltsam'))).toContain('unreadable');
    expect(codes(`${miredo('teredo.example')}RelayType strange\n`)).toContain('unreadable');
    expect(codes(miredo('teredo.example'))).not.toContain('unreadable');
  });

  it('is not that the service is silent where the client was not asked', () => {
    expect(codes(key(LOCAL, 'Type    REG_DWORD    0x2'))).not.toContain('service-silent');
    expect(codes(fixtureText('netsh/en-four-lines.txt'))).toContain('service-silent');
  });

  it('never is that nothing was tested, since a text can prove nothing', () => {
    expect(codes(QUALIFIED)).toEqual(['qualified']);
  });

  it('gives way to a note where there is none', () => {
    expect(explained(ipconfig('fe80::1')).note).toMatch(/too little for a diagnosis/);
    expect(explained(miredo('teredo.example')).note).toMatch(/whether the Teredo service runs here/);
    expect(explained(QUALIFIED).note).toBeNull();
    expect(explained('Ok.').note).toBeNull();
  });
});

describe('what to run next', () => {
  it('is the state where nothing says how Teredo is set', () => {
    expect(questions(sc('4  RUNNING'))).toEqual(['netsh interface teredo show state']);
    expect(questions(ipconfig('fe80::1'))).toEqual(['netsh interface teredo show state']);
  });

  it.each([
    [fixtureText('ipconfig/en-xp-not-qualified.txt')],
    [fixtureText('registry/xp.reg')],
    ['C:\\>sc query 6to4\n        x : 4  RUNNING\n'],
  ])('%# is the command of Windows XP where an output is of that', (text) => {
    expect(questions(text)[0]).toBe('netsh interface ipv6 show teredo');
  });

  it('goes by the version where it is given, and by the spelling of XP', () => {
    expect(questions(fixtureText('ipconfig/en-xp-not-qualified.txt'), WINDOWS_10)[0]).toBe(
      'netsh interface teredo show state',
    );
    const probing = netsh([...SETTINGS, 'probe(cone)']);
    expect(questions(probing)).toContain('reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\6to4\\Teredo');
    expect(questions(netsh([...SETTINGS, 'probe (primary server)']))).not.toContain(
      'reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\6to4\\Teredo',
    );
  });

  it('is on Linux the state and the configuration', () => {
    expect(questions('ID=debian')).toEqual([
      'systemctl status miredo; ip -6 addr',
      'sudo cat /etc/miredo/miredo.conf',
    ]);
  });

  it('is not the version again where that was given', () => {
    expect(explained(OFFLINE).questions.map(({ code }) => code)).toContain('windows-version');
    expect(explained(OFFLINE, WINDOWS_10).questions.map(({ code }) => code)).not.toContain('windows-version');
  });

  it('is each fact once, and nothing that only an agent can learn', () => {
    const asked = explained(netsh([...SETTINGS, 'probe (primary server)'])).questions;
    const names = asked.map(({ code }) => code);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('own-probe');
    expect(names).not.toContain('peer-ping');
    expect(asked.find(({ code }) => code === 'later-look')?.how).toMatch(/once more after a minute/);
    expect(
      explained(fixtureText('netsh/zhcn-offline-primary-server-unreachable.txt')).questions.map(
        ({ code }) => code,
      ),
    ).not.toContain('own-probe');
  });

  it('is nothing more where everything is known', () => {
    expect(ofFiles('console/batch-without-prompts-fr.txt').questions).toEqual([]);
  });
});

describe('what was not understood', () => {
  it('is said, alone', () => {
    expect(ofFiles('console/nothing-of-teredo.txt')).toMatchObject({
      understood: false,
      outputs: [{ kind: 'not-understood', line: 1, command: null, facts: [] }],
      observation: null,
    });
    expect(explained('')).toMatchObject({ understood: false, outputs: [] });
  });

  it('is left out where a person wrote around outputs, and named where a command was asked', () => {
    const around = explained(`Hello\n\nC:\\>netsh int ter show state\n${OFFLINE}\nC:\\>whoami\nann\n`);
    expect(around.outputs.map(({ kind, command }) => [kind, command])).toEqual([
      ['netsh-teredo', 'netsh int ter show state'],
      ['not-understood', 'whoami'],
    ]);
    expect(explained(OFFLINE, 'What is this').outputs.map(({ kind }) => kind)).toEqual([
      'netsh-teredo',
      'not-understood',
    ]);
    expect(explained(`${OFFLINE}\nC:\\>\nWhat now`).outputs.map(({ kind }) => kind)).toEqual([
      'netsh-teredo',
    ]);
  });
});
