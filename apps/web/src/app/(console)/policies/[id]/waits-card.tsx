import { Card } from '@teredo-fleet/ui';
import { WAITS } from '@/policy/policy-words';
import type { PolicyView } from '@/trpc/shapes';

/** What becomes of machines that drifted and are this policy's to repair. */
export function WaitsCard({ policy: { waits, state } }: { policy: PolicyView }) {
  const total = Object.values(waits).reduce((sum, count) => sum + count, 0);
  const held = state === 'enforced' ? null : 'Nothing is repaired as long as the policy is not enforced.';
  return (
    <Card title="Drift">
      {total === 0 ? (
        <p className="text-sm text-muted">No machine that it would repair has drifted.</p>
      ) : (
        <dl className="flex flex-col gap-2 text-sm">
          {WAITS.filter(({ key }) => waits[key] > 0).map(({ key, title, text }) => (
            <div key={key} className="grid grid-cols-[3rem_1fr] gap-x-2">
              <dd className="tnum row-span-2 text-right text-base font-semibold">
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
