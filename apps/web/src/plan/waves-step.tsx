'use client';
import { Button, Callout } from '@teredo-fleet/ui';
import { Plus } from 'lucide-react';
import type { DraftSync } from './draft-sync';
import type { StepProps } from './step-props';
import { faultAt, faultsBelow } from './steps';
import { useForeseen } from './use-foreseen';
import type { PreviewWave } from './view-shapes';
import { WaveCard } from './wave-card';
import { addWave, moveWave } from './wave-list';
import { waveSizes } from './wave-words';

const MOST = 20;

/** In which order, how many at a time, and what must hold in between. `foreseen`: what the preview sees, by name. */
export function WavesFields(
  props: Pick<StepProps, 'plan' | 'faults' | 'targeted' | 'onChange'> & {
    foreseen: ReadonlyMap<string, PreviewWave> | null;
  },
) {
  const { plan, faults, targeted, foreseen, onChange } = props;
  const { waves } = plan;
  const sizes =
    targeted === null
      ? []
      : waveSizes(
          waves.map(({ selection }) => selection),
          targeted,
        );
  const set = (next: typeof waves) => onChange({ waves: next });
  const takesRest = waves.some(({ selection }) => selection.kind === 'rest');
  const whole = faultAt(faults, 'waves');
  return (
    <div className="flex flex-col gap-3">
      <p className="max-w-prose text-sm text-muted">
        A wave opens when the one before it has proven itself. Machines that are online come first, so that
        the canary says something soon. Any wave that goes wrong pauses the whole rollout.
      </p>
      {whole ? <Callout tone="bad">{whole}</Callout> : null}
      <ol aria-label="Waves" className="flex flex-col gap-3">
        {waves.map((wave, number) => (
          <WaveCard
            // biome-ignore lint/suspicious/noArrayIndexKey: a wave is known by its place; its name is being typed
            key={number}
            wave={wave}
            number={number}
            last={number === waves.length - 1}
            size={sizes[number] ?? null}
            seen={foreseen?.get(wave.name) ?? null}
            faults={faultsBelow(faults, `waves.${number}`)}
            onChange={(next) => set(waves.map((one, index) => (index === number ? next : one)))}
            onRemove={waves.length > 1 ? () => set(waves.filter((_, index) => index !== number)) : null}
            onMove={(by) => set(moveWave(waves, number, by))}
          />
        ))}
      </ol>
      <div>
        <Button disabled={waves.length >= MOST} onClick={() => set(addWave(waves))}>
          <Plus aria-hidden /> Add a wave
        </Button>
      </div>
      {takesRest ? null : (
        <Callout tone="warn" title="No wave takes the rest">
          Machines that no wave takes stay as they are. The preview lists them.
        </Callout>
      )}
    </div>
  );
}

/** The same of a draft whose preview is known. */
export function WavesStep(props: StepProps & { sync: DraftSync }) {
  const foreseen = useForeseen(props.sync);
  return <WavesFields {...props} foreseen={foreseen} />;
}
