'use client';
import { CirclePause, OctagonX, Play, RotateCw, StepForward, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { newId } from '@/change/new-id';
import { useRestoreNotice } from '@/change/restore-notice';
import type { RunningView, WaveView } from './shapes';
import { useCan } from './use-can';
import type { Steer } from './use-steer';
import { VerbButton } from './verb-button';
import { newFailures, verbDialog } from './verb-words';
import { currentWave } from './wave-stage';

interface BarProps {
  rolloutId: string;
  view: RunningView;
  steer: Steer;
}

/** Undoes the whole rollout or one wave of it, by a rollout of its own that is then shown. */
export function RollBackButton({ rolloutId, view, steer, wave }: BarProps & { wave: WaveView | null }) {
  const router = useRouter();
  const can = useCan(view);
  const [idempotencyKey] = useState(newId);
  const told = useRestoreNotice(view.scopeId);
  if (!can('roll-back', 'rollout.rollBack')) return null;
  return (
    <VerbButton
      dialog={verbDialog('roll-back', { view, wave })}
      call={steer.rollBack}
      fields={told.field}
      {...(wave === null ? {} : { size: 'sm' as const })}
      onConfirm={(reason, done) =>
        steer.rollBack.mutate(
          {
            id: rolloutId,
            what: wave === null ? { kind: 'whole' } : { kind: 'wave', wave: wave.number },
            notice: told.chosen(),
            reason,
            idempotencyKey,
          },
          {
            onSuccess: (answer) => {
              done();
              router.push(`/rollouts/${answer.rolloutId}`);
            },
          },
        )
      }
    >
      <Undo2 aria-hidden /> {wave === null ? 'Roll back' : 'Roll back this wave'}
    </VerbButton>
  );
}

/** What can be done with the whole rollout now. */
export function VerbBar(props: BarProps) {
  const { rolloutId: id, view, steer } = props;
  const can = useCan(view);
  const subject = { view, wave: null };
  return (
    <>
      {can('resume', 'rollout.resume') ? (
        <VerbButton
          dialog={verbDialog('resume', subject)}
          call={steer.resume}
          variant="primary"
          onConfirm={(reason, onSuccess) =>
            steer.resume.mutate({ id, reason, seenFailures: newFailures(view) }, { onSuccess })
          }
        >
          <Play aria-hidden /> Resume
        </VerbButton>
      ) : null}
      {can('pause', 'rollout.pause') ? (
        <VerbButton
          dialog={verbDialog('pause', subject)}
          call={steer.pause}
          onConfirm={(reason, onSuccess) => steer.pause.mutate({ id, reason }, { onSuccess })}
        >
          <CirclePause aria-hidden /> Pause
        </VerbButton>
      ) : null}
      {view.totals.bad > 0 && can('retry-failed', 'rollout.retryFailed') ? (
        <VerbButton
          dialog={verbDialog('retry-failed', subject)}
          call={steer.retryFailed}
          onConfirm={(reason, onSuccess) => steer.retryFailed.mutate({ id, reason }, { onSuccess })}
        >
          <RotateCw aria-hidden /> Retry failed
        </VerbButton>
      ) : null}
      <RollBackButton {...props} wave={null} />
      {can('abort', 'rollout.abort') ? (
        <VerbButton
          dialog={verbDialog('abort', subject)}
          call={steer.abort}
          onConfirm={(reason, onSuccess) => steer.abort.mutate({ id, reason }, { onSuccess })}
        >
          <OctagonX aria-hidden /> Abort
        </VerbButton>
      ) : null}
    </>
  );
}

/** What can be done with the wave that decides. */
export function WaveVerbs({ rolloutId: id, view, steer }: BarProps) {
  const can = useCan(view);
  const wave = currentWave(view.waves);
  if (wave === null) return null;
  const subject = { view, wave };
  const last = wave.number === view.waves.at(-1)?.number;
  const waits = wave.gate.promotion === 'by-hand' && wave.promotedAt === null;
  const unmet = wave.overriddenAt === null && wave.checks.some(({ passes }) => !passes);
  return (
    <>
      {!last && waits && can('promote', 'rollout.promote') ? (
        <VerbButton
          size="sm"
          dialog={verbDialog('promote', subject)}
          call={steer.promote}
          onConfirm={(reason, onSuccess) =>
            steer.promote.mutate({ id, wave: wave.number, reason }, { onSuccess })
          }
        >
          <StepForward aria-hidden /> Promote
        </VerbButton>
      ) : null}
      {!last && unmet && can('override-gate', 'rollout.overrideGate') ? (
        <VerbButton
          size="sm"
          dialog={verbDialog('override-gate', subject)}
          call={steer.overrideGate}
          onConfirm={(reason, onSuccess) =>
            steer.overrideGate.mutate({ id, wave: wave.number, reason }, { onSuccess })
          }
        >
          {wave.overrideAskedBy ? 'Confirm the override' : 'Override the gate'}
        </VerbButton>
      ) : null}
    </>
  );
}
