import { Button } from '@teredo-fleet/ui';
import { Pencil } from 'lucide-react';
import Link from 'next/link';
import { formOf, inputOf } from '@/policy/policy-form';
import { usePolicyVerbs } from '@/policy/use-policy-verbs';
import { resumeDialog, retireDialog, stopDialog } from '@/policy/verb-dialogs';
import { VerbButton } from '@/rollout/verb-button';
import { useMay } from '@/shell/viewer';
import type { PolicyView } from '@/trpc/shapes';

/** What can be done with a policy by who looks. */
export function PolicyActions({ policy }: { policy: PolicyView }) {
  const may = useMay();
  const verbs = usePolicyVerbs();
  const { id, state, version, waits } = policy;
  if (state === 'retired') return null;
  const asAudit = { ...inputOf({ ...formOf(policy, 'UTC'), mode: 'audit' }, id), seen: version };
  return (
    <>
      {may('policy.resume') && (state === 'stopped' || waits.often > 0) ? (
        <VerbButton
          reported={false}
          dialog={resumeDialog(policy)}
          call={verbs.resume}
          onConfirm={(reason, onSuccess) => verbs.resume.mutate({ id, reason }, { onSuccess })}
        >
          Let it go on
        </VerbButton>
      ) : null}
      {may('policy.save') && (state === 'enforced' || state === 'stopped') ? (
        <VerbButton
          reported={false}
          dialog={stopDialog(policy)}
          call={verbs.save}
          onConfirm={(reason, onSuccess) => verbs.save.mutate({ ...asAudit, reason }, { onSuccess })}
        >
          Stop repairing
        </VerbButton>
      ) : null}
      {may('policy.retire') ? (
        <VerbButton
          reported={false}
          dialog={retireDialog(policy)}
          call={verbs.retire}
          onConfirm={(reason, onSuccess) => verbs.retire.mutate({ id, reason }, { onSuccess })}
        >
          Retire
        </VerbButton>
      ) : null}
      {may('policy.save') ? (
        <Button asChild>
          <Link href={`/policies/${id}/edit`}>
            <Pencil aria-hidden /> Edit
          </Link>
        </Button>
      ) : null}
    </>
  );
}
