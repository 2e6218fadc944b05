import { Card, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import type { MachineDetail } from '@/trpc/shapes';
import { machinesHref } from '../search-params';

/** Applications that asked for Teredo on this machine. A name is the application's own word for itself. */
export function ApplicationsCard({ machine }: { machine: MachineDetail }) {
  if (machine.applications.length === 0) return null;
  return (
    <Card title="Asked for by applications">
      <ul className="flex flex-col gap-1.5 text-sm wrap-anywhere">
        {machine.applications.map(({ name, askedBy, firstAskedAt, lastAskedAt }) => (
          <li key={name}>
            <Link href={machinesHref('/machines', { application: [name] })} className="font-medium underline">
              {name}
            </Link>
            , run by {askedBy}: first <Time at={firstAskedAt} />, last <Time at={lastAskedAt} />
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">
        A request changes nothing. To follow such requests, approve a rollout with a live target that names
        the application.
      </p>
    </Card>
  );
}
