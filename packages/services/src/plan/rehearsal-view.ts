import { pauseText, type Rehearsal, type RehearsalEvent } from '@teredo-fleet/rollout';
import { iso } from '../core/instants';
import type { RehearsalEventView, RehearsalView } from '../views';

const machines = (count: number): string => `${count} ${count === 1 ? 'machine' : 'machines'}`;

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
      return `${machines(event.machines)} of ${name} move to the late pool.`;
    case 'paused':
      return pauseText(event.reason);
    case 'closed':
      return `The end comes: ${machines(event.machines)} have not begun.`;
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

function endingText({ ending, holds, events }: Rehearsal): string {
  const last = events.at(-1);
  if (ending === 'paused' && last?.kind === 'paused') return pauseText(last.reason);
  if (ending === 'done') return 'The rollout is done.';
  return `Nothing more would happen by itself. What holds: ${holds.join(', ') || 'nothing'}.`;
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
    holds: rehearsal.holds,
  };
}
