import { Button, EmptyState } from '@teredo-fleet/ui';
import { FileSearch, KeyRound, MonitorOff } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useMay } from '@/shell/viewer';

/** In the place of machines where none has enrolled, with the way there for whoever may go it. */
export function NoMachineYet(props: { href: string; action: string; children: ReactNode }) {
  const may = useMay();
  return (
    <EmptyState
      icon={MonitorOff}
      title="No machine has enrolled yet"
      action={
        <>
          {may('token.create') ? (
            <Button asChild variant="primary">
              <Link href={props.href}>
                <KeyRound aria-hidden /> {props.action}
              </Link>
            </Button>
          ) : null}
          <Button asChild>
            <Link href="/explain">
              <FileSearch aria-hidden /> Explain an output
            </Link>
          </Button>
        </>
      }
    >
      {props.children} Without an agent, paste what a machine printed and have it explained.
    </EmptyState>
  );
}
