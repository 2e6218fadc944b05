import { Button, EmptyState, PageHeader } from '@teredo-fleet/ui';
import { Trash2 } from 'lucide-react';
import Link from 'next/link';

/** What a page shows when its object has gone while it was open. */
export function GoneState(props: { name: string; what: string; list: { href: string; title: string } }) {
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={props.name} />
      <EmptyState
        icon={Trash2}
        title={`This ${props.what} is no longer there`}
        action={
          <Button asChild variant="primary">
            <Link href={props.list.href}>{props.list.title}</Link>
          </Button>
        }
      >
        It was deleted, or taken out of what you may see, while this page was open. The audit trail says by
        whom.
      </EmptyState>
    </div>
  );
}
