import type { DecidingSource, ValueDecision } from './decision-types';
import { isOn } from './diagnosis-rule';
import type { Observation } from './observation';

const NAMES: Record<DecidingSource, string> = {
  'disabled-components': 'DisabledComponents',
  'group-policy': 'Group Policy',
  local: 'a local setting',
  default: "the system's own default",
};

/** A source by the name that a reader knows. */
export function sourceName(source: DecidingSource): string {
  return NAMES[source];
}

/** DisabledComponents takes Teredo away by its own bit, by that of every tunnel, or by both. */
export function componentsWords(value: number): string {
  const all = (value & 0x01) !== 0;
  const own = (value & 0x08) !== 0;
  const which =
    all && own
      ? 'bits 0x01 (every tunnel) and 0x08 (Teredo)'
      : all
        ? 'bit 0x01 (every tunnel)'
        : 'bit 0x08 (Teredo)';
  return `0x${value.toString(16)}, with ${which} set`;
}

function typeWords(value: ValueDecision['value']): string {
  if (value === 'disabled') return 'off';
  if (value === 'default') return 'as the system comes';
  return `on as ${value}`;
}

function textByComponents(observation: Observation): string {
  const value = observation.ipv6.disabledComponents;
  const is = typeof value === 'number' ? componentsWords(value) : 'unknown';
  return `The registry value DisabledComponents (${is}) keeps Teredo off, whatever else is set.`;
}

function textByDefault(observation: Observation, value: ValueDecision['value']): string {
  if (observation.os.family === 'linux')
    return 'Nobody set Teredo up on this machine; Linux comes without it.';
  if (observation.ipv6.installed === false)
    return 'IPv6 is not installed here, so there is no Teredo to decide about.';
  const is =
    value === 'unknown' || value === 'default'
      ? isOn(observation)
        ? 'on'
        : 'not known to be on'
      : typeWords(value);
  return `Nobody decided: Teredo is as this Windows comes, ${is}.`;
}

/** Two or more, as those are among whom nobody can be named. */
function listOf(sources: DecidingSource[]): string {
  const names = sources.map(sourceName);
  const last = names.pop();
  return `${names.join(', ')} or ${last}`;
}

/** Of what only DisabledComponents, which was not read, could take away. */
function textButForComponents(observation: Observation, { candidates, value }: ValueDecision): string {
  const isOff = value === 'disabled';
  const hidden = `DisabledComponents keeps it off ${isOff ? 'as well' : 'all the same'}`;
  const rest = candidates.slice(1);
  const [only] = rest;
  if (rest.length !== 1 || only === undefined)
    return `Teredo is set to be ${typeWords(value)}; whether by ${listOf(rest)}, and whether ${hidden}, can't be told from what was read.`;
  const said = textBy(only, observation, value).replace(/\.$/, '');
  return `${said}; whether ${hidden} can't be told from what was read.`;
}

function textOfNobody(observation: Observation, decision: ValueDecision): string {
  const { candidates, value } = decision;
  if (observation.configured.type === 'unknown')
    return 'How Teredo is set was not understood, so nobody can be named.';
  const isByOne = candidates.length === 2 || value !== 'disabled';
  if (candidates[0] === 'disabled-components' && isByOne) return textButForComponents(observation, decision);
  return `Teredo is set to be ${typeWords(value)}; whether by ${listOf(candidates)} can't be told from what was read.`;
}

function textBy(source: DecidingSource, observation: Observation, value: ValueDecision['value']): string {
  switch (source) {
    case 'disabled-components':
      return textByComponents(observation);
    case 'group-policy':
      return value === 'unknown'
        ? 'Group Policy decides; what it sets was not understood.'
        : `Group Policy decides: it sets Teredo to be ${typeWords(value)}.`;
    case 'local':
      return `The setting on the machine itself decides: Teredo is set to be ${typeWords(value)}.`;
    default:
      return textByDefault(observation, value);
  }
}

/** Who decides, in one sentence to read out. */
export function decisionText(observation: Observation, type: ValueDecision): string {
  return type.decidedBy === 'unknown'
    ? textOfNobody(observation, type)
    : textBy(type.decidedBy, observation, type.value);
}
