import type { CommandTemplate, Parameter, ParameterKind } from './command-template';
import { isMadeFrom } from './command-template';
import type { WindowsCommand, WindowsProgram } from './windows-command';
import {
  MIDDLE_RELEASES,
  NEW_RELEASES,
  OLD_RELEASES,
  WINDOWS_RELEASES,
  type WindowsRelease,
} from './windows-release';

/** Names that this product gives to what it adds to a firewall. Windows never translates them. */
export const OPEN_PORT_NAME = 'Teredo Fleet - Teredo';
export const ALLOW_RULE_NAME = 'Teredo Fleet - Teredo in';
export const BLOCK_RULE_NAME = 'Teredo Fleet - Teredo blocked';

const USUAL_MS = 60_000;
/** The stack binds itself to every adapter. */
const INSTALL_MS = 300_000;

/** Windows XP SP1 has another firewall for IPv6, which no command reaches. */
const WITH_OPEN_PORTS = OLD_RELEASES.filter((release) => release !== 'xp-sp1');
const WITH_RULES = MIDDLE_RELEASES.concat(NEW_RELEASES);

function parameter(name: string, kind: ParameterKind, before = `${name}=`): Parameter {
  return { name, before, kind, optional: false };
}

function optional(name: string, kind: ParameterKind): Parameter {
  return { name, before: `${name}=`, kind, optional: true };
}

function template(
  program: WindowsProgram,
  releases: WindowsRelease[],
  args: CommandTemplate['args'],
): CommandTemplate {
  return { program, args, timeoutMs: USUAL_MS, releases };
}

function teredoValues(type: ParameterKind): Parameter[] {
  return [
    parameter('type', type),
    optional('servername', 'server-name'),
    optional('refreshinterval', 'seconds'),
    optional('clientport', 'client-port'),
  ];
}

type Arguments = CommandTemplate['args'];

const SET_OF_XP: Arguments = ['interface', 'ipv6', 'set', 'teredo'];
const SET_STATE: Arguments = ['interface', 'teredo', 'set', 'state'];
const PORT_OPENING: Arguments = ['protocol=UDP', parameter('port', 'port'), 'profile=ALL'];

/** What Teredo's own service is, so that nothing else is opened. */
const BY_IPHLPSVC = ['program=%SystemRoot%\\System32\\svchost.exe', 'service=iphlpsvc'];

function addRule(name: string, words: string[]): CommandTemplate {
  const which = ['dir=in', 'protocol=udp', 'localport=teredo', 'profile=any', 'enable=yes'];
  const args = ['advfirewall', 'firewall', 'add', 'rule', `name=${name}`].concat(which, words);
  return template('netsh', WITH_RULES, args);
}

function deleteRule(name: string): CommandTemplate {
  return template('netsh', WITH_RULES, ['advfirewall', 'firewall', 'delete', 'rule', `name=${name}`]);
}

function service(words: Arguments): CommandTemplate {
  return template('sc', WINDOWS_RELEASES, words);
}

const SERVICE = parameter('service', 'service', '');

function onStack(deed: 'install' | 'uninstall'): CommandTemplate {
  return { ...template('netsh', OLD_RELEASES, ['interface', 'ipv6', deed]), timeoutMs: INSTALL_MS };
}

/** Every name in the closed table. */
export type CommandName =
  | 'install-ipv6'
  | 'uninstall-ipv6'
  | 'set-teredo-of-xp'
  | 'set-teredo'
  | 'set-teredo-of-10'
  | 'open-port'
  | 'close-port'
  | 'add-allow-rule'
  | 'delete-allow-rule'
  | 'add-block-rule'
  | 'delete-block-rule'
  | 'set-service-start'
  | 'start-service'
  | 'stop-service';

/**
 * Every command by which an agent changes Windows, of every release: nothing else is ever run. On Windows XP and 2003 a
 * port is opened that was pinned before; from Vista on a rule of our own with the keyword `teredo` for the port, found
 * by its name, since the one that Windows brings (CoreNet-Teredo-In) can be named to netsh in its language only. A rule
 * that blocks wins over each that allows.
 */
export const COMMAND_TABLE: Record<CommandName, CommandTemplate> = {
  'install-ipv6': onStack('install'),
  'uninstall-ipv6': onStack('uninstall'),
  'set-teredo-of-xp': template('netsh', OLD_RELEASES, SET_OF_XP.concat(teredoValues('type-of-xp'))),
  'set-teredo': template('netsh', MIDDLE_RELEASES, SET_STATE.concat(teredoValues('type'))),
  'set-teredo-of-10': template('netsh', NEW_RELEASES, SET_STATE.concat(teredoValues('type-of-10'))),
  'open-port': template(
    'netsh',
    WITH_OPEN_PORTS,
    (['firewall', 'add', 'portopening'] as Arguments).concat(
      PORT_OPENING,
      `name=${OPEN_PORT_NAME}`,
      'mode=ENABLE',
      'scope=ALL',
    ),
  ),
  'close-port': template(
    'netsh',
    WITH_OPEN_PORTS,
    (['firewall', 'delete', 'portopening'] as Arguments).concat(PORT_OPENING),
  ),
  'add-allow-rule': addRule(ALLOW_RULE_NAME, ['action=allow', 'edge=yes'].concat(BY_IPHLPSVC)),
  'delete-allow-rule': deleteRule(ALLOW_RULE_NAME),
  'add-block-rule': addRule(BLOCK_RULE_NAME, ['action=block']),
  'delete-block-rule': deleteRule(BLOCK_RULE_NAME),
  'set-service-start': service(['config', SERVICE, 'start=', parameter('start', 'service-start', '')]),
  'start-service': service(['start', SERVICE]),
  'stop-service': service(['stop', SERVICE]),
};

/** Whether the closed table can make a command for this release. An agent asks before it starts anything. */
export function isInCommandTable(command: WindowsCommand, release: WindowsRelease): boolean {
  for (const name of Object.keys(COMMAND_TABLE) as CommandName[]) {
    const row = COMMAND_TABLE[name];
    if (row.releases.indexOf(release) !== -1 && isMadeFrom(row, command)) return true;
  }
  return false;
}
