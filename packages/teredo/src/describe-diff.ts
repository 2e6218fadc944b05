import type { DesiredState } from './desired-state';
import type { Observation } from './observation';
import { stepsBetween } from './plan-steps';
import type { ChangeStep } from './plan-types';
import { isTypeMet, pickType } from './wanted-teredo';

/** One line of a before/after table, in words for a screen. */
export interface DiffRow {
  fact: string;
  now: string;
  then: string;
}

function row(fact: string, now: string, then: string): DiffRow {
  return { fact, now, then };
}

function typeWords(type: string): string {
  if (type === 'disabled') return 'off';
  return type === 'unknown' ? 'unknown' : `on (${type})`;
}

function portWords(port: number | null): string {
  return port === null ? 'chosen by the system' : `UDP ${port}`;
}

function exceptionWords(port: number | 'teredo' | null): string {
  return port === null || port === 'teredo' ? 'open for Teredo' : `open for UDP ${port}`;
}

function exceptionNow(observation: Observation): string {
  const { teredoException, exceptionPort } = observation.firewall;
  if (teredoException === true) return exceptionWords(exceptionPort);
  return teredoException === 'unknown' ? 'unknown' : 'closed';
}

function teredoRows(
  step: Extract<ChangeStep, { kind: 'set-teredo' }>,
  observation: Observation,
  wanted: string,
): DiffRow[] {
  const { configured, effective, os, service } = observation;
  const refresh = configured.refreshIntervalSeconds;
  const rows: DiffRow[] = [row('Teredo', typeWords(configured.type), wanted)];
  if (step.serverName !== null) {
    rows.push(row('Teredo server', configured.serverName ?? 'none', step.serverName));
  }
  if (step.clientPort !== null) {
    rows.push(row('Client port', portWords(configured.clientPort), portWords(step.clientPort)));
  }
  if (step.refreshIntervalSeconds !== null) {
    const now = refresh === null ? 'unknown' : `${refresh} s`;
    rows.push(row('Refresh interval', now, `${step.refreshIntervalSeconds} s`));
  }
  if (step.type !== 'disabled') return rows;
  if (effective.address !== null) rows.push(row('Teredo address', effective.address, 'none'));
  if (os.family === 'linux') rows.push(row('Service miredo', service.state, 'disabled'));
  return rows;
}

function rowsOf(step: ChangeStep, observation: Observation, typeIsOpen: boolean): DiffRow[] {
  switch (step.kind) {
    case 'install-ipv6':
      return [row('IPv6 stack', 'not installed', 'installed')];
    case 'set-teredo':
      return teredoRows(step, observation, typeIsOpen ? 'on' : typeWords(step.type));
    case 'allow-teredo-through-firewall':
      return [row('Firewall exception', exceptionNow(observation), exceptionWords(step.port))];
    case 'remove-firewall-exception':
      return [row('Firewall exception', exceptionNow(observation), 'closed')];
    case 'start-service':
      return [row(`Service ${step.service}`, observation.service.state, 'running')];
    default: {
      const never: never = step;
      return never;
    }
  }
}

/** The last word on each fact, so that closing one port and opening another is one row. */
function mergeRows(rows: DiffRow[]): DiffRow[] {
  const merged: DiffRow[] = [];
  for (const next of rows) {
    let at = 0;
    while (at < merged.length && merged[at]?.fact !== next.fact) at += 1;
    merged[at] = row(next.fact, merged[at]?.now ?? next.now, next.then);
  }
  return merged;
}

/**
 * What a desired state would change, fact by fact, from the same steps that `plan` would make; only facts that change
 * are listed. What stands in the way is not taken into account: the blockers say that.
 */
export function describeDiff(observation: Observation, desired: DesiredState): DiffRow[] {
  const typeIsOpen = !isTypeMet(observation, desired) && pickType(observation, desired) === 'unknown';
  let rows: DiffRow[] = [];
  for (const step of stepsBetween(observation, desired))
    rows = rows.concat(rowsOf(step, observation, typeIsOpen));
  const changed: DiffRow[] = [];
  for (const row of mergeRows(rows)) if (row.now !== row.then) changed.push(row);
  return changed;
}
