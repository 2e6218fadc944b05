import {
  failedCheckText,
  pauseText,
  type Rehearsal,
  type RehearsalEvent,
  type RehearsedWait,
} from '@teredo-fleet/rollout';
import { iso } from '../core/instants';
import { machineCount } from '../core/machine-count';
import type { RehearsalEventView, RehearsalView, RehearsalWait } from '../views';
import { gateHold } from './gate-hold';

const notBegun = (count: number): string =>
  `${machineCount(count)} ${count === 1 ? 'has' : 'have'} not begun`;

/** A wave as people count and call it. */
function waveOf(names: readonly string[], wave: number) {
  return { number: wave, name: names[wave] ?? String(wave + 1) };
}

function textOf(event: RehearsalEvent, name: string): string {
  switch (event.kind) {
    case 'started':
      return 'The rollout starts.';
    case 'wave-opened':
      return `${name} opens.`;
    case 'gate-met':
      return `The gate of ${name} is met.`;
    case 'promoted':
      return `${name} is promoted.`;
    case 'became-late':
      return `${machineCount(event.machines)} of ${name} ${event.machines === 1 ? 'moves' : 'move'} to the late pool.`;
    case 'paused':
      return pauseText(event.reason);
    case 'closed':
      return `The end comes: ${notBegun(event.machines)}.`;
    case 'done':
      return 'The rollout is done.';
  }
}

function eventView(event: RehearsalEvent, names: readonly string[]): RehearsalEventView {
  const inEvent = 'wave' in event ? event.wave : event.kind === 'paused' ? event.reason.wave : null;
  const wave = inEvent === null ? null : waveOf(names, inEvent);
  return {
    at: iso(new Date(event.at)),
    kind: event.kind,
    wave,
    machines: 'machines' in event ? event.machines : null,
    text: textOf(event, wave?.name ?? ''),
  };
}

function waitView(
  { wave, check, from, until, lasting }: RehearsedWait,
  names: readonly string[],
): RehearsalWait {
  const times = { from: iso(new Date(from)), until: iso(new Date(until)) };
  return { wave: waveOf(names, wave), ...gateHold(check, failedCheckText(wave, check)), ...times, lasting };
}

/** Why it ends where it does. Of gates that hold to the last, the numbers say it. */
function endingText({ ending, waits, holds, events }: Rehearsal): string {
  const last = events.at(-1);
  if (ending === 'paused' && last?.kind === 'paused') return pauseText(last.reason);
  const gates = waits.filter(({ lasting }) => lasting).map(({ wave, check }) => failedCheckText(wave, check));
  const closed = events.find(({ kind }) => kind === 'closed');
  if (closed?.kind === 'closed' && closed.machines > 0)
    return [...gates, `When its end comes, ${notBegun(closed.machines)}.`].join(' ');
  if (ending === 'done') return 'Every machine has its result.';
  return `Nothing more would happen by itself. ${gates.join(' ') || `What holds: ${holds.join(', ')}.`}`;
}

/** A rehearsal in words and with the names of its waves. */
export function rehearsalView(
  rehearsal: Rehearsal,
  { names, startAt }: { names: readonly string[]; startAt: number },
): Omit<RehearsalView, 'planHash' | 'unknown' | 'faults'> {
  return {
    ending: rehearsal.ending,
    startedAt: iso(new Date(startAt)),
    endedAt: iso(new Date(rehearsal.endedAt)),
    text: endingText(rehearsal),
    events: rehearsal.events.map((event) => eventView(event, names)),
    waves: rehearsal.waves.map((counts, wave) => ({ ...waveOf(names, wave), counts })),
    latePool: rehearsal.latePool,
    waits: rehearsal.waits.map((wait) => waitView(wait, names)),
    holds: rehearsal.holds,
  };
}
