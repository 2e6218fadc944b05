'use client';
import { Trash2 } from 'lucide-react';
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

/** Ends a plan that was never submitted. */
export function DiscardButton({ rollout, steer }: { rollout: RolloutView; steer: Steer }) {
  const may = useMay();
  if (rollout.state !== 'draft' || !may('rollout.abort')) return null;
  return (
    <VerbButton
      dialog={DISCARD}
      call={steer.abort}
      onConfirm={(reason, onSuccess) => steer.abort.mutate({ id: rollout.id, reason }, { onSuccess })}
    >
      <Trash2 aria-hidden /> Discard
    </VerbButton>
  );
}
