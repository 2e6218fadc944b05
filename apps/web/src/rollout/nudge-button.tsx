'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, toast } from '@teredo-fleet/ui';
import { BellRing } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { nudgeLines } from './nudge-words';
import type { MemberFilter } from './shapes';

/** Machines that are asked for: those named, those that match, or with neither all of the rollout. */
export interface NudgeTarget {
  filter?: MemberFilter;
  machineIds?: string[];
}

/** Has notices that nobody answered shown again now; says before who is asked and who is not. */
export function NudgeButton(props: {
  rolloutId: string;
  target: NudgeTarget;
  /** What the dialog is about: "this rollout". */
  about: string;
  onDone?(): void;
}) {
  const { rolloutId: id, target, about } = props;
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const preview = useQuery({
    ...trpc.rollouts.nudgePreview.queryOptions({ id, ...target }),
    enabled: open,
    staleTime: 0,
  });
  const nudge = useMutation(
    trpc.rollouts.nudge.mutationOptions({
      onSuccess: (done) => {
        setOpen(false);
        toast.success(nudgeLines(done)[0] ?? '');
        props.onDone?.();
      },
      onSettled: () => queryClient.invalidateQueries(trpc.rollouts.pathFilter()),
    }),
  );
  if (!may('rollout.nudge')) return null;
  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          nudge.reset();
          setOpen(true);
        }}
      >
        <BellRing aria-hidden /> Ask again now
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={`Ask again now: ${about}`}
        description="People who did not answer are shown the notice again now, once in a quarter of an hour at most."
        consequences={
          preview.data === undefined ? ['Counting who would be asked…'] : nudgeLines(preview.data)
        }
        action="Ask again now"
        reported
        busy={nudge.isPending}
        error={nudge.error ?? preview.error}
        onConfirm={(reason) => nudge.mutate({ id, ...target, reason })}
      />
    </>
  );
}
