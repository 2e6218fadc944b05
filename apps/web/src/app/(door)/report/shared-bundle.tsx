'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Button, CopyField, LoaderWords } from '@teredo-fleet/ui';
import { Download, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { sizeWords } from '@/evidence/bundle-words';
import { isUnderWay, lookAgainMs } from '@/evidence/look-again';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC, useTRPCClient } from '@/trpc/client';
import type { SharedBundle as Bundle } from '@/trpc/shapes';
import { takeBundle } from './take-bundle';

/** Asks for the bundle, once somebody wants it, and then what becomes of it. */
function useBundle(secret: string) {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const [id, setId] = useState<string | null>(null);
  const ask = useMutation(trpc.reportLinks.bundle.mutationOptions({ onSuccess: (made) => setId(made.id) }));
  const look = useQuery({
    queryKey: ['shared bundle', id],
    // A mutation by its kind: its input is a secret, which belongs in no address.
    queryFn: () => client.reportLinks.bundle.mutate({ secret, id: id ?? undefined }),
    enabled: id !== null && ask.data !== undefined && isUnderWay(ask.data.state),
    refetchInterval: ({ state }) => lookAgainMs(state.data && [state.data]),
  });
  return { bundle: look.data ?? ask.data ?? null, ask: () => ask.mutate({ secret }), asking: ask, look };
}

function Finished({
  secret,
  bundle,
  file,
}: {
  secret: string;
  bundle: Bundle;
  file: NonNullable<Bundle['file']>;
}) {
  const take = useMutation({ mutationFn: () => takeBundle(secret, bundle) });
  return (
    <>
      <Button
        variant="primary"
        size="lg"
        className="self-start"
        busy={take.isPending}
        onClick={() => take.mutate()}
      >
        <Download aria-hidden /> Download the bundle
      </Button>
      <p className="text-xs text-muted">
        {sizeWords(file.bytes)}, as it stood on <AbsoluteTime at={file.finishedAt} />.{' '}
        {file.interim ? 'Interim: the rollout was still under way. ' : ''}SHA-256 of the file:
      </p>
      <CopyField value={file.sha256} what="SHA-256 of the bundle" />
      {take.error ? <FaultState title="The bundle was not downloaded" error={take.error} /> : null}
    </>
  );
}

/** The evidence bundle behind a link: made when it is wanted, taken when it is ready. */
export function SharedBundle({ secret }: { secret: string }) {
  const { bundle, ask, asking, look } = useBundle(secret);
  const underWay = asking.isPending || (bundle !== null && isUnderWay(bundle.state));
  return (
    <section aria-labelledby="bundle" className="flex flex-col gap-2" aria-live="polite">
      <h2 id="bundle" className="text-base font-semibold">
        Evidence bundle
      </h2>
      <p className="max-w-prose text-sm text-muted">
        All that is on record of this rollout in a signed zip: a PDF for people, tables, and the proof.
        Compare the fingerprint of its key with one that you were told another way, and check it{' '}
        <a href="/verify" className="text-accent underline">
          in this browser
        </a>{' '}
        or with{' '}
        <a href="/verify.mjs" download className="text-accent underline">
          verify.mjs
        </a>
        .
      </p>
      {bundle?.state === 'ready' && bundle.file !== null ? (
        <Finished secret={secret} bundle={bundle} file={bundle.file} />
      ) : underWay ? (
        <p className="text-sm">
          <LoaderWords>It is being made; this takes a moment</LoaderWords>
        </p>
      ) : (
        <Button variant="primary" size="lg" className="self-start" onClick={ask}>
          <PackageCheck aria-hidden /> Make the bundle
        </Button>
      )}
      {bundle?.failure ? <p className="text-sm text-bad wrap-anywhere">{bundle.failure}</p> : null}
      {asking.error ? <FaultState title="The bundle was not asked for" error={asking.error} /> : null}
      {look.error ? <FaultState title="What became of it could not be read" error={look.error} /> : null}
    </section>
  );
}
