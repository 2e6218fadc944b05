'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, CopyField } from '@teredo-fleet/ui';
import { Send } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { reasonFaults } from '@/change/reason-faults';
import { ReasonField } from '@/change/reason-field';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { FaultList } from './fault-list';
import { PlanSummary } from './plan-summary';
import type { FormPlan, PlanFault } from './shapes';
import type { StepKey } from './steps';

function useSubmit(id: string) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.rollouts.submit.mutationOptions({
      onSuccess: () => router.push(`/rollouts/${id}`),
      onSettled: () => queryClient.invalidateQueries(trpc.rollouts.pathFilter()),
    }),
  );
}

/** The whole plan once more, why it is wanted, and the button that asks for approval. */
export function SubmitStep(props: {
  id: string;
  planHash: string;
  plan: FormPlan;
  faults: readonly PlanFault[];
  ready: boolean;
  onGo(step: StepKey): void;
}) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const submit = useSubmit(props.id);
  const trpc = useTRPC();
  // Asked anew as this step is opened: the notice may have been edited since the plan was.
  const noticeVersion =
    useQuery(trpc.rollouts.draft.queryOptions({ id: props.id })).data?.noticeVersion ?? null;
  const missing = reasonFaults({ reason, word: '', confirmWord: null }).reason;
  return (
    <form
      noValidate
      className="flex max-w-3xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing !== null) event.currentTarget.querySelector<HTMLElement>('[name=reason]')?.focus();
        else if (props.ready && !submit.isPending)
          submit.mutate({
            id: props.id,
            planHash: props.planHash,
            reason: reason.trim(),
            ...(noticeVersion === null ? {} : { noticeSha256: noticeVersion.sha256 }),
          });
      }}
    >
      {props.faults.length > 0 ? <FaultList faults={props.faults} onGo={props.onGo} /> : null}
      <Card title="The plan">
        <PlanSummary plan={props.plan} open />
        <p className="mt-3 flex flex-wrap items-center gap-2 text-xs text-muted">
          Plan hash <CopyField value={props.planHash} what="plan hash" />
        </p>
      </Card>
      <ReasonField
        hint="For whoever approves it; kept in the audit trail and in the report."
        error={tried ? (missing ?? readFault(submit.error).fields.reason) : null}
        name="reason"
        required
        value={reason}
        onChange={setReason}
      />
      <ul aria-label="What submitting does" className="list-disc space-y-1 pl-5 text-sm text-muted">
        <li>Submitting changes no machine; who belongs to it is written down.</li>
        {noticeVersion === null ? null : (
          <li>
            <span className="font-medium text-ink">
              Users are told version {noticeVersion.number} of the notice.
            </span>{' '}
            If somebody edits it before you submit, you are asked to look again.
          </li>
        )}
        <li>
          Somebody other than you has to approve exactly this plan; any edit after that voids the approval.
        </li>
      </ul>
      {submit.error ? <FaultState title="It was not submitted" error={submit.error} /> : null}
      <div>
        <Button
          type="submit"
          variant="primary"
          busy={submit.isPending}
          disabled={!props.ready || props.faults.length > 0}
        >
          <Send aria-hidden /> Submit for approval
        </Button>
      </div>
    </form>
  );
}
