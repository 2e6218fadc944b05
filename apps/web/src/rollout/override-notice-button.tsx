'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, toast } from '@teredo-fleet/ui';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { NudgeTarget } from './nudge-button';
import { overrideLines } from './override-words';

/** Asks, for an emergency, that answers are not waited for; says before whose, and that a second person has to grant it. */
export function OverrideNoticeButton(props: { rolloutId: string; target: NudgeTarget; about: string }) {
  const { rolloutId: id, target, about } = props;
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const preview = useQuery({
    ...trpc.rollouts.noticeOverridePreview.queryOptions({ id, ...target }),
    enabled: open,
    staleTime: 0,
  });
  const ask = useMutation(
    trpc.rollouts.askNoticeOverride.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast.success('Asked for. Nothing happens before a second person grants it.');
      },
      onSettled: () => queryClient.invalidateQueries(trpc.rollouts.pathFilter()),
    }),
  );
  if (!may('rollout.askNoticeOverride')) return null;
  return (
    <>
      <Button
        size="sm"
        variant="danger-quiet"
        onClick={() => {
          ask.reset();
          setOpen(true);
        }}
      >
        <Siren aria-hidden /> Don’t wait for answers
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={`Don’t wait for answers: ${about}`}
        description="For an emergency: machines are changed although their people were not heard. Every report of this rollout says so, with your name and reason, and so does the page that these people read."
        consequences={preview.data === undefined ? ['Counting whose…'] : overrideLines(preview.data)}
        action="Ask a second person"
        danger
        reported
        busy={ask.isPending}
        error={ask.error ?? preview.error}
        onConfirm={(reason) => ask.mutate({ id, ...target, reason })}
      />
    </>
  );
}
