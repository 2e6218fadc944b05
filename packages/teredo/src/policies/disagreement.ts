import type { DesiredState } from '../desired-state';

type Teredo = DesiredState['teredo'];

/** Two wishes of which neither says "leave as it is" and which are not the same. */
function differ<T>(one: T | null, other: T | null): boolean {
  return one !== null && other !== null && one !== other;
}

/**
 * Where no type is named the plan picks by the machine, and is met by every type that can work there: in a domain by
 * `enterpriseclient` alone, elsewhere by that also.
 */
function typesDiffer(one: Teredo['type'], other: Teredo['type']): boolean {
  if (one === other) return false;
  const named = one === null ? other : one;
  return !(one === null || other === null) || named !== 'enterpriseclient';
}

function nameOf(server: string | null): string | null {
  return server === null ? null : server.toLowerCase().replace(/\.$/, '');
}

/**
 * What two desired states ask of one machine that it can't be both at once, in the words of their fields; empty: whoever
 * is as the one wants can be as the other wants, so that neither undoes what the other did.
 */
export function disagreements(one: DesiredState, other: DesiredState): string[] {
  const [a, b] = [one.teredo, other.teredo];
  const fields: string[] = [];
  if (a.mode !== b.mode) {
    fields.push('teredo.mode');
  } else if (a.mode === 'on') {
    if (typesDiffer(a.type, b.type)) fields.push('teredo.type');
    if (differ(nameOf(a.serverName), nameOf(b.serverName))) fields.push('teredo.serverName');
    if (differ(a.refreshIntervalSeconds, b.refreshIntervalSeconds))
      fields.push('teredo.refreshIntervalSeconds');
    if (differ(a.clientPort, b.clientPort)) fields.push('teredo.clientPort');
  }
  const isOpposed = one.firewall !== 'leave' && other.firewall !== 'leave' && one.firewall !== other.firewall;
  if (isOpposed) fields.push('firewall');
  return fields;
}
