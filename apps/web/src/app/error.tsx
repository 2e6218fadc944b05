'use client';
import { Button, ErrorState } from '@teredo-fleet/ui';
import { RefreshCw } from 'lucide-react';
import { useOutdated } from '@/shell/build';
import { LastPart } from '@/shell/hydration';
import { readFault } from '@/trpc/fault';

const OWN_FAULT =
  'The page met an error of its own. Try again; if it stays so, reload and tell an admin the id below.';
const OUTDATED =
  'The server runs a new version, and a part of this page is no longer there. Reload to get the new one.';

function Reload() {
  return (
    <Button size="sm" onClick={() => window.location.reload()}>
      <RefreshCw aria-hidden /> Reload
    </Button>
  );
}

/** A page that broke; a part that could not be loaded is one of a build that is gone, or a net that is. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const fault = readFault(error);
  const outdated = useOutdated() || error.name === 'ChunkLoadError';
  const said = fault.code === 'unreachable' ? OWN_FAULT : fault.message;
  return (
    <main className="mx-auto max-w-xl p-6 pt-16">
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState
        title={outdated ? 'This page is out of date' : 'This page failed'}
        message={outdated ? OUTDATED : said}
        requestId={fault.requestId ?? error.digest ?? null}
        {...(outdated ? { action: <Reload /> } : { onRetry: reset })}
      />
      <LastPart />
    </main>
  );
}
