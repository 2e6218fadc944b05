import {
  closeRollout,
  finishRollout,
  moveToLate,
  noteGate,
  openWave,
  pauseRolloutRow,
  type Queryable,
  startRollout,
} from '@teredo-fleet/db';
import { type Decision, judgeGate, pauseText, type RolloutStanding } from '@teredo-fleet/rollout';
import { checkText } from './check-text';

/** What an audit entry says of a decision that was carried out. */
export interface Applied {
  action: string;
  after: Record<string, unknown>;
  reason: string | null;
}

/** The gate of a wave with the numbers that it was judged by, as it goes on record; null: there is no such wave. */
function judgedGate({ waves }: RolloutStanding, wave: number) {
  const judged = waves[wave];
  if (judged === undefined) return null;
  const { gate, counts } = judged;
  return { wave, counts, checks: judgeGate(gate, counts).map((one) => ({ ...one, text: checkText(one) })) };
}

const GAVE_UP =
  'No machine of the wave was left to judge by, so the repair ended. The next one takes other machines first.';

/** What a decision is carried out on. */
export interface JudgedRollout {
  id: string;
  standing: RolloutStanding;
}

/** Carries a decision out in the caller's transaction; gives what is to be on record, null for what is mere notes. */
export async function applyDecision(
  db: Queryable,
  { id: rolloutId, standing }: JudgedRollout,
  decision: Decision,
): Promise<Applied | null> {
  switch (decision.kind) {
    case 'start':
      await startRollout(db, rolloutId);
      return { action: 'rollout.start', after: { state: 'running' }, reason: null };
    case 'pause': {
      const reason = pauseText(decision.reason);
      await pauseRolloutRow(db, rolloutId, reason);
      return { action: 'rollout.pause', after: { state: 'paused', judged: decision.reason }, reason };
    }
    case 'open-wave':
      await openWave(db, rolloutId, decision.wave);
      return {
        action: 'rollout.open-wave',
        after: { wave: decision.wave, judged: judgedGate(standing, decision.wave - 1) },
        reason: null,
      };
    case 'note-gate-met':
    case 'note-gate-unmet':
      await noteGate(db, rolloutId, decision.wave, decision.kind === 'note-gate-met');
      return null;
    case 'move-to-late': {
      const machines = await moveToLate(db, rolloutId, decision.wave);
      return { action: 'rollout.move-to-late', after: { wave: decision.wave, machines }, reason: null };
    }
    case 'close': {
      const jobs = (await closeRollout(db, rolloutId)).length;
      return { action: 'rollout.close', after: { jobs }, reason: null };
    }
    case 'give-up': {
      const jobs = (await closeRollout(db, rolloutId)).length;
      await finishRollout(db, rolloutId);
      return {
        action: 'rollout.give-up',
        after: { state: 'done', wave: decision.wave, jobs, judged: judgedGate(standing, decision.wave) },
        reason: GAVE_UP,
      };
    }
    case 'finish':
      await finishRollout(db, rolloutId);
      return {
        action: 'rollout.finish',
        after: { state: 'done', judged: judgedGate(standing, standing.waves.length - 1) },
        reason: null,
      };
  }
}
