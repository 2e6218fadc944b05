import type { Unknown } from '../observation';
import type { FirewallRule } from '../readers/firewall-reading';
import { readRegistryRule } from '../readers/firewall-registry-rule';
import { type AllowedProgram, readAllowedPrograms } from '../readers/registry-firewall';
import { textAt } from '../text/text-at';
import { isThere, keysOf, textOf, type WindowsAnswers } from '../windows/windows-answers';
import { deniesLocal } from '../windows/windows-firewall';
import { isOldRelease, type WindowsRelease } from '../windows/windows-release';
import { expandProgramPath, type ProgramFolders } from './program-path';

/**
 * What the firewall of a machine says of one program. `with-edge` and `without-edge`: a rule lets it be called, with edge
 * traversal (through Teredo, too) or without; `deferred`: the rule leaves that to the program or its user; `allowed`: it is on the
 * list of Windows XP and 2003, which know no edge; `limited`: not from everywhere, not in public networks, or blocked in part; `none`: nothing
 * names it. `not-applicable`: the system has no exceptions of programs.
 */
export type ProgramException =
  | 'with-edge'
  | 'deferred'
  | 'allowed'
  | 'limited'
  | 'without-edge'
  | 'blocked'
  | 'none'
  | 'not-applicable'
  | Unknown;

/** Everything that a firewall says of programs, read once for many. Null: it could not be read. */
export type ProgramRules = { rules: FirewallRule[] } | { allowed: AllowedProgram[] } | null;

function rulesOfText(text: string): FirewallRule[] {
  const lines = text.split('\n');
  const rules: FirewallRule[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const rule = readRegistryRule(textAt(lines, index));
    if (rule !== null && rule.program !== null && rule.direction !== 'out') rules.push(rule);
  }
  return rules;
}

/** From Vista on: the machine's own rules and those of policies, where one does not say that its own alone count. */
function rulesOfAnswers(answers: WindowsAnswers): ProgramRules {
  if (isThere(answers, 'program-rules') === 'unknown' || isThere(answers, 'firewall-policy') === 'unknown')
    return null;
  const ofPolicy = rulesOfText(textOf(answers, 'firewall-policy'));
  const denied = deniesLocal(answers);
  if (denied === 'unknown') return null;
  return { rules: denied ? ofPolicy : rulesOfText(textOf(answers, 'program-rules')).concat(ofPolicy) };
}

/** What the answers to `programReadings` say of programs. */
export function programRulesOf(answers: WindowsAnswers, release: WindowsRelease): ProgramRules {
  // The firewall of Windows XP SP1 for IPv6 is another one, which nothing tells of.
  if (release === 'xp-sp1') return null;
  if (!isOldRelease(release)) return rulesOfAnswers(answers);
  if (isThere(answers, 'firewall-profiles') !== true || isThere(answers, 'firewall-policy') === 'unknown')
    return null;
  return {
    allowed: readAllowedPrograms(
      keysOf(answers, 'firewall-profiles').concat(keysOf(answers, 'firewall-policy')),
    ),
  };
}

const comparable = (path: string): string =>
  path
    .replace(/"/g, '')
    .replace(/\\{2,}/g, '\\')
    .toLowerCase();

function isOf(written: string | null, path: string, folders: ProgramFolders): boolean {
  const expanded = written === null ? null : expandProgramPath(comparable(written), folders);
  return expanded !== null && comparable(expanded) === path;
}

/** Whether a rule counts for everybody who calls through Teredo, whose networks Windows takes for public. */
function isForAll({ profiles, remoteAddresses, service }: FirewallRule): boolean {
  const isOfAll = service === null || service === '' || service === '*';
  return isOfAll && remoteAddresses === null && (profiles === null || profiles.indexOf('public') !== -1);
}

function edgeOf(rule: FirewallRule): ProgramException {
  const { edge } = rule;
  if (!isForAll(rule)) return 'limited';
  if (edge === 'yes') return 'with-edge';
  if (edge === 'defer-to-app' || edge === 'defer-to-user') return 'deferred';
  return edge === 'no' ? 'without-edge' : 'unknown';
}

/** Of several rules the one that lets the most in counts. */
const BEST: ProgramException[] = ['with-edge', 'deferred', 'unknown', 'limited', 'without-edge'];
const LIMITED = BEST.indexOf('limited');

/** A rule that blocks outweighs every one that allows, as far as it counts: at one port, say, or from one address. */
function byRules(rules: FirewallRule[]): ProgramException {
  let best = BEST.length;
  let isBlockedInPart = false;
  for (let index = 0; index < rules.length; index += 1) {
    const rule = rules[index] as FirewallRule;
    if (rule.enabled === false) continue;
    if (rule.enabled === true && rule.action === 'block') {
      if (isForAll(rule) && rule.localPorts === null) return 'blocked';
      isBlockedInPart = true;
      continue;
    }
    const isKnown = rule.enabled === true && rule.action === 'allow';
    best = Math.min(best, BEST.indexOf(isKnown ? edgeOf(rule) : 'unknown'));
  }
  if (!isBlockedInPart) return BEST[best] || 'none';
  return BEST[Math.max(best, LIMITED)] || 'blocked';
}

/** In every network that has a list. */
function byList(allowed: AllowedProgram[]): ProgramException {
  if (allowed.length === 0) return 'none';
  for (let index = 0; index < allowed.length; index += 1)
    if (!(allowed[index] as AllowedProgram).fromAnywhere) return 'limited';
  return 'allowed';
}

/** What is said of the program at a path whose variables are filled in. */
export function programExceptionOf(
  rules: ProgramRules,
  path: string,
  folders: ProgramFolders,
): ProgramException {
  if (rules === null) return 'unknown';
  const wanted = comparable(path);
  if ('rules' in rules) return byRules(rules.rules.filter(({ program }) => isOf(program, wanted, folders)));
  return byList(rules.allowed.filter((one) => isOf(one.path, wanted, folders)));
}
