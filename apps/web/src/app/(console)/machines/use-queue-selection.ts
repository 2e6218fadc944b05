'use client';
import { useState } from 'react';
import type { MachineRow } from '@/trpc/shapes';
import { type Shown, type Ticked, tickedRows, toggleAll, toggleRow } from './queue-selection';

/** Which machines of the queue are ticked. What is returned is what is shown: nothing unseen is acted on. */
export function useQueueSelection(shown: Shown<MachineRow>) {
  const [ticked, setTicked] = useState<Ticked>({ place: shown.place, ids: new Set() });
  return {
    rows: tickedRows(ticked, shown),
    toggle: (id: string) => setTicked((old) => toggleRow(old, shown, id)),
    toggleAll: () => setTicked((old) => toggleAll(old, shown)),
    clear: () => setTicked({ place: shown.place, ids: new Set() }),
  };
}
