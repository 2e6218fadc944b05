import {
  type Queryable,
  queryableOf,
  readPlannedRollout,
  type StoredRollout,
  type StoredWave,
} from '@teredo-fleet/db';
import {
  addCounts,
  advance,
  type Hold,
  holdText,
  judgeGate,
  judgeTrip,
  judgeVerb,
  pauseText,
  ROLLOUT_VERBS,
  type RolloutStanding,
  tallyOf,
  type WaveCounts,
  type WaveStanding,
} from '@teredo-fleet/rollout';
import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { utcText } from '../core/utc-text';
import { readSettings } from '../settings/settings-store';
import { namesOf } from '../user/names';
import type { HoldView, RunningView, WaveView } from '../views';
import { checkText } from './check-text';
import { estimateEnd, type Pace } from './estimate-end';
import { readStanding } from './rollout-standing';
import { selectionText } from './selection-text';

const toIso = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString());

const unknownIn = ({ unreached, provisional }: WaveCounts): number => unreached + provisional;

/** Late machines are counted where they are; of their waves only that they left. */
function totalsOf({ waves, latePool }: RolloutStanding): WaveCounts {
  const sum = addCounts([...waves.map(({ counts }) => counts), latePool]);
  const moved = waves.reduce((all, { counts }) => all + counts.late, 0);
  return { ...sum, planned: sum.planned - moved, late: sum.late - moved };
}

/** When a hold is over by itself, milliseconds since 1970. */
function endOf(hold: Hold): number | null {
  if ('until' in hold) return hold.until;
  return hold.name === 'scheduled' ? hold.at : null;
}

export function holdView(hold: Hold): HoldView {
  const until = endOf(hold);
  return {
    name: hold.name,
    wave: 'wave' in hold ? hold.wave : null,
    text: holdText(hold, utcText),
    until: until === null ? null : iso(new Date(until)),
  };
}

/** When the soak of an open wave is over; null where more than time is waited for. */
function soakEnd({ openedAt, gateMetAt, gate, promoted }: WaveStanding): number | null {
  if (openedAt === null || gateMetAt === null || (gate.promotion === 'by-hand' && !promoted)) return null;
  return gateMetAt + gate.soakSeconds * 1000;
}

/**
 * The earliest that a wave may open by what is known: the first by the schedule, the next by the soak before it, none
 * in a freeze. Null: nobody can say, or it is about to.
 */
export function plannedAt(standing: RolloutStanding, number: number, nowMs: number): number | null {
  const { state, brake, frozenUntil, startAt, waves } = standing;
  const at = number === 0 ? startAt : soakEnd(waves[number - 1]!);
  if (at === null || brake || state === 'paused') return null;
  const earliest = Math.max(at, frozenUntil ?? at);
  return earliest > nowMs ? earliest : null;
}

function tripText({ gate, counts, openedAt }: WaveStanding, number: number): string | null {
  const trip = openedAt === null ? null : judgeTrip(gate, tallyOf(counts));
  return trip === null ? null : pauseText({ kind: 'trip', wave: number, trip });
}

function waveView(
  stored: StoredWave,
  standing: RolloutStanding,
  { names, nowMs }: { names: ReadonlyMap<string, string>; nowMs: number },
): WaveView {
  const { number, name, selection, patienceSeconds, overrideAskedById: askedBy } = stored;
  const wave = standing.waves[number]!;
  return {
    number,
    name,
    selectionText: selectionText(selection),
    gate: wave.gate,
    patienceSeconds,
    plannedAt: toIso(plannedAt(standing, number, nowMs)),
    openedAt: isoOrNull(stored.openedAt),
    gateMetAt: isoOrNull(stored.gateMetAt),
    promotedAt: isoOrNull(stored.promotedAt),
    overriddenAt: isoOrNull(stored.overriddenAt),
    overrideAskedBy: askedBy === null ? null : { id: askedBy, name: names.get(askedBy) ?? askedBy },
    counts: wave.counts,
    unknown: unknownIn(wave.counts),
    checks: judgeGate(wave.gate, wave.counts).map((check) => ({ ...check, text: checkText(check) })),
    trip: tripText(wave, number),
  };
}

const PACE = `
select count(*) filter (
    where j.finished_at > now() - interval '1 hour' and j.state not in ('cancelled', 'expired', 'quarantined'))::int as ended,
  extract(epoch from least(now() - min(j.created_at), interval '1 hour'))::float8 * 1000 as "spanMs"
from job j where j.rollout_id = $1::uuid`;

/** Machines that ended in the last hour, or since the first was asked. */
async function readPace(db: Queryable, rolloutId: string): Promise<Pace> {
  const { rows } = await db.query<{ ended: number; spanMs: number | null }>(PACE, [rolloutId]);
  return { ended: rows[0]!.ended, spanMs: Math.max(60_000, rows[0]!.spanMs ?? 0) };
}

/** A rollout as the engine judges it now. */
export interface ReadRollout {
  rollout: StoredRollout;
  standing: RolloutStanding;
}

/** Null: there is no such rollout, or it has no waves. Throws UnreadablePlanError. */
export async function readRunning({ tx }: Call, id: string): Promise<ReadRollout | null> {
  const db = queryableOf(tx);
  const rollout = await readPlannedRollout(db, id);
  return rollout === null ? null : { rollout, standing: await readStanding(db, rollout) };
}

/** What the engine sees of a rollout with waves, from the counts and by the rules that it decides by. */
export async function runningView(call: Call, { rollout, standing }: ReadRollout): Promise<RunningView> {
  const nowMs = rollout.now.getTime();
  const pace = await readPace(queryableOf(call.tx), rollout.id);
  const { approval } = await readSettings(call.tx);
  const asked = rollout.waves.flatMap(({ overrideAskedById }) => overrideAskedById ?? []);
  const names = await namesOf(call.tx, asked);
  const totals = totalsOf(standing);
  return {
    scopeId: rollout.scopeId,
    waves: rollout.waves.map((wave) => waveView(wave, standing, { names, nowMs })),
    latePool: standing.latePool,
    totals,
    unknown: unknownIn(totals),
    holds: advance(standing, nowMs).holds.map(holdView),
    startsAt: toIso(standing.startAt),
    endsAt: toIso(standing.endAt),
    brake: standing.brake,
    frozenUntil: toIso(standing.frozenUntil),
    eta: estimateEnd(standing, pace, nowMs),
    may: ROLLOUT_VERBS.map((verb) => {
      const verdict = judgeVerb(verb, standing.state);
      return { verb, ok: verdict.ok, text: verdict.ok ? '' : verdict.text };
    }),
    overrideNeedsTwo: approval.overrideNeedsTwo,
  };
}
