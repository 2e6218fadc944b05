'use client';
import { OctagonX, Trash2 } from 'lucide-react';
import { useMay } from '@/shell/viewer';
import type { RolloutView } from '@/trpc/shapes';
import type { Steer } from './use-steer';
import { VerbButton } from './verb-button';
import type { VerbDialog } from './verb-words';

const DISCARD: VerbDialog = {
  title: 'Discard this draft',
  description: 'It ends as aborted and stays in the list. No machine was changed by it.',
  consequences: [],
  action: 'Discard',
  danger: true,
  confirmWord: null,
};

const ABORT: VerbDialog = {
  title: 'Abort this rollout',
  description: 'Its plan can’t be judged, so nothing more of it begins. It ends for good and can be cloned.',
  consequences: ['What has begun finishes and reports.'],
  action: 'Abort',
  danger: true,
  confirmWord: null,
};

const ENDED = ['done', 'aborted'];

/** Ends a plan that was never submitted, and a rollout that the engine can't judge. */
export function DiscardButton({ rollout, steer }: { rollout: RolloutView; steer: Steer }) {
  const may = useMay();
  if (ENDED.includes(rollout.state) || !may('rollout.abort')) return null;
  const isDraft = rollout.state === 'draft';
  return (
    <VerbButton
      dialog={isDraft ? DISCARD : ABORT}
      call={steer.abort}
      onConfirm={(reason, onSuccess) => steer.abort.mutate({ id: rollout.id, reason }, { onSuccess })}
    >
      {isDraft ? <Trash2 aria-hidden /> : <OctagonX aria-hidden />} {isDraft ? DISCARD.action : ABORT.action}
    </VerbButton>
  );
}
