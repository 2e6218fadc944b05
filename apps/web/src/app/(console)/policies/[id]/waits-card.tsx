import { Card } from '@teredo-fleet/ui';
import { WAITS } from '@/policy/policy-words';
import type { PolicyView } from '@/trpc/shapes';

/** Why none of them is repaired as the policy is now; null: they are. */
const HELD: Record<PolicyView['state'], string | null> = {
  audit: 'The policy only looks: nothing is repaired.',
  'awaiting-approval': 'Nothing is repaired before somebody has approved the policy.',
  enforced: null,
  stopped: 'The policy is stopped: nothing is repaired until it goes on.',
  retired: 'The policy is retired: nothing is repaired.',
};

/** What becomes of machines that drifted and are this policy's to repair. */
export function WaitsCard({ policy: { waits, state } }: { policy: PolicyView }) {
  const total = Object.values(waits).reduce((sum, count) => sum + count, 0);
  const held = HELD[state];
  return (
    <Card title="Drift">
      {total === 0 ? (
        <p className="text-sm text-muted">No machine that it would repair has drifted.</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-2 text-sm">
          {WAITS.filter(({ key }) => waits[key] > 0).map(({ key, title, text }) => (
            <div key={key} className="contents">
              <dd className="tnum text-right text-base font-semibold">
                {waits[key].toLocaleString('en-GB')}
              </dd>
              <dt>
                <span className="font-medium">{title}</span>
                {text === '' ? null : <span className="block text-muted">{text}</span>}
              </dt>
            </div>
          ))}
        </dl>
      )}
      {total > 0 && held !== null ? <p className="mt-2 text-sm text-muted">{held}</p> : null}
    </Card>
  );
}
