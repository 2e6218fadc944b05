import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, Clock, Hand, LoaderCircle } from 'lucide-react';
import type { Look } from '../presentation/look';
import type { WaveView } from './shapes';

type Stage =
  | 'to-come'
  | 'tripped'
  | 'passed'
  | 'watched'
  | 'waits-for-hand'
  | 'open'
  | 'over'
  | 'never-opened';

const LOOKS: Record<Stage, Look> = {
  'to-come': { word: 'To come', icon: CircleDashed, tone: 'idle' },
  tripped: { word: 'Stopped the rollout', icon: CircleAlert, tone: 'bad' },
  passed: { word: 'Passed', icon: CircleCheck, tone: 'ok' },
  watched: { word: 'Being watched', icon: Clock, tone: 'accent' },
  'waits-for-hand': { word: 'Waits for promotion', icon: Hand, tone: 'warn' },
  open: { word: 'Open', icon: LoaderCircle, tone: 'accent' },
  over: { word: 'Over', icon: CircleCheck, tone: 'idle' },
  'never-opened': { word: 'Never opened', icon: CircleSlash, tone: 'idle' },
};

/** Where a wave stands by what is known of it and of the next one. `ended`: nothing of the rollout goes on any more. */
export function waveStage(wave: WaveView, next: WaveView | null, ended: boolean): Stage {
  if (wave.openedAt === null) return ended ? 'never-opened' : 'to-come';
  if (wave.trip !== null) return 'tripped';
  if (next?.openedAt) return 'passed';
  if (ended) return 'over';
  if (wave.gateMetAt === null) return 'open';
  if (wave.gate.promotion === 'by-hand' && wave.promotedAt === null) return 'waits-for-hand';
  return 'watched';
}

export function waveLook(wave: WaveView, next: WaveView | null, ended: boolean): Look {
  return LOOKS[waveStage(wave, next, ended)];
}

/** Whether nothing of a rollout in this state goes on any more. */
export const hasEnded = (state: string) => state === 'done' || state === 'aborted';

/** The wave that decides whether it goes on: the last one that is open; null before the first. */
export function currentWave(waves: readonly WaveView[]): WaveView | null {
  return waves.findLast(({ openedAt }) => openedAt !== null) ?? null;
}
