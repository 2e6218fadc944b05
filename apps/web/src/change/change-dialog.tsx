'use client';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Dialog } from '@teredo-fleet/ui';
import { useDeferredValue, useState } from 'react';
import { ChosenNotice, NoticeChoice } from '@/notice/notice-choice';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { MachineDetail } from '@/trpc/shapes';
import { type Mode, usualDesired } from './desired';
import { DesiredForm } from './desired-form';
import { newId } from './new-id';
import { type NoticeDocument, type NoticeDraft, noticeToSend, usualPolicy } from './notice';
import { NoticeForm } from './notice-form';
import { Preview } from './preview';
import { ReasonField } from './reason-field';

interface ChangeDialogProps {
  machine: MachineDetail;
  mode: Mode;
  onClose(): void;
  onStarted(rolloutId: string): void;
}

function useChange({ machine, mode, onStarted }: ChangeDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [desired, setDesired] = useState(() => usualDesired(mode, machine.observation));
  const [notice, setNotice] = useState<NoticeDraft>(() => ({
    policy: usualPolicy('inform'),
    text: null,
  }));
  const [document, setDocument] = useState<NoticeDocument>(null);
  const [reason, setReason] = useState('');
  const [idempotencyKey] = useState(newId);
  const preview = useQuery({
    ...trpc.machines.preview.queryOptions({ id: machine.id, desired: useDeferredValue(desired) }),
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  const toggle = useMutation(
    trpc.machines.toggle.mutationOptions({
      onSuccess: ({ rolloutId }) => onStarted(rolloutId),
      onError: (error) => {
        if (readFault(error).code === 'conflict')
          void queryClient.invalidateQueries(trpc.machines.preview.pathFilter());
      },
      onSettled: () => queryClient.invalidateQueries(trpc.machines.pathFilter()),
    }),
  );
  const ready =
    preview.data !== undefined && !preview.isPlaceholderData && preview.data.blockers.length === 0;
  const start = () =>
    toggle.mutate({
      id: machine.id,
      desired,
      notice: noticeToSend(notice, document),
      reason: reason.trim(),
      idempotencyKey,
      basis: preview.data?.basis,
    });
  const words = { notice, setNotice, document, setDocument };
  return { desired, setDesired, ...words, reason, setReason, preview, toggle, ready, start };
}

/** Turns Teredo on or off on one machine: what will change, who is told, why; nothing happens before the last button. */
export function ChangeDialog(props: ChangeDialogProps) {
  const change = useChange(props);
  const verb = props.mode === 'on' ? 'Turn Teredo on' : 'Turn Teredo off';
  const fields = readFault(change.toggle.error).fields;
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : props.onClose())}
      title={`${verb}: ${props.machine.hostname}`}
      description="Look at what will change before it is sent. It can be undone afterwards."
      size="lg"
      first="title"
      footer={
        <>
          {change.preview.data?.blockers.length ? (
            <p className="mr-auto text-xs text-muted">It can't start while something is in the way.</p>
          ) : null}
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            type="submit"
            form="change-form"
            variant="primary"
            busy={change.toggle.isPending}
            disabled={!change.ready}
          >
            {verb}
          </Button>
        </>
      }
    >
      <form
        id="change-form"
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (change.ready && !change.toggle.isPending) change.start();
        }}
      >
        <Preview
          preview={change.preview.data}
          error={change.preview.data ? null : change.preview.error}
          onRetry={() => change.preview.refetch()}
          onAsk={(part) => change.setDesired((old) => ({ ...old, ...part }))}
        />
        <DesiredForm
          desired={change.desired}
          observation={props.machine.observation}
          onChange={change.setDesired}
        />
        <ReasonField
          hint="Kept in the audit trail and shown on the report."
          error={fields.reason}
          required
          minLength={3}
          value={change.reason}
          onChange={change.setReason}
        />
        <NoticeForm
          draft={change.notice}
          standard={change.preview.data?.notice.texts ?? []}
          hostname={props.machine.hostname}
          latestStart={null}
          origin={
            <NoticeChoice
              scopeId={props.machine.scope.id}
              value={change.document}
              otherwise="Standard texts, or words of this change alone"
              pinned="when the change is sent"
              onChange={change.setDocument}
            />
          }
          document={
            change.document === null ? null : (
              <ChosenNotice id={change.document} policy={change.notice.policy} latestStart={null} />
            )
          }
          onChange={change.setNotice}
        />
        {change.toggle.error ? (
          <FaultState title="The change was not sent" error={change.toggle.error} />
        ) : null}
      </form>
    </Dialog>
  );
}
