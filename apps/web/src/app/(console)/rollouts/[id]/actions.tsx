'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@teredo-fleet/ui';
import { CirclePause, Play } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { ReportLinks } from '@/rollout/report-links';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { RolloutView } from '@/trpc/shapes';

const DIALOG = {
  pause: {
    title: 'Pause this rollout',
    description: 'No machine is allowed to start from now on. Those that have started finish.',
    action: 'Pause',
  },
  resume: {
    title: 'Resume this rollout',
    description: 'Machines that ask to start are allowed to again.',
    action: 'Resume',
  },
} as const;

function PauseResume({ rollout }: { rollout: RolloutView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  /** What the open dialog is about: it stays so, whatever becomes of the rollout meanwhile. */
  const [intent, setIntent] = useState<'pause' | 'resume'>('pause');
  const [open, setOpen] = useState(false);
  const outcome = {
    onSuccess: () => setOpen(false),
    onSettled: () => queryClient.invalidateQueries(trpc.rollouts.pathFilter()),
  };
  const pause = useMutation(trpc.rollouts.pause.mutationOptions(outcome));
  const resume = useMutation(trpc.rollouts.resume.mutationOptions(outcome));
  const paused = rollout.state === 'paused';
  const act = intent === 'resume' ? resume : pause;
  return (
    <>
      <Button
        onClick={() => {
          setIntent(paused ? 'resume' : 'pause');
          setOpen(true);
        }}
        variant={paused ? 'primary' : 'secondary'}
      >
        {paused ? <Play aria-hidden /> : <CirclePause aria-hidden />}
        {paused ? 'Resume' : 'Pause'}
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        {...DIALOG[intent]}
        reported
        busy={act.isPending}
        error={act.error}
        onConfirm={(reason) => act.mutate({ id: rollout.id, reason })}
      />
    </>
  );
}

export function RolloutActions({ rollout }: { rollout: RolloutView }) {
  const may = useMay();
  const open = rollout.state === 'running' || rollout.state === 'paused';
  const allowed = rollout.state === 'paused' ? may('rollout.resume') : may('rollout.pause');
  return (
    <>
      {open && allowed ? <PauseResume rollout={rollout} /> : null}
      <ReportLinks rolloutId={rollout.id} started={rollout.startedAt !== null} />
    </>
  );
}
