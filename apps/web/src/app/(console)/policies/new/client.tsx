'use client';
import { useQuery } from '@tanstack/react-query';
import { EmptyState, useClock } from '@teredo-fleet/ui';
import { Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { WizardHeader } from '@/plan/wizard-header';
import { PolicyEditor } from '@/policy/policy-editor';
import { usualPolicy } from '@/policy/policy-form';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';

function NewPolicy() {
  const trpc = useTRPC();
  const router = useRouter();
  const { zone } = useClock();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
  const only = scopes.length === 1 ? (scopes[0]?.id ?? '') : '';
  const [begin] = useState(() => ({ ...usualPolicy(zone, ''), scopeId: only }));
  return <PolicyEditor begin={begin} edited={null} onSaved={(id) => router.replace(`/policies/${id}`)} />;
}

/** Writes a policy. */
export function NewPolicyClient() {
  const may = useMay();
  return (
    <div className="flex flex-col gap-4">
      <WizardHeader title="New policy" back={{ href: '/policies', title: 'Policies' }} />
      {may('policy.save') ? (
        <NewPolicy />
      ) : (
        <EmptyState icon={Lock} title="Your role may not write policies">
          An operator or an admin can. What is there already you can read.
        </EmptyState>
      )}
    </div>
  );
}
