'use client';
import { useMay } from '@/shell/viewer';
import type { RolloutVerb, RunningView } from './shapes';

/** Whether a verb makes sense now and this person may use it. */
export function useCan(view: RunningView): (verb: RolloutVerb, name: string) => boolean {
  const may = useMay();
  return (verb, name) => may(name) && view.may.some((one) => one.verb === verb && one.ok);
}
