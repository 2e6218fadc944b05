'use client';
import { Button, CopyField, Time } from '@teredo-fleet/ui';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { LookBadge } from '@/presentation/look-status';
import type { Bundle } from '@/trpc/shapes';
import { BUNDLE_LOOKS, sizeWords } from './bundle-words';

function TakeButton({ bundle: { id, file } }: { bundle: Bundle }) {
  return (
    <Button size="sm" asChild>
      <a href={`/api/evidence/${id}.zip`} download={file?.name}>
        <Download aria-hidden /> Download
        <span className="sr-only">the bundle</span>
      </a>
    </Button>
  );
}

function FileFacts({ file }: { file: NonNullable<Bundle['file']> }) {
  return (
    <div className="mt-1 flex flex-col gap-1 text-xs text-muted">
      <p>
        {sizeWords(file.bytes)}
        {file.interim ? ', interim: the rollout was still under way' : ''}, kept until{' '}
        <Time at={file.expiresAt} />
      </p>
      <CopyField value={file.sha256} what="SHA-256 of the bundle" short />
    </div>
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
