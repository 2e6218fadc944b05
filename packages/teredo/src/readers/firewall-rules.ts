import { consoleLines, withoutLineNumbers } from '../text/console-lines';
import { findJsonValues, jsonObjectsOf } from '../text/json-values';
import { readPropertyLists } from '../text/property-lists';
import { isRuleObject, readIdRow, ruleOfObject, tableObjects } from './firewall-listing';
import { readNetshRules } from './firewall-netsh-rule';
import type { FirewallReading, FirewallRule } from './firewall-reading';
import { readRegistryRule } from './firewall-registry-rule';

function rulesOfLines(lines: string[], read: (line: string) => FirewallRule | null): FirewallRule[] {
  const rules: FirewallRule[] = [];
  for (const line of lines) {
    const rule = read(line);
    if (rule !== null) rules.push(rule);
  }
  return rules;
}

/** Ways in which rules are printed, the most telling first. */
const FORMS: ((text: string, lines: string[]) => FirewallRule[])[] = [
  (text) =>
    jsonObjectsOf(findJsonValues(text))
      .filter(isRuleObject)
      .map((object) => ruleOfObject(object, 'json')),
  (_text, lines) => rulesOfLines(lines, readRegistryRule),
  (_text, lines) => readNetshRules(lines),
  (text) =>
    readPropertyLists(text)
      .filter(isRuleObject)
      .map((object) => ruleOfObject(object, 'listing')),
  (_text, lines) =>
    tableObjects(lines)
      .filter(isRuleObject)
      .map((object) => ruleOfObject(object, 'listing')),
  (_text, lines) => rulesOfLines(lines, readIdRow),
];

function isInbound({ direction, id }: FirewallRule): boolean {
  return direction === 'in' || (direction === null && /-In\b/i.test(id ?? ''));
}

/** Whether a rule counts on the way from the internet: in networks that Windows doesn't know, which are public. */
function countsInPublic({ profiles }: FirewallRule): boolean {
  return profiles === null || profiles.indexOf('public') !== -1;
}

function isForAnybody(rule: FirewallRule): boolean {
  return rule.remoteAddresses === null && countsInPublic(rule);
}

function inboundOf(rules: FirewallRule[]): FirewallReading['inbound'] {
  const active = rules.filter((rule) => rule.enabled === true && isInbound(rule));
  const blocking = active.filter(({ action }) => action === 'block');
  const allowing = active.filter(({ action }) => action === 'allow');
  if (blocking.some(countsInPublic) || (blocking.length > 0 && allowing.length === 0)) return 'blocked';
  const unsure = rules.some((rule) => rule.enabled === 'unknown' || rule.action === 'unknown');
  if (unsure || allowing.length === 0) return 'unknown';
  return blocking.length === 0 && allowing.some(isForAnybody) ? 'allowed' : 'limited';
}

/** Reads firewall rules however they were printed: by rule id, keyword and place, never by a display name. Never throws. */
export function readFirewallRules(text: string): FirewallReading {
  const lines = withoutLineNumbers(consoleLines(text));
  let rules: FirewallRule[] = [];
  for (const form of FORMS) if (rules.length === 0) rules = form(text, lines);
  const teredoRules = rules.filter(({ isTeredo }) => isTeredo);
  return { readable: rules.length > 0, rules, teredoRules, inbound: inboundOf(teredoRules) };
}
