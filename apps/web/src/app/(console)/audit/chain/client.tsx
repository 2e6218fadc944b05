'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import {
  AbsoluteTime,
  Button,
  Card,
  CopyField,
  DefinitionList,
  PageHeader,
  SkeletonRows,
  Time,
  toast,
  useClock,
} from '@teredo-fleet/ui';
import { ShieldCheck } from 'lucide-react';
import { countOf } from '@/audit-chain/chain-words';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { AuditChain } from '@/trpc/shapes';
import { PlacesTable } from './places';
import { ChainVerdict } from './verdict';

const EVERY_MS = 10_000;

function CheckButton() {
  const trpc = useTRPC();
  const check = useMutation(
    trpc.auditChain.check.mutationOptions({
      onSuccess: () => toast.success('The chain is being checked; what is found appears here.'),
      onError: (error) => toast.error(error.message),
    }),
  );
  return (
    <Button variant="primary" disabled={check.isPending} onClick={() => check.mutate({})}>
      <ShieldCheck aria-hidden /> Check now
    </Button>
  );
}

function Standing({ chain }: { chain: AuditChain }) {
  const { linked, unlinked, head, unsigned } = chain;
  return (
    <Card title="How far it goes">
      <DefinitionList
        items={[
          ['Linked', countOf(linked, 'entry', 'entries')],
          [
            'Waiting for its link',
            unlinked.since === null ? (
              'nothing'
            ) : (
              <>
                {countOf(unlinked.count, 'entry', 'entries')}, the oldest <Time at={unlinked.since} />
              </>
            ),
          ],
          [
            'Signed',
            head === null ? (
              'nothing yet'
            ) : (
              <>
                {countOf(head.count, 'entry', 'entries')}, <Time at={head.signedAt} />
              </>
            ),
          ],
          ['Not signed yet', unsigned === 0 ? 'nothing' : countOf(unsigned, 'entry', 'entries')],
        ]}
      />
      <p className="mt-2 max-w-prose text-xs text-muted">
        Entries are linked within a second. A head is signed every five minutes when there is something new:
        what came after the newest one could be cut off unseen.
      </p>
    </Card>
  );
}

/** What stands in place of the entries that are no longer kept. */
function Stub({ stub }: { stub: NonNullable<AuditChain['stub']> }) {
  return (
    <Card title="Pruned">
      <DefinitionList
        items={[
          ['Entries that went', countOf(stub.count, 'entry', 'entries')],
          [
            'The last ones written',
            <>
              <AbsoluteTime key="from" at={stub.oldestAt} /> to <AbsoluteTime key="to" at={stub.newestAt} />
            </>,
          ],
          ['Kept for', countOf(stub.keptDays, 'day', 'days')],
          ['Set by', stub.setBy ?? 'nobody on record'],
          [
            `Link ${stub.count.toLocaleString('en-GB')}`,
            <CopyField key="hash" value={stub.hash} what="link hash" />,
          ],
        ]}
      />
      <p className="mt-2 max-w-prose text-xs text-muted">
        Before they went, the signer checked them all and signed this in their place: the chain goes on from
        that link.
      </p>
    </Card>
  );
}

function Proof({ chain }: { chain: AuditChain }) {
  const { head } = chain;
  const keys = chain.keys.map((key, at) => ({ ...key, replaced: chain.keys[at - 1]?.madeAt }));
  return (
    <Card title="Note these down" aside="SHA-256">
      <p className="mb-2 max-w-prose text-sm text-muted">
        Kept where this server can’t change them, they let you tell later whether the trail, or the key that
        signs it, was replaced.
      </p>
      <DefinitionList
        items={[
          ...keys.map(
            ({ keyId, madeAt, replaced }, at) =>
              [
                at === 0 ? 'Evidence key' : `Earlier key ${keys.length - at}`,
                <span key={keyId} className="inline-flex flex-col items-end">
                  <CopyField value={keyId} what="evidence key fingerprint" />
                  <span className="text-xs text-muted">
                    made <Time at={madeAt} />
                    {replaced === undefined ? null : (
                      <>
                        , replaced <Time at={replaced} />
                      </>
                    )}
                  </span>
                </span>,
              ] as const,
          ),
          ...(head === null
            ? []
            : ([
                [
                  `Head at ${countOf(head.count, 'entry', 'entries')}`,
                  <CopyField key="head" value={head.hash} what="newest head" />,
                ],
              ] as const)),
        ]}
      />
      <p className="mt-2 text-sm">
        {/* A page of its own rules: whatever is read there can be sent nowhere. */}
        <a href="/verify" className="text-accent underline">
          Check an evidence bundle
        </a>
      </p>
    </Card>
  );
}

/** How the audit trail proves that nobody changed it: links, signed heads, where they are told, the newest check. */
export function ChainClient() {
  const trpc = useTRPC();
  const may = useMay();
  const { now } = useClock();
  const query = useQuery({ ...trpc.auditChain.get.queryOptions(), refetchInterval: EVERY_MS });
  const chain = query.data;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/audit">Audit</BackLink>}
        title="Audit chain"
        description="Every entry is linked to the one before by SHA-256, and how far the chain goes is signed and told outside the database: whoever changes an entry, even with all rights on the database, breaks it."
        actions={may('audit.check') ? <CheckButton /> : null}
      />
      {query.error && !chain ? (
        <FaultState title="The chain could not be read" error={query.error} onRetry={() => query.refetch()} />
      ) : !chain ? (
        <div className="rounded-lg border bg-surface">
          <SkeletonRows rows={8} />
        </div>
      ) : (
        <>
          <ChainVerdict chain={chain} nowMs={now} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Standing chain={chain} />
            <Proof chain={chain} />
            {chain.stub === null ? null : <Stub stub={chain.stub} />}
          </div>
          <Card title="Where signed heads are told" flush>
            {chain.places.length === 0 ? (
              <p className="px-4 pb-4 text-sm text-muted">Nowhere yet: the first head is signed soon.</p>
            ) : (
              <PlacesTable places={chain.places} />
            )}
          </Card>
        </>
      )}
    </div>
  );
}
