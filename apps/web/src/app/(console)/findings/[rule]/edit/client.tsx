'use client';
import { useQuery } from '@tanstack/react-query';
import { EmptyState, PageHeader, toast } from '@teredo-fleet/ui';
import { Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { draftOf } from '@/own-rule/rule-draft';
import { RuleEditor } from '@/own-rule/rule-editor';
import { useRuleForm } from '@/own-rule/use-rule-form';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { isMissing } from '@/trpc/fault';
import type { OwnRuleDetail } from '@/trpc/shapes';

function Editor({ rule }: { rule: OwnRuleDetail }) {
  const router = useRouter();
  // What was read when editing began: saving is refused where somebody else saved since.
  const [{ id, revision, begin }] = useState(() => ({
    id: rule.id,
    revision: rule.revision,
    begin: draftOf(rule),
  }));
  const form = useRuleForm(begin, { id, revision }, () => {
    toast.success('The rule was saved.');
    router.push(`/findings/${id}`);
  });
  return (
    <RuleEditor
      form={form}
      isNew={false}
      outcome="What changes whom it is for, what it asks, its kind or its scope makes a new version: machines are judged anew, and its waivers cover nothing any more."
    />
  );
}

/** Changes a rule of the organisation's own. */
export function EditRuleClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const may = useMay();
  const rule = useQuery({
    ...trpc.ownRules.get.queryOptions({ id }),
    enabled: ({ state }) => !isMissing(state.error),
  });
  if (isMissing(rule.error))
    return <GoneState name={id} what="rule" list={{ href: '/findings', title: 'All rules' }} />;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href={`/findings/${id}`}>The rule</BackLink>}
        title={rule.data ? `Change “${rule.data.title}”` : 'Change a rule'}
      />
      {!may('ownRule.save') || rule.data?.own.retired ? (
        <EmptyState icon={Lock} title="This rule can’t be changed here">
          {rule.data?.own.retired ? 'It was retired, and is asked no more.' : 'An admin can change it.'}
        </EmptyState>
      ) : rule.data ? (
        <Editor rule={rule.data} />
      ) : rule.error ? (
        <FaultState title="The rule could not be read" error={rule.error} onRetry={() => rule.refetch()} />
      ) : null}
    </div>
  );
}
