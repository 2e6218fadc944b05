'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ShieldOff } from 'lucide-react';
import { VerbButton } from '@/rollout/verb-button';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { WaiverView } from '@/trpc/shapes';
import { targetWords } from './waiver-words';

/** Ends a waiver before its day. */
export function RevokeButton({ waiver }: { waiver: WaiverView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const may = useMay();
  const revoke = useMutation(
    trpc.waivers.revoke.mutationOptions({
      onSettled: () => {
        for (const path of [trpc.waivers, trpc.findings, trpc.machines])
          void queryClient.invalidateQueries(path.pathFilter());
      },
    }),
  );
  if (!may('waiver.revoke') || waiver.state !== 'holds') return null;
  const rule = waiver.ruleTitle ?? waiver.ruleId;
  return (
    <VerbButton
      size="sm"
      variant="ghost"
      reported={false}
      dialog={{
        title: `Revoke the waiver of “${rule}” for ${targetWords(waiver)}`,
        description: 'What it covers is a finding again from now on, unless another waiver covers it too.',
        consequences: [],
        action: 'Revoke',
        danger: true,
        confirmWord: null,
      }}
      call={revoke}
      onConfirm={(reason, onSuccess) => revoke.mutate({ id: waiver.id, reason }, { onSuccess })}
    >
      <ShieldOff aria-hidden /> Revoke
      <span className="sr-only">
        {' '}
        the waiver of {rule} for {targetWords(waiver)}
      </span>
    </VerbButton>
  );
}
