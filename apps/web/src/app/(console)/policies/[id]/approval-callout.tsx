import { Callout } from '@teredo-fleet/ui';
import { Check } from 'lucide-react';
import { usePolicyVerbs } from '@/policy/use-policy-verbs';
import { approveDialog } from '@/policy/verb-dialogs';
import { whyNotApprove } from '@/rollout/approval-words';
import { VerbButton } from '@/rollout/verb-button';
import { useMay, useViewer } from '@/shell/viewer';
import type { PolicyView } from '@/trpc/shapes';

/** That a policy waits for a second person, and the button for who may be that. */
export function ApprovalCallout({ policy }: { policy: PolicyView }) {
  const may = useMay();
  const viewer = useViewer();
  const { approve } = usePolicyVerbs();
  if (policy.state !== 'awaiting-approval') return null;
  const { id, contentHash, editors } = policy;
  const whyNot = may('policy.approve')
    ? whyNotApprove(viewer.id, editors)?.replace('plan', 'policy')
    : 'An approver or another admin has to say yes.';
  return (
    <Callout
      tone="warn"
      title="It waits for an approval"
      action={
        whyNot === undefined ? (
          <VerbButton
            variant="primary"
            reported={false}
            dialog={approveDialog(policy)}
            call={approve}
            onConfirm={(reason, onSuccess) => approve.mutate({ id, contentHash, reason }, { onSuccess })}
          >
            <Check aria-hidden /> Approve
          </VerbButton>
        ) : null
      }
    >
      It looks already and repairs nothing yet. {whyNot}
    </Callout>
  );
}
