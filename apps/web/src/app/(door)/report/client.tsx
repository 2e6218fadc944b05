'use client';
import { useMutation } from '@tanstack/react-query';
import { AbsoluteTime, Button, Callout, DefinitionList, Skeleton } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { saveFile } from '@/presentation/save-file';
import { useTRPC } from '@/trpc/client';
import type { SharedReport } from '@/trpc/shapes';
import { SharedBundle } from './shared-bundle';

const FORMATS = [
  ['csv', 'CSV, for a spreadsheet'],
  ['json', 'JSON, for a program'],
] as const;

function VoidLink() {
  return (
    <Callout tone="warn" title="This link opens nothing">
      Its time is over, it was revoked, or a part of it is missing. Ask whoever gave it to you for a new one.
    </Callout>
  );
}

function Report({ secret, report }: { secret: string; report: SharedReport }) {
  const trpc = useTRPC();
  const download = useMutation(trpc.reportLinks.download.mutationOptions({ onSuccess: saveFile }));
  return (
    <div className="flex flex-col gap-4">
      <DefinitionList
        items={[
          ['Rollout', report.rollout],
          ['Shared by', report.sharedBy],
          ['The link works until', <AbsoluteTime key="until" at={report.expiresAt} />],
        ]}
      />
      {report.interim ? (
        <Callout tone="info" title="Interim">
          The rollout is still under way: a later report may say otherwise.
        </Callout>
      ) : null}
      <SharedBundle secret={secret} />
      <h2 className="mt-2 text-base font-semibold">For a quick look</h2>
      <p className="text-sm text-muted">
        Its machines as a plain file, which nobody signed: it proves nothing.
      </p>
      <div className="flex flex-wrap gap-2">
        {FORMATS.map(([format, words]) => (
          <Button
            key={format}
            busy={download.isPending && download.variables.format === format}
            onClick={() => download.mutate({ secret, format })}
          >
            <Download aria-hidden /> {words}
          </Button>
        ))}
      </div>
      {download.error ? <FaultState title="The report was not made" error={download.error} /> : null}
      <p className="text-xs text-muted">That it is opened and downloaded is on record.</p>
    </div>
  );
}

/** What follows the # of the link, and what it opens; asked once. */
function useOpened() {
  const trpc = useTRPC();
  const open = useMutation(trpc.reportLinks.open.mutationOptions());
  const [secret, setSecret] = useState('');
  const ask = () => {
    const found = window.location.hash.slice(1) || 'none';
    setSecret(found);
    open.mutate({ secret: found });
  };
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => latest.current(), []);
  return { open, secret, ask };
}

/** The report of one rollout for somebody without an account. The secret after the # stands in no log of addresses. */
export function SharedReportClient() {
  const { open, secret, ask } = useOpened();
  return (
    <main>
      <h1 className="mb-2 text-xl font-semibold tracking-tight">Rollout report</h1>
      {open.data ? (
        <Report secret={secret} report={open.data} />
      ) : open.data === null ? (
        <VoidLink />
      ) : open.error ? (
        <FaultState title="The link could not be read" error={open.error} onRetry={ask} />
      ) : (
        <Skeleton className="h-40 w-full" />
      )}
    </main>
  );
}
