import type { Decision, Hold } from './decisions';
import { judgeGate } from './judge-gate';
import type { WaveStanding } from './rollout-state';

export interface WaveVerdict {
  /** To be noted about the gate: it is met now, or not any more. */
  note: Decision | null;
  /** What keeps the next wave shut; nothing: it may open. */
  holds: Hold[];
}

const OPEN: WaveVerdict = { note: null, holds: [] };

function judgeSoak(standing: WaveStanding, wave: number, nowMs: number): Hold[] {
  const { gate, gateMetAt, promoted } = standing;
  const holds: Hold[] = [];
  const until = (gateMetAt ?? nowMs) + gate.soakSeconds * 1000;
  if (nowMs < until) holds.push({ name: 'soak', wave, until });
  if (gate.promotion === 'by-hand' && !promoted) holds.push({ name: 'promotion', wave });
  return holds;
}

/** Whether the newest open wave lets the next one open (SPEC G3 to G7). Throws WaveCountsError. */
export function judgeWave(standing: WaveStanding, wave: number, nowMs: number): WaveVerdict {
  if (standing.overridden) return OPEN;
  const failed = judgeGate(standing.gate, standing.counts).filter(({ passes }) => !passes);
  if (failed.length > 0) {
    const note: Decision | null = standing.gateMetAt === null ? null : { kind: 'note-gate-unmet', wave };
    return { note, holds: failed.map((check) => ({ name: check.name, wave, check })) };
  }
  const note: Decision | null = standing.gateMetAt === null ? { kind: 'note-gate-met', wave } : null;
  return { note, holds: judgeSoak(standing, wave, nowMs) };
}
