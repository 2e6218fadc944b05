'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from '@teredo-fleet/ui';
import { Ban, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { NudgeButton } from '@/rollout/nudge-button';
import { OverrideNoticeButton } from '@/rollout/override-notice-button';
import { isOverrideAsked, type NoticeOverride } from '@/rollout/override-words';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { JobView } from '@/trpc/shapes';
import { newId } from './new-id';
import { ReasonDialog } from './reason-dialog';
import { useRestoreNotice } from './restore-notice';

/** People there are asked, or have put it off. */
const WAITS = ['notifying', 'deferred'];

/** Undo for a job that ended, cancel for one that did not. */
export function JobButtons(props: {
  job: JobView;
  /** Of its rollout's notice. */
  overrides: readonly NoticeOverride[];
  onUndone?: ((rolloutId: string) => void) | undefined;
}) {
  const { job, overrides, onUndone } = props;
  const trpc = useTRPC();
  const may = useMay();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState<'undo' | 'cancel' | null>(null);
  const [idempotencyKey, setIdempotencyKey] = useState(newId);
  const told = useRestoreNotice(job.scopeId);
  const settled = () => {
    void queryClient.invalidateQueries(trpc.rollouts.pathFilter());
    void queryClient.invalidateQueries(trpc.machines.pathFilter());
  };
  const undo = useMutation(
    trpc.jobs.undo.mutationOptions({
      onSuccess: ({ rolloutId }) => {
        setAsking(null);
        setIdempotencyKey(newId());
        onUndone?.(rolloutId);
      },
      onSettled: settled,
    }),
  );
  const cancel = useMutation(
    trpc.jobs.cancel.mutationOptions({ onSuccess: () => setAsking(null), onSettled: settled }),
  );
  const mayCancel = !job.terminal && job.goGrantedAt === null && may('job.cancel');
  return (
    <>
      {mayCancel ? (
        <Button size="sm" variant="danger-quiet" onClick={() => setAsking('cancel')}>
          <Ban aria-hidden /> Cancel
        </Button>
      ) : null}
      {job.state === 'notifying' ? (
        <NudgeButton
          rolloutId={job.rolloutId}
          target={{ machineIds: [job.machine.id] }}
          about={job.machine.hostname}
        />
      ) : null}
      {WAITS.includes(job.state) && !isOverrideAsked(overrides) ? (
        <OverrideNoticeButton
          rolloutId={job.rolloutId}
          target={{ machineIds: [job.machine.id] }}
          about={job.machine.hostname}
        />
      ) : null}
      {job.undo.possible && may('job.undo') ? (
        <Button size="sm" onClick={() => setAsking('undo')}>
          <Undo2 aria-hidden /> Undo
        </Button>
      ) : null}
      <ReasonDialog
        open={asking === 'undo'}
        onOpenChange={(open) => setAsking(open ? 'undo' : null)}
        title={`Undo on ${job.machine.hostname}`}
        description="The machine gives back the settings that it saved before this change, and reads them back."
        action="Undo"
        reported
        fields={told.field}
        busy={undo.isPending}
        error={undo.error}
        onConfirm={(reason) => undo.mutate({ jobId: job.id, notice: told.chosen(), reason, idempotencyKey })}
      />
      <ReasonDialog
        open={asking === 'cancel'}
        onOpenChange={(open) => setAsking(open ? 'cancel' : null)}
        title={`Cancel the change on ${job.machine.hostname}`}
        description="It has not started yet. Nothing will be changed on the machine."
        action="Cancel the change"
        reported
        dismiss="Keep it"
        danger
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={(reason) => cancel.mutate({ jobId: job.id, reason })}
      />
    </>
  );
}
