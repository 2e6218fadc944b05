'use client';
import { useQuery } from '@tanstack/react-query';
import { EmptyState, useClock } from '@teredo-fleet/ui';
import { Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { WizardHeader } from '@/plan/wizard-header';
import { PolicyEditor } from '@/policy/policy-editor';
import { formOf } from '@/policy/policy-form';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { isMissing } from '@/trpc/fault';
import type { PolicyView } from '@/trpc/shapes';

function Editor({ policy }: { policy: PolicyView }) {
  const router = useRouter();
  const { zone } = useClock();
  // What somebody else saves meanwhile must not take away what is being typed: saving says so.
  const [read] = useState(policy);
  const [begin] = useState(() => formOf(policy, zone));
  return (
    <PolicyEditor
      begin={begin}
      edited={{ id: read.id, version: read.version }}
      onSaved={(id) => router.push(`/policies/${id}`)}
    />
  );
}

/** Writes a new version of a policy. */
export function EditPolicyClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const may = useMay();
  const policy = useQuery({
    ...trpc.policies.get.queryOptions({ id }),
    enabled: ({ state }) => !isMissing(state.error),
  });
  if (isMissing(policy.error))
    return <GoneState name="Policy" what="policy" list={{ href: '/policies', title: 'All policies' }} />;
  if (!policy.data) {
    return policy.error ? (
      <FaultState title="This policy can't be shown" error={policy.error} onRetry={() => policy.refetch()} />
    ) : null;
  }
  const mayEdit = may('policy.save') && policy.data.retiredAt === null;
  return (
    <div className="flex flex-col gap-4">
      <WizardHeader
        title={`Edit “${policy.data.name}”`}
        back={{ href: `/policies/${id}`, title: 'The policy' }}
      />
      {mayEdit ? (
        <Editor policy={policy.data} />
      ) : (
        <EmptyState icon={Lock} title="This policy can’t be edited by you now">
          It is retired, or your role may not write policies.
        </EmptyState>
      )}
    </div>
  );
}
