import { edgeOfRules, exceptionByPorts, exceptionByRules } from '../firewall-exception';
import type { FirewallFacts, SetBy, Unknown } from '../observation';
import type { FirewallReading, FirewallRule } from '../readers/firewall-reading';
import { readFirewallRules } from '../readers/firewall-rules';
import { readLocalUdpPorts } from '../readers/registry-firewall';
import { ALLOW_RULE_NAME, BLOCK_RULE_NAME, OPEN_PORT_NAME } from './command-table';
import type { WindowsAnswers } from './windows-answers';
import { isThere, keysOf, registryNumber, registryOf, textOf } from './windows-answers';
import { isOldRelease, type WindowsRelease } from './windows-release';
import type { LocalFirewall } from './windows-settings';

/** Rules that `reg query` finds by the word Teredo, those of policies among them. Null: they could not be asked for. */
function rulesOf(answers: WindowsAnswers): FirewallReading | null {
  if (isThere(answers, 'firewall-rules') === 'unknown') return null;
  return readFirewallRules(`${textOf(answers, 'firewall-rules')}\r\n${textOf(answers, 'firewall-policy')}`);
}

/** A policy may say that only its own rules and ports count. */
export function deniesLocal(answers: WindowsAnswers): boolean | Unknown {
  const merges = ['AllowLocalPolicyMerge', 'AllowUserPrefMerge'].map((name) =>
    registryNumber(answers, 'firewall-policy', name),
  );
  return merges.indexOf(0) !== -1 || (merges.indexOf('unknown') !== -1 ? 'unknown' : false);
}

function setByOf(answers: WindowsAnswers, rules: FirewallReading | null): SetBy {
  const known = isThere(answers, 'firewall-policy');
  if (known === 'unknown') return 'unknown';
  const ruled = readFirewallRules(textOf(answers, 'firewall-policy')).teredoRules.length > 0;
  const denied = known ? deniesLocal(answers) : false;
  if (known && (ruled || denied === true)) return 'group-policy';
  if (denied === 'unknown') return 'unknown';
  return (rules?.teredoRules ?? []).some(isOwn) ? 'local' : 'default';
}

function isOwn({ displayName }: FirewallRule): boolean {
  return displayName === ALLOW_RULE_NAME || displayName === BLOCK_RULE_NAME;
}

/** What the firewall of a machine is; `clientPort` is the one that Teredo uses, null where Windows chooses. */
export function windowsFirewallOf(
  answers: WindowsAnswers,
  release: WindowsRelease,
  clientPort: number | null,
): Omit<FirewallFacts, 'at'> {
  const registry = registryOf(answers).firewall;
  const on = registry?.on ?? 'unknown';
  if (isOldRelease(release)) {
    const ports = registry?.openUdpPorts ?? (isThere(answers, 'firewall-profiles') === true ? [] : null);
    const exception =
      ports === null
        ? ({ teredoException: 'unknown', exceptionPort: null } as const)
        : exceptionByPorts(ports, clientPort);
    return { on, ...exception, edgeTraversal: null, setBy: setByOf(answers, null) };
  }
  const rules = rulesOf(answers);
  const exception =
    rules === null
      ? ({ teredoException: 'unknown', exceptionPort: null } as const)
      : exceptionByRules(rules, true);
  const edgeTraversal = rules === null ? 'unknown' : edgeOfRules(rules);
  return { on, ...exception, edgeTraversal, setBy: setByOf(answers, rules) };
}

function letsIn(rule: FirewallRule): boolean {
  return rule.enabled === true && rule.action === 'allow' && rule.direction !== 'out';
}

function has(rules: FirewallRule[], name: string): boolean {
  return rules.some(({ displayName, enabled }) => displayName === name && enabled === true);
}

/** The firewall as far as an agent changes it; null where it could not be read. */
export function localFirewallOf(answers: WindowsAnswers, release: WindowsRelease): LocalFirewall | null {
  const none = { openPorts: [], ownPorts: [], ownAllowRule: false, ownBlockRule: false, othersAllow: false };
  if (isOldRelease(release)) {
    if (isThere(answers, 'firewall-profiles') !== true) return null;
    const { open, ofName } = readLocalUdpPorts(keysOf(answers, 'firewall-profiles'), OPEN_PORT_NAME);
    return { ...none, openPorts: open, ownPorts: ofName };
  }
  const reading = rulesOf(answers);
  if (reading === null) return null;
  const { teredoRules } = reading;
  return {
    ...none,
    ownAllowRule: has(teredoRules, ALLOW_RULE_NAME),
    ownBlockRule: has(teredoRules, BLOCK_RULE_NAME),
    othersAllow: teredoRules.some((rule) => !isOwn(rule) && letsIn(rule)),
  };
}
