'use client';
import { EmptyState, PageHeader, toast } from '@teredo-fleet/ui';
import { Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { NEW_RULE } from '@/own-rule/rule-draft';
import { RuleEditor } from '@/own-rule/rule-editor';
import { useRuleForm } from '@/own-rule/use-rule-form';
import { BackLink } from '@/presentation/back-link';
import { useMay } from '@/shell/viewer';

function NewRule() {
  const router = useRouter();
  const form = useRuleForm(NEW_RULE, null, (id) => {
    toast.success('The rule was saved. Machines are judged by it now.');
    router.replace(`/findings/${id}`);
  });
  return <RuleEditor form={form} isNew outcome="Every machine is judged by it, within seconds to minutes." />;
}

/** Writes a rule of the organisation's own. */
export function NewRuleClient() {
  const may = useMay();
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/findings">Findings</BackLink>}
        title="New rule"
        description="A rule of your own says of every machine whether something is so. It is counted, waived, exported and kept as the others are."
      />
      {may('ownRule.save') ? (
        <NewRule />
      ) : (
        <EmptyState icon={Lock} title="You can read rules, not write them">
          An admin can.
        </EmptyState>
      )}
    </div>
  );
}
