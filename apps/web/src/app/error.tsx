'use client';
import { ErrorState } from '@teredo-fleet/ui';
import { LastPart } from '@/shell/hydration';
import { readFault } from '@/trpc/fault';

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const fault = readFault(error);
  return (
    <main className="mx-auto max-w-xl p-6 pt-16">
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title="This page failed"
        message={
          fault.code === 'unreachable'
            ? 'The page met an error of its own. Try again; if it stays so, reload and tell an admin the id below.'
            : fault.message
        }
        requestId={fault.requestId ?? error.digest ?? null}
        onRetry={reset}
      />
      <LastPart />
    </main>
  );
}
