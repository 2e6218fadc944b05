import { cutAtColumns, ruledColumns, spacedCells } from '../text/columns';
import { type JsonObject, propertyOf } from '../text/json-values';
import { textAt } from '../text/text-at';
import type { FirewallRule, FirewallRuleSource } from './firewall-reading';
import {
  actionOfNumber,
  directionOf,
  edgeOf,
  enabledOfCim,
  makeRule,
  portsOf,
  profilesOf,
  protocolOf,
} from './firewall-words';
import { RAW_TEXT_CAP } from './not-understood';

function textOf(object: JsonObject, names: string[]): string | null {
  for (const name of names) {
    const value = propertyOf(object, name);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return null;
}

const known = <Value>(value: unknown, read: (value: unknown) => Value): Value | null =>
  value === undefined || value === null || value === '' ? null : read(value);

/** PowerShell prints some numbers as texts. */
function scalar(value: unknown): unknown {
  return typeof value === 'string' && /^[0-9]{1,3}$/.test(value) ? parseInt(value, 10) : value;
}

/** An id has no spaces and a hyphen or braces; a display name has spaces. COM has no ids, its Name is for people. */
function idOf(object: JsonObject): string | null {
  const id = textOf(object, ['InstanceID', 'Id', 'Name']);
  return id !== null && /^[A-Za-z0-9{][A-Za-z0-9_{}.-]{2,120}$/.test(id) && /[-{]/.test(id) ? id : null;
}

const NAMES = [
  'InstanceID',
  'Name',
  'DisplayName',
  'LocalPort',
  'LocalPorts',
  'EdgeTraversalPolicy',
  'ApplicationName',
];

/** Whether an object is a firewall rule by the names of its properties, which are never translated. */
export function isRuleObject(object: JsonObject): boolean {
  const has = (name: string): boolean => propertyOf(object, name) !== undefined;
  const named = NAMES.filter(has).length;
  const told = ['Enabled', 'Action', 'Direction', 'Protocol', 'LocalPort', 'LocalPorts'].filter(has).length;
  return named >= 1 && told >= 1 && (named + told >= 3 || has('LocalPorts') || has('LocalPort'));
}

/** A rule of the properties of PowerShell's or COM's objects. */
export function ruleOfObject(object: JsonObject, source: FirewallRuleSource): FirewallRule {
  const edge = propertyOf(object, 'EdgeTraversalPolicy');
  return makeRule({
    source,
    raw: JSON.stringify(object).slice(0, RAW_TEXT_CAP),
    id: idOf(object),
    displayName:
      textOf(object, ['DisplayName', 'ElementName']) ??
      (idOf(object) === null ? textOf(object, ['Name']) : null),
    enabled: known(scalar(propertyOf(object, 'Enabled')), enabledOfCim),
    action: known(scalar(propertyOf(object, 'Action')), actionOfNumber),
    direction: known(propertyOf(object, 'Direction'), directionOf),
    protocol: known(propertyOf(object, 'Protocol'), protocolOf),
    localPorts: portsOf(propertyOf(object, 'LocalPort') ?? propertyOf(object, 'LocalPorts')),
    profiles: known(propertyOf(object, 'Profile') ?? propertyOf(object, 'Profiles'), profilesOf),
    program: textOf(object, ['Program', 'ApplicationName']),
    service: textOf(object, ['Service', 'ServiceName']),
    edge: known(edge ?? propertyOf(object, 'EdgeTraversal'), edgeOf),
  });
}

/** Rows under a ruled line, as objects with the names of the columns. */
export function tableObjects(lines: string[]): JsonObject[] {
  const objects: JsonObject[] = [];
  let starts: number[] = [];
  let names: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = textAt(lines, index);
    const columns = ruledColumns(line);
    if (columns.length > 0) {
      starts = columns;
      names = cutAtColumns(textAt(lines, index - 1), columns);
    } else if (line.trim() === '') starts = [];
    else if (starts.length > 1) objects.push(objectOfRow(line, starts, names));
  }
  return objects;
}

/** Cells by the spaces between them where they are all there, else by the columns. */
function objectOfRow(line: string, starts: number[], names: string[]): JsonObject {
  const spaced = spacedCells(line);
  const cells = spaced.length === starts.length ? spaced : cutAtColumns(line, starts);
  const object: JsonObject = {};
  for (let index = 0; index < names.length; index += 1) {
    const name = textAt(names, index);
    if (/^[A-Za-z]{1,40}$/.test(name)) object[name] = textAt(cells, index);
  }
  return object;
}

/** A row that begins with a rule's id, followed by its name: nothing but that the rule exists. */
export function readIdRow(line: string): FirewallRule | null {
  const match =
    /^\s{0,40}([A-Z][A-Za-z0-9]{1,40}(?:-[A-Za-z0-9]{1,40}){1,6})(?:\s{2,200}(\S.{0,200}))?$/.exec(line);
  if (match === null) return null;
  const raw = line.trim().slice(0, RAW_TEXT_CAP);
  return makeRule({ source: 'listing', raw, id: match[1] ?? null, displayName: match[2]?.trim() || null });
}
