import { describe, expect, it } from 'vitest';
import {
  programExceptionOf,
  programRulesOf,
  type WindowsAnswers,
  type WindowsRelease,
} from '../../src/index';

const RULES =
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const POLICY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall';
const FOLDERS = { programfiles: 'C:\\Program Files', systemroot: 'C:\\WINDOWS' };
const CHAT = 'C:\\Program Files\\Chat\\chat.exe';

const printed = (text: string) => ({ text, exitCode: 0 });
const nothing = {
  text: '\r\nERROR: The system was unable to find the specified registry key or value.\r\n',
  exitCode: 1,
};
const key = (path: string, lines: string[]) =>
  `\r\n${path}\r\n${lines.map((line) => `    ${line}\r\n`).join('')}\r\n`;

/** A rule as `reg query` prints it. */
const rule = (about: string, id = '{0F3A1B7C-54F1-4B5E-9C3E-0A7F6F3B2A11}') =>
  `${id}    REG_SZ    v2.10|Action=Allow|Active=TRUE|Dir=In|Protocol=17|App=${CHAT}|Name=Chat|${about}`;

function exceptionBy(rules: string[], policy: WindowsAnswers['firewall-policy'] = nothing) {
  const answers = {
    'program-rules': printed(key(`${RULES}\\FirewallRules`, rules)),
    'firewall-policy': policy,
  };
  return programExceptionOf(programRulesOf(answers, '10'), CHAT, FOLDERS);
}

describe('the exception of a program by rules', () => {
  it.each([
    ['with edge traversal', [rule('Edge=TRUE|')], 'with-edge'],
    ['without', [rule('')], 'without-edge'],
    ['left to the program', [rule('Edge=TRUE|Defer=App|')], 'deferred'],
    ['from the own network alone', [rule('RA4=LocalSubnet|Edge=TRUE|')], 'limited'],
    ['not in public networks', [rule('Profile=Domain|Profile=Private|Edge=TRUE|')], 'limited'],
    ['in public networks', [rule('Profile=Public|Edge=TRUE|')], 'with-edge'],
    ['of several the widest', [rule(''), rule('Edge=TRUE|', '{1}')], 'with-edge'],
    [
      'of one that blocks and one that allows',
      [rule('Edge=TRUE|'), rule('').replace('Allow', 'Block')],
      'blocked',
    ],
    [
      'of one that blocks in one network, and one that allows in all',
      [rule('Edge=TRUE|'), rule('Profile=Domain|').replace('Allow', 'Block')],
      'limited',
    ],
    [
      'of one that blocks one address',
      [rule('Edge=TRUE|Defer=App|'), rule('RA4=198.51.100.7|').replace('Allow', 'Block')],
      'limited',
    ],
    [
      'of one that blocks one port',
      [rule('Edge=TRUE|'), rule('LPort=23|').replace('Allow', 'Block')],
      'limited',
    ],
    [
      'of one that blocks one network, where nothing else lets it in through Teredo',
      [rule(''), rule('Profile=Domain|').replace('Allow', 'Block')],
      'without-edge',
    ],
    [
      'of one that blocks in one network alone',
      [rule('Profile=Domain|').replace('Allow', 'Block')],
      'blocked',
    ],
    ['of one service of it', [rule('Svc=iphlpsvc|Edge=TRUE|')], 'limited'],
    ['of a rule that is switched off', [rule('Edge=TRUE|').replace('Active=TRUE', 'Active=FALSE')], 'none'],
    ['of a rule for calls that go out', [rule('Edge=TRUE|').replace('Dir=In', 'Dir=Out')], 'none'],
    ['of another program', [rule('Edge=TRUE|').replace('chat.exe', 'chat2.exe')], 'none'],
    [
      'with a variable, in other case',
      [rule('Edge=TRUE|').replace(CHAT, '%ProgramFiles%\\CHAT\\Chat.exe')],
      'with-edge',
    ],
    [
      'of a path with doubled backslashes',
      [rule('Edge=TRUE|').replace(CHAT, CHAT.replaceAll('\\', '\\\\'))],
      'with-edge',
    ],
    ['of no rules', [], 'none'],
  ])('is one %s', (_, rules, exception) => {
    expect(exceptionBy(rules)).toBe(exception);
  });

  it('counts a policy’s rules too', () => {
    const policy = printed(key(`${POLICY}\\FirewallRules`, [rule('Edge=TRUE|')]));
    expect(exceptionBy([], policy)).toBe('with-edge');
  });

  it('counts a policy’s rules alone where a policy says so', () => {
    const policy = printed(key(`${POLICY}\\PublicProfile`, ['AllowLocalPolicyMerge    REG_DWORD    0x0']));
    expect(exceptionBy([rule('Edge=TRUE|')], policy)).toBe('none');
  });

  it('is unknown where the rules could not be read', () => {
    expect(programRulesOf({ 'firewall-policy': nothing }, '10')).toBeNull();
    expect(programRulesOf({ 'program-rules': printed('') }, '10')).toBeNull();
    expect(programExceptionOf(null, CHAT, FOLDERS)).toBe('unknown');
  });
});

const LIST = 'AuthorizedApplications\\List';
/** As `reg query` of Windows XP prints it, with tabs. */
const allowed = (state: string, path = CHAT) => `${path}\tREG_SZ\t${path}:${state}:Chat`;

function exceptionByList(
  lists: Record<string, string[]>,
  policies: Record<string, string[]> = {},
  release: WindowsRelease = 'xp-sp3',
) {
  const keys = (root: string, all: Record<string, string[]>) =>
    Object.entries(all)
      .map(([network, lines]) => key(`${root}\\${network}\\${LIST}`, lines))
      .join('');
  const profiles = key(RULES, []) + key(`${RULES}\\StandardProfile`, ['EnableFirewall\tREG_DWORD\t0x1']);
  const answers = {
    'firewall-profiles': printed(profiles + keys(RULES, lists)),
    'firewall-policy': Object.keys(policies).length === 0 ? nothing : printed(keys(POLICY, policies)),
  };
  return programExceptionOf(programRulesOf(answers, release), CHAT, FOLDERS);
}

describe('the exception of a program by the lists of Windows XP', () => {
  it.each([
    ['from anywhere', { StandardProfile: [allowed('*:Enabled')] }, 'allowed'],
    [
      'in both networks',
      { StandardProfile: [allowed('*:Enabled')], DomainProfile: [allowed('*:Enabled')] },
      'allowed',
    ],
    ['in one network of two', { StandardProfile: [], DomainProfile: [allowed('*:Enabled')] }, 'limited'],
    ['from the own network', { StandardProfile: [allowed('LocalSubNet:Enabled')] }, 'limited'],
    [
      'from addresses',
      { StandardProfile: [allowed('192.0.2.0/255.255.255.0,LocalSubNet:Enabled')] },
      'limited',
    ],
    ['switched off', { StandardProfile: [allowed('*:Disabled')] }, 'none'],
    [
      'with a variable',
      { StandardProfile: [allowed('*:Enabled', '%ProgramFiles%\\Chat\\chat.exe')] },
      'allowed',
    ],
    [
      'of another program',
      { StandardProfile: [allowed('*:Enabled', '%windir%\\system32\\sessmgr.exe')] },
      'none',
    ],
    ['without lists', {}, 'none'],
  ])('is one %s', (_, lists, exception) => {
    expect(exceptionByList(lists as Record<string, string[]>)).toBe(exception);
  });

  it('counts a policy’s list too', () => {
    const list = { StandardProfile: [allowed('*:Enabled')] };
    expect(exceptionByList({ StandardProfile: [] }, list)).toBe('allowed');
  });

  it('is unknown on Windows XP SP1, whose firewall for IPv6 is another one', () => {
    expect(exceptionByList({ StandardProfile: [allowed('*:Enabled')] }, {}, 'xp-sp1')).toBe('unknown');
  });
});
