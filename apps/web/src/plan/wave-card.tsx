'use client';
import { Button, Disclosure, NumberField, TextField } from '@teredo-fleet/ui';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { GateFields } from './gate-fields';
import { GateHolds } from './gate-holds';
import { openWords, tripWords } from './gate-words';
import { SelectionFields } from './selection-fields';
import type { DraftWave, PlanFault } from './shapes';
import { faultAt, faultsBelow } from './steps';
import type { PreviewWave } from './view-shapes';

const HOUR_S = 3_600;

export interface WaveCardProps {
  wave: DraftWave;
  number: number;
  last: boolean;
  /** About how many machines; null: only the fleet can tell. */
  size: number | null;
  /** What the preview sees of it; null: what is written is not stored yet. */
  seen: PreviewWave | null;
  /** Named from this wave. */
  faults: readonly PlanFault[];
  onChange(wave: DraftWave): void;
  onRemove: (() => void) | null;
  onMove(by: -1 | 1): void;
}

function WaveButtons({ number, last, onMove, onRemove }: WaveCardProps) {
  const which = <span className="sr-only"> wave {number + 1}</span>;
  return (
    <span className="flex gap-1">
      <Button size="icon-sm" variant="ghost" disabled={number === 0} onClick={() => onMove(-1)}>
        <ArrowUp aria-hidden />
        <span className="sr-only">Move up{which}</span>
      </Button>
      <Button size="icon-sm" variant="ghost" disabled={last} onClick={() => onMove(1)}>
        <ArrowDown aria-hidden />
        <span className="sr-only">Move down{which}</span>
      </Button>
      <Button size="icon-sm" variant="ghost" disabled={onRemove === null} onClick={() => onRemove?.()}>
        <Trash2 aria-hidden />
        <span className="sr-only">Remove{which}</span>
      </Button>
    </span>
  );
}

/** Machines that it takes: about as many as one can tell without the fleet, else as the preview counts them. */
function sizeOf({ seen, size }: Pick<WaveCardProps, 'seen' | 'size'>) {
  if (seen === null || size !== null) return { size, exact: false };
  const { excluded, ...taken } = seen.counts;
  return { size: Object.values(taken).reduce((sum, count) => sum + count, 0), exact: true };
}

function sizeWords({ size, exact }: ReturnType<typeof sizeOf>): string {
  if (size === null) return 'How many, the preview says';
  return `${exact ? '' : 'About '}${size.toLocaleString('en-GB')} ${size === 1 ? 'machine' : 'machines'}`;
}

/** One wave: who it takes, what must hold before the next one, and every threshold behind "Advanced". */
export function WaveCard(props: WaveCardProps) {
  const { wave, number, last, faults, onChange } = props;
  const taken = sizeOf(props);
  const gateFaults = faultsBelow(faults, 'gate');
  const patienceFault = faultAt(faults, 'patienceSeconds');
  return (
    <li className="rounded-lg border bg-surface">
      <header className="flex items-center justify-between gap-2 px-4 pt-2.5">
        <h3 className="min-w-0 text-sm font-semibold break-words">
          <span className="text-muted">{number + 1}.</span> {wave.name || 'No name yet'}
        </h3>
        <WaveButtons {...props} />
      </header>
      <div className="flex flex-col gap-3 px-4 pt-2 pb-4">
        <div className="grid gap-3 sm:grid-cols-[1fr_minmax(12rem,1fr)_1fr]">
          <TextField
            label="Name"
            maxLength={60}
            error={faultAt(faults, 'name')}
            value={wave.name}
            onChange={(name) => onChange({ ...wave, name })}
          />
          <SelectionFields
            selection={wave.selection}
            fault={faultAt(faults, 'selection', true)}
            onChange={(selection) => onChange({ ...wave, selection })}
          />
        </div>
        <p className="tnum text-sm text-muted">
          <span className="font-medium text-ink">{sizeWords(taken)}.</span> {tripWords(wave.gate)}{' '}
          {last ? 'Nothing waits for the last wave.' : openWords(wave.gate, taken.size)}
        </p>
        {props.seen ? <GateHolds wave={wave.name} holds={props.seen.foreseen} /> : null}
        <Disclosure summary="Advanced" open={gateFaults.length > 0 || patienceFault !== null}>
          <div className="flex flex-col gap-4 pt-1">
            <GateFields
              gate={wave.gate}
              faults={gateFaults}
              onChange={(gate) => onChange({ ...wave, gate })}
            />
            <NumberField
              label="Patience, hours"
              hint="Machines not heard of for so long after the wave opened go to the late pool; they are changed when they come back."
              error={patienceFault}
              min={0}
              max={2_160}
              unit={HOUR_S}
              value={wave.patienceSeconds}
              onChange={(patienceSeconds) => onChange({ ...wave, patienceSeconds })}
              className="max-w-sm"
            />
          </div>
        </Disclosure>
      </div>
    </li>
  );
}
