'use client';
import { AbsoluteTime, Button, CopyField, Time, useClock } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { LookBadge } from '@/presentation/look-status';
import type { Bundle } from '@/trpc/shapes';
import { BUNDLE_LOOKS, sizeWords } from './bundle-words';

function TakeButton({ bundle }: { bundle: Bundle }) {
  const { id, file } = bundle;
  return (
    <Button size="sm" asChild>
      <a href={`/api/evidence/${id}.zip`} download={file?.name}>
        <Download aria-hidden /> Download
        <span className="sr-only">the bundle of {bundle.rollout.name}</span>
      </a>
    </Button>
  );
}

function FileFacts({ file }: { file: NonNullable<Bundle['file']> }) {
  return (
    <div className="mt-1 flex flex-col gap-1 text-xs text-muted">
      {file.interim ? <p>Interim: the rollout was still under way.</p> : null}
      <p>
        {sizeWords(file.bytes)}, kept until <AbsoluteTime at={file.expiresAt} />
      </p>
      <CopyField value={file.sha256} what="SHA-256 of the bundle" short />
    </div>
  );
}

const LONG_MS = 60_000;

/** What to do about a bundle that nobody makes. */
function LongWait({ since }: { since: string }) {
  const { now } = useClock();
  if (now - Date.parse(since) < LONG_MS) return null;
  return (
    <p className="mt-1 text-xs text-muted">
      Nobody has begun to make it. Others may be before it; else the process <em>reporter</em> does not run:
      ask whoever runs the server.
    </p>
  );
}

function BundleItem({ bundle, named }: { bundle: Bundle; named: boolean }) {
  const { state, file, failure, rollout } = bundle;
  return (
    <li className="px-4 py-2 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <div className="min-w-0">
          {named ? (
            <Link href={`/rollouts/${rollout.id}`} className="font-medium wrap-anywhere hover:underline">
              {rollout.name}
            </Link>
          ) : null}
          <p className="text-xs text-muted">
            {bundle.requestedBy} · <Time at={bundle.requestedAt} />
          </p>
        </div>
        <div className="flex items-center gap-2">
          <LookBadge look={BUNDLE_LOOKS[state]} />
          {state === 'ready' ? <TakeButton bundle={bundle} /> : null}
        </div>
      </div>
      {state === 'ready' && file !== null ? <FileFacts file={file} /> : null}
      {state === 'waiting' ? <LongWait since={bundle.requestedAt} /> : null}
      {failure === null ? null : <p className="mt-1 text-xs text-bad wrap-anywhere">{failure}</p>}
    </li>
  );
}

/** Bundles, the newest first. `named`: of which rollout each is. */
export function BundleList({ bundles, named = false }: { bundles: readonly Bundle[]; named?: boolean }) {
  return (
    <ol aria-label="Evidence bundles" className="divide-y divide-line/60">
      {bundles.map((bundle) => (
        <BundleItem key={bundle.id} bundle={bundle} named={named} />
      ))}
    </ol>
  );
}
