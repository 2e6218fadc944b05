'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useTRPC } from '@/trpc/client';

const BRAKE_DIALOG = {
  pull: {
    title: 'Pull the brake',
    description: 'From this moment no machine is told to start a change. Changes under way finish.',
    action: 'Pull the brake',
    danger: true,
  },
  release: {
    title: 'Release the brake',
    description: 'Changes that were held may start again, each when its machine asks.',
    action: 'Release the brake',
    danger: false,
  },
} as const;

/**
 * Asks why and then pulls the brake, or releases it where it is on. What has the button may go away meanwhile, because
 * somebody else was faster; the dialog with what was typed stays, so this stands where it is shown in either case.
 */
export function BrakeSwitch(props: { on: boolean; children(open: () => void): ReactNode }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  /** What the open dialog is about: it stays so, whoever pulls or releases the brake meanwhile. */
  const [intent, setIntent] = useState<'pull' | 'release'>('pull');
  const [open, setOpen] = useState(false);
  const set = useMutation(
    trpc.brake.set.mutationOptions({
      onSuccess: () => setOpen(false),
      onSettled: () => queryClient.invalidateQueries(trpc.brake.pathFilter()),
    }),
  );
  return (
    <>
      {props.children(() => {
        setIntent(props.on ? 'release' : 'pull');
        setOpen(true);
      })}
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        {...BRAKE_DIALOG[intent]}
        busy={set.isPending}
        error={set.error}
        onConfirm={(reason) => set.mutate({ on: intent === 'pull', reason })}
      />
    </>
  );
}
