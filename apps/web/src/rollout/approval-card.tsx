'use client';
import { useQuery } from '@tanstack/react-query';
import { Callout, Card, CopyField, Skeleton } from '@teredo-fleet/ui';
import { Check, Siren, X } from 'lucide-react';
import { PlanSummary } from '@/plan/plan-summary';
import { completePlan, usualPlan } from '@/plan/usual-plan';
import { FaultState } from '@/presentation/fault-state';
import { useMay, useViewer } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { DraftView, RolloutView } from '@/trpc/shapes';
import { APPROVE, EMERGENCY, REJECT, whyNotApprove } from './approval-words';
import { ApprovalsList } from './approvals-list';
import { useJudge } from './use-judge';
import { VerbButton } from './verb-button';

/** Yes, no, and the emergency door, each for who may. */
function Judgement({ view }: { view: DraftView }) {
  const may = useMay();
  const viewer = useViewer();
  const judge = useJudge();
  const { id, planHash } = view;
  const whyNot = whyNotApprove(viewer.id, [view.author, ...view.editors]);
  if (!may('rollout.approve') && !may('rollout.approveEmergency')) {
    return <p className="text-sm text-muted">An approver or another admin has to say yes.</p>;
  }
  return (
    <div className="flex flex-col gap-2">
      {whyNot ? <p className="text-sm">{whyNot}</p> : null}
      <div className="flex flex-wrap gap-2">
        {may('rollout.approve') && whyNot === null ? (
          <VerbButton
            dialog={APPROVE}
            call={judge.approve}
            variant="primary"
            onConfirm={(reason, onSuccess) => judge.approve.mutate({ id, planHash, reason }, { onSuccess })}
          >
            <Check aria-hidden /> Approve
          </VerbButton>
        ) : null}
        {may('rollout.reject') ? (
          <VerbButton
            dialog={REJECT}
            call={judge.reject}
            onConfirm={(reason, onSuccess) => judge.reject.mutate({ id, reason }, { onSuccess })}
          >
            <X aria-hidden /> Reject
          </VerbButton>
        ) : null}
        {may('rollout.approveEmergency') ? (
          <VerbButton
            dialog={EMERGENCY}
            call={judge.emergency}
            onConfirm={(reason, onSuccess) => judge.emergency.mutate({ id, planHash, reason }, { onSuccess })}
          >
            <Siren aria-hidden /> Emergency
          </VerbButton>
        ) : null}
      </div>
    </div>
  );
}

/** The plan in words with its hash, who approved it, and the buttons for who is asked to. */
export function ApprovalCard({ rollout }: { rollout: RolloutView }) {
  const trpc = useTRPC();
  const query = useQuery(trpc.rollouts.draft.queryOptions({ id: rollout.id }));
  const view = query.data;
  const waits = rollout.state === 'awaiting-approval';
  return (
    <Card title="Plan">
      {query.error && !view ? (
        <FaultState title="The plan could not be read" error={query.error} onRetry={() => query.refetch()} />
      ) : !view ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <>
          {waits ? (
            <Callout tone="warn" title="It waits for an approval" className="mb-3">
              <Judgement view={view} />
            </Callout>
          ) : null}
          <PlanSummary
            plan={completePlan(view.draft, usualPlan({}, 'UTC', 0))}
            notice={rollout.noticeDocument}
            open={waits}
          />
        </>
      )}
      <p className="mt-3 flex flex-wrap items-center gap-2 text-xs text-muted">
        Plan hash <CopyField value={rollout.planHash} what="plan hash" />
      </p>
      <ApprovalsList approvals={rollout.approvals} />
    </Card>
  );
}
