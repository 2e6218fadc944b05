import { Card, CopyField, DefinitionList, Time } from '@teredo-fleet/ui';
import { desiredWords, firewallWords } from '@/change/desired';
import { limitWords, PlanWaves } from '@/plan/plan-summary';
import { spanWords } from '@/plan/span-words';
import { SummaryNotice } from '@/plan/summary-notice';
import { windowsWords } from '@/plan/window-words';
import { formOf } from '@/policy/policy-form';
import { ApprovalsList } from '@/rollout/approvals-list';
import type { PolicyView } from '@/trpc/shapes';

/** All that a policy says, who wrote it and who said yes. */
export function PolicyAbout({ policy }: { policy: PolicyView }) {
  const { plan, graceSeconds } = formOf(policy, 'UTC');
  const { desired } = plan.work;
  const approvals = policy.approvals.map((approval) => ({ ...approval, kind: 'approval' }));
  return (
    <div className="grid min-w-0 gap-3">
      <Card title="The policy">
        <DefinitionList
          items={[
            ['Machines', `labelled ${policy.label}`],
            ['Scope', policy.scope.name],
            ['Should be', desiredWords(desired)],
            ['Firewall', firewallWords(desired.firewall)],
            ['Version', String(policy.version)],
            ['Written by', policy.author.name],
            ['Reason', policy.reason],
            ['Edited', <Time key="edited" at={policy.changedAt} />],
            ['Content hash', <CopyField key="hash" value={policy.contentHash} what="content hash" />],
          ]}
        />
        {policy.mode === 'enforce' ? <ApprovalsList approvals={approvals} /> : null}
      </Card>
      {policy.mode === 'enforce' ? (
        <Card title="How drift is repaired">
          <DefinitionList
            items={[
              ['Left alone first', graceSeconds === 0 ? 'not at all' : spanWords(graceSeconds ?? 0)],
              ['Notice', <SummaryNotice key="notice" notice={plan.notice} pinned={undefined} />],
              ['Windows', windowsWords(plan.windows)],
              ['Limits', limitWords(plan.limits)],
            ]}
          />
          <h3 className="mt-3 mb-1 text-xs font-medium text-faint">Waves</h3>
          <PlanWaves plan={plan} />
        </Card>
      ) : null}
    </div>
  );
}
