import { CircleCheck, CircleX, Clock, Eraser, Hourglass } from 'lucide-react';
import type { Look } from '@/presentation/look';
import type { Bundle } from '@/trpc/shapes';

/** What becomes of a bundle, as a badge shows it. */
export const BUNDLE_LOOKS: Readonly<Record<Bundle['state'], Look>> = {
  waiting: { word: 'Waiting', icon: Clock, tone: 'idle' },
  preparing: { word: 'Being made', icon: Hourglass, tone: 'info' },
  ready: { word: 'Ready', icon: CircleCheck, tone: 'ok' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  gone: { word: 'Removed', icon: Eraser, tone: 'idle' },
};

const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A size as people say it. */
export function sizeWords(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit]}`;
}
