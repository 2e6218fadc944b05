import { AbsoluteTime, Card, cn, Status, Time } from '@teredo-fleet/ui';
import { Check, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { MachineDetail } from '@/trpc/shapes';
import { type ComparedFact, compareFacts } from './observed-desired';
import { WantedByPolicy } from './wanted-by-policy';

function Line({ line, wanted }: { line: ComparedFact; wanted: boolean }) {
  return (
    <tr className={cn('border-b border-line/60 last:border-0', !line.met && 'bg-warn-soft')}>
      <th scope="row" className="py-1.5 pr-1.5 pl-3 font-normal sm:pr-3 sm:pl-4 text-muted">
        {line.fact}
      </th>
      <td className="px-1.5 py-1.5 sm:px-3 break-words">{line.observed}</td>
      {wanted ? (
        <td className="py-1.5 pr-2 pl-1.5 sm:pr-4 sm:pl-3 break-words">
          {line.desired === null ? (
            <span className="text-faint">as it is</span>
          ) : line.met ? (
            <Status tone="ok" icon={Check} wrap>
              {line.desired}
            </Status>
          ) : (
            <Status tone="warn" icon={TriangleAlert} className="font-medium" wrap>
              {line.desired}
              <span className="sr-only"> (not so)</span>
            </Status>
          )}
        </td>
      ) : null}
    </tr>
  );
}

/** What the machine is, beside what it should be, each with its time. */
export function ObservedDesiredCard({ machine }: { machine: MachineDetail }) {
  const { observation, desired } = machine;
  if (!observation) return null;
  const facts = compareFacts(machine, observation);
  return (
    <Card title="Observed and desired" flush>
      <table aria-label="Observed and desired" className="w-full table-fixed text-left text-sm">
        <thead className="border-b text-xs text-muted">
          <tr>
            <th scope="col" className="w-[30%] pr-1.5 pb-1.5 pl-3 sm:pr-3 sm:pl-4 align-top font-medium">
              Fact
            </th>
            <th scope="col" className="px-1.5 pb-1.5 sm:px-3 align-top font-medium">
              Observed
              <span className="block font-normal">
                {machine.observedAt ? <Time at={machine.observedAt} /> : 'never'}
              </span>
            </th>
            {desired ? (
              <th scope="col" className="pr-2 pb-1.5 pl-1.5 sm:pr-4 sm:pl-3 align-top font-medium">
                Desired
                <span className="block font-normal">
                  <Link href={`/rollouts/${desired.rolloutId}`} className="rounded-sm hover:underline">
                    set <Time at={desired.setAt} quiet />
                  </Link>
                </span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {facts.map((line) => (
            <Line key={line.fact} line={line} wanted={desired !== null} />
          ))}
        </tbody>
      </table>
      <p className="px-4 py-2.5 text-xs text-muted">
        {desired === null ? (
          <WantedByPolicy machineId={machine.id} />
        ) : machine.drift.length === 0 ? (
          'Everything that is desired is so.'
        ) : (
          'Marked lines are not as desired.'
        )}
        {machine.receivedAt ? (
          <>
            {' '}
            Facts received <AbsoluteTime at={machine.receivedAt} />.
          </>
        ) : null}
      </p>
    </Card>
  );
}
