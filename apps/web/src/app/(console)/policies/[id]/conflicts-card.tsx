import { Card, Disclosure } from '@teredo-fleet/ui';
import { ConflictList } from '@/policy/conflict-list';
import { usePolicyVerbs } from '@/policy/use-policy-verbs';
import { decideDialog } from '@/policy/verb-dialogs';
import { VerbButton } from '@/rollout/verb-button';
import { useMay } from '@/shell/viewer';
import type { PolicyConflict, PolicyView } from '@/trpc/shapes';

function DecideButtons({ policy, conflict }: { policy: PolicyView; conflict: PolicyConflict }) {
  const { decide } = usePolicyVerbs();
  const may = useMay();
  if (!may('policy.decide')) return null;
  const button = (wins: boolean) => {
    const [winnerId, loserId] = wins ? [policy.id, conflict.policy.id] : [conflict.policy.id, policy.id];
    return (
      <VerbButton
        size="sm"
        reported={false}
        dialog={decideDialog(policy.name, conflict, wins)}
        call={decide}
        onConfirm={(reason, onSuccess) => decide.mutate({ winnerId, loserId, reason }, { onSuccess })}
      >
        {wins ? 'This one wins' : 'The other wins'}
        <span className="sr-only"> ({conflict.policy.name})</span>
      </VerbButton>
    );
  };
  const isStanding = conflict.decided !== null;
  return (
    <div className="flex flex-wrap gap-2">
      {isStanding && conflict.outcome === 'this' ? null : button(true)}
      {isStanding && conflict.outcome === 'other' ? null : button(false)}
    </div>
  );
}

/** Policies of the same scope that want something else: those with machines in common first. */
export function ConflictsCard({ policy }: { policy: PolicyView }) {
  const { conflicts } = policy;
  if (conflicts.length === 0) return null;
  const shared = conflicts.filter(({ machines }) => machines > 0);
  const apart = conflicts.filter(({ machines }) => machines === 0);
  const list = (some: PolicyConflict[]) => (
    <ConflictList
      conflicts={some}
      own={policy}
      actions={(conflict) => <DecideButtons policy={policy} conflict={conflict} />}
    />
  );
  return (
    <Card title="Conflicts" id="conflicts">
      {shared.length === 0 ? (
        <p className="text-sm text-muted">No machine is under two policies that disagree.</p>
      ) : (
        list(shared)
      )}
      {apart.length === 0 ? null : (
        <Disclosure
          summary={`Would disagree where a machine had both labels (${apart.length})`}
          className="mt-2"
        >
          {list(apart)}
        </Disclosure>
      )}
    </Card>
  );
}
