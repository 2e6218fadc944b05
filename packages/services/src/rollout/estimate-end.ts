import { addCounts, judgeGate, type RolloutStanding, tallyOf, type WaveCounts } from '@teredo-fleet/rollout';
import { machineCount } from '../core/machine-count';
import type { EtaView } from '../views';

const MINUTE_MS = 60_000;

/** What was seen of the rollout's pace: machines that ended within the span. */
export interface Pace {
  ended: number;
  spanMs: number;
}

const none = (basis: string): EtaView => ({ at: null, basis });

const left = ({ waiting, begun }: WaveCounts): number => waiting + begun;

/** What no pace gets over: a wave before a shut one that a person has to let pass; null: there is none. */
function whyPerson({ waves }: RolloutStanding): string | null {
  for (const [number, { gate, counts, openedAt, promoted, overridden }] of waves.slice(0, -1).entries()) {
    if (waves[number + 1]!.openedAt !== null || overridden) continue;
    if (gate.promotion === 'by-hand' && !promoted)
      return `Wave ${number + 1} has to be promoted by somebody before the next one opens.`;
    if (openedAt === null || !tallyOf(counts).finished) continue;
    if (judgeGate(gate, counts).some(({ passes }) => !passes))
      return `Wave ${number + 1} is over and its gate does not hold, so the next one does not open by itself.`;
  }
  return null;
}

/** Why there is nothing to reckon from; null: there is something. */
function whyNone(standing: RolloutStanding, { ended }: Pace): string | null {
  const { state, brake, frozenUntil } = standing;
  if (state === 'done' || state === 'aborted') return 'It is over.';
  if (state === 'paused') return 'It is paused, so nothing new begins.';
  if (state !== 'running') return 'It has not started.';
  if (brake) return 'The brake is on, so nothing new begins.';
  if (frozenUntil !== null) return 'The freeze calendar holds it, so nothing new begins.';
  const person = whyPerson(standing);
  if (person !== null) return person;
  return ended === 0 ? 'No machine ended in the last hour, so there is no pace to reckon with.' : null;
}

/** Soaks that still have to pass: of every open or shut wave but the last, with a next one to open. */
function soakMs({ waves }: RolloutStanding, nowMs: number): number {
  return waves.slice(0, -1).reduce((sum, { gate, gateMetAt }, number) => {
    if (waves[number + 1]!.openedAt !== null) return sum;
    const over = gateMetAt === null ? 0 : nowMs - gateMetAt;
    return sum + Math.max(0, gate.soakSeconds * 1000 - over);
  }, 0);
}

/**
 * When the rollout is over at the pace of its last hour, by counts that machines reported; machines that are away are
 * counted as if they came at that pace too, and nothing goes on beyond the plan's end.
 */
export function estimateEnd(standing: RolloutStanding, pace: Pace, nowMs: number): EtaView {
  const why = whyNone(standing, pace);
  if (why !== null) return none(why);
  const remaining = left(addCounts([...standing.waves.map(({ counts }) => counts), standing.latePool]));
  if (remaining === 0) return none('No machine is left to wait for.');
  const soak = soakMs(standing, nowMs);
  const reckoned = nowMs + (remaining * pace.spanMs) / pace.ended + soak;
  const at = Math.min(reckoned, standing.endAt ?? reckoned);
  const minutes = Math.max(1, Math.round(pace.spanMs / MINUTE_MS));
  const watched = soak > 0 ? ` and ${Math.ceil(soak / MINUTE_MS)} minutes of soak` : '';
  const capped = at < reckoned ? ' The plan ends before that.' : '';
  return {
    at: new Date(at).toISOString(),
    basis: `${machineCount(remaining)} left, at the pace of the last ${minutes === 1 ? 'minute' : `${minutes} minutes`} (${pace.ended} ended)${watched}.${capped}`,
  };
}
