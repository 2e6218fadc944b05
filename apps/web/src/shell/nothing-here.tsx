import { Button, EmptyState } from '@teredo-fleet/ui';
import { Compass } from 'lucide-react';
import Link from 'next/link';

/** What stands in the main part of a page that is not there. */
export function NothingHere() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        action={
          <>
            <Button asChild variant="primary">
              <Link href="/machines">All machines</Link>
            </Button>
            <Button asChild>
              <Link href="/">Overview</Link>
            </Button>
          </>
        }
      >
        The link may be old, or what it led to was deleted.
      </EmptyState>
    </>
  );
}
