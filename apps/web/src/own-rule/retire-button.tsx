'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Archive } from 'lucide-react';
import { VerbButton } from '@/rollout/verb-button';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';

/** Ends a rule of one's own. */
export function RetireButton({ id, title }: { id: string; title: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const may = useMay();
  const retire = useMutation(
    trpc.ownRules.retire.mutationOptions({
      onSettled: () => {
        for (const path of [trpc.ownRules, trpc.findings, trpc.waivers])
          void queryClient.invalidateQueries(path.pathFilter());
      },
    }),
  );
  if (!may('ownRule.retire')) return null;
  return (
    <VerbButton
      reported={false}
      dialog={{
        title: `Retire the rule “${title}”`,
        description: 'It is asked of no machine any more. What it said so far is kept, and so is this page.',
        consequences: [
          'Its waivers cover nothing any more.',
          'It can’t be taken up again: a new rule needs another short name.',
        ],
        action: 'Retire',
        danger: true,
        confirmWord: null,
      }}
      call={retire}
      onConfirm={(reason, onSuccess) => retire.mutate({ id, reason }, { onSuccess })}
    >
      <Archive aria-hidden /> Retire
    </VerbButton>
  );
}
