import { Time } from '@teredo-fleet/ui';
import type { RolloutView } from '@/trpc/shapes';
import { approvalWords } from './approval-words';

/** Who said yes to it, when and why. */
export function ApprovalsList({ approvals }: Pick<RolloutView, 'approvals'>) {
  return (
    <>
      <h3 className="mt-3 text-xs font-medium text-faint">Approvals</h3>
      <ul className="text-sm">
        {approvals.map((approval) => (
          <li key={`${approval.approver}${approval.at}`} className="py-1">
            <span className="flex flex-wrap justify-between gap-x-3">
              <span>
                {approval.approver} <span className="text-muted">{approvalWords(approval.kind)}</span>
              </span>
              <span className="text-xs text-muted">
                <Time at={approval.at} />
              </span>
            </span>
            {approval.reason ? (
              <span className="block text-xs text-muted wrap-anywhere">“{approval.reason}”</span>
            ) : null}
          </li>
        ))}
        {approvals.length === 0 ? <li className="py-1 text-muted">None yet.</li> : null}
      </ul>
    </>
  );
}
