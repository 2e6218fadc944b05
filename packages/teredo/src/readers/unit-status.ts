import type { Unknown } from '../observation';
import { consoleLines } from '../text/console-lines';
import { textAt } from '../text/text-at';

/** What `systemctl status` says of one unit. Null: it doesn't say. */
export interface UnitStatus {
  readable: boolean;
  /** Without `.service`. */
  unit: string | null;
  state: 'running' | 'stopped' | Unknown | null;
  /** As printed: `active (running)`. */
  stateText: string | null;
  /** Whether it starts with the system. */
  enabled: boolean | Unknown | null;
  /** That there is no such unit: Miredo may run all the same, started by hand. */
  missing: boolean;
}

const HEADING = /^\s{0,9}(?:[^\w\s]\s{1,3})?([\w@.-]{1,80})\.service(?:\s-\s.{0,300})?$/;
const LOADED = /^\s{0,20}Loaded: ([a-z-]{1,20})(?: \(([^()]{0,300})\))?/;
const ACTIVE = /^\s{0,20}Active: ([a-z]{1,20}(?: \([a-z-]{1,20}\))?)/;
const MISSING = /^\s{0,9}Unit ([\w@.-]{1,80})\.service could not be found\.$/;

function stateOf(text: string): UnitStatus['state'] {
  if (text === 'active (running)') return 'running';
  const word = textAt(text.split(' '), 0);
  return word === 'inactive' || word === 'failed' ? 'stopped' : 'unknown';
}

/** `/lib/systemd/system/miredo.service; enabled; vendor preset: enabled`; a masked unit is said in the first word. */
function enabledOf(loaded: string, details: string): UnitStatus['enabled'] {
  const word = textAt(details.split(';'), 1).trim();
  if (word === 'enabled' || word === 'enabled-runtime' || word === 'generated') return true;
  return word === 'disabled' || word === 'masked' || loaded === 'masked' ? false : 'unknown';
}

/** Reads the last unit that `systemctl status` printed; systemd translates none of these words. Never throws. */
export function readUnitStatus(text: string): UnitStatus {
  let status: UnitStatus = emptyStatus(null);
  for (const line of consoleLines(text)) {
    const heading = HEADING.exec(line);
    if (heading !== null) status = emptyStatus(heading[1] ?? null);
    const loaded = LOADED.exec(line);
    if (loaded !== null)
      status = { ...status, readable: true, enabled: enabledOf(textAt(loaded, 1), textAt(loaded, 2)) };
    const active = ACTIVE.exec(line)?.[1];
    if (active !== undefined)
      status = { ...status, readable: true, state: stateOf(active), stateText: active };
    const missing = MISSING.exec(line);
    if (missing !== null) status = { ...emptyStatus(missing[1] ?? null), readable: true, missing: true };
  }
  return status;
}

function emptyStatus(unit: string | null): UnitStatus {
  return { readable: false, unit, state: null, stateText: null, enabled: null, missing: false };
}
