import { Button, EmptyState } from '@teredo-fleet/ui';
import { Compass } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { LastPart } from '@/shell/hydration';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl p-6 pt-16">
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
      <LastPart />
    </main>
  );
}
