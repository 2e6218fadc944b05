'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, EmptyState, PageHeader, SkeletonRows, Time, toast } from '@teredo-fleet/ui';
import { ChevronLeft, CircleCheck, CircleX, Clock, Plus, Send } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { ALERT_LOOKS } from '@/alert/alert-kinds';
import { FaultState } from '@/presentation/fault-state';
import { LookStatus } from '@/presentation/look-status';
import { RevokeButton } from '@/presentation/revoke-button';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { AlertDestinationView } from '@/trpc/shapes';
import { DeliveriesDialog } from './deliveries-dialog';
import { DestinationDialog } from './destination-dialog';

const EVERY_MS = 10_000;

const wantsWords = ({ kinds, scopes }: AlertDestinationView): string =>
  [
    kinds.length === 0 ? 'every kind' : kinds.map((kind) => ALERT_LOOKS[kind].word).join(', '),
    scopes.length === 0 ? 'every scope' : scopes.map(({ name }) => name).join(', '),
  ].join('; ');

function Standing({ row }: { row: AlertDestinationView }) {
  const waits =
    row.waiting === 0 ? '' : ` ${row.waiting} ${row.waiting === 1 ? 'message waits' : 'messages wait'}.`;
  if (row.failing !== null) {
    return (
      <div>
        <LookStatus look={{ word: 'Not sent', icon: CircleX, tone: 'bad' }} />
        <p className="text-xs text-muted wrap-anywhere">
          {row.failing.why}, since <Time at={row.failing.since} />.{waits}
          {row.waiting === 0 ? null : (
            <>
              {' '}
              Tried again <Time at={row.failing.nextAt} />.
            </>
          )}
        </p>
      </div>
    );
  }
  const isNew = row.sentAt === null;
  return (
    <div>
      <LookStatus
        look={{
          word: isNew ? 'Nothing sent yet' : 'Sent',
          icon: isNew ? Clock : CircleCheck,
          tone: isNew ? 'idle' : 'ok',
        }}
      />
      <p className="text-xs text-muted">
        {row.sentAt === null ? null : (
          <>
            last <Time at={row.sentAt} />.
          </>
        )}
        {waits}
      </p>
    </div>
  );
}

function useAct() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.alerts.pathFilter());
  return {
    test: useMutation(
      trpc.alerts.testDestination.mutationOptions({
        onSettled,
        onError: (error) => toast.error(error.message),
      }),
    ),
    remove: useMutation(trpc.alerts.removeDestination.mutationOptions({ onSettled })),
  };
}

function Line({ row }: { row: AlertDestinationView }) {
  const may = useMay();
  const { test, remove } = useAct();
  const [shown, setShown] = useState<'deliveries' | 'form' | null>(null);
  const close = () => setShown(null);
  const onSuccess = () => setShown('deliveries');
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line/70 px-4 py-3 text-sm last:border-0">
      <div className="min-w-0 grow basis-64">
        <p className="font-medium wrap-anywhere">{row.name}</p>
        <p className="text-xs text-muted wrap-anywhere">
          By {row.kind === 'mail' ? 'e-mail' : 'webhook'} to {row.target}; {wantsWords(row)}; set up by{' '}
          {row.createdBy}
        </p>
      </div>
      <div className="min-w-0 basis-56">
        <Standing row={row} />
      </div>
      <div className="flex flex-wrap gap-1">
        {may('alertDestination.test') ? (
          <Button size="sm" busy={test.isPending} onClick={() => test.mutate({ id: row.id }, { onSuccess })}>
            Test<span className="sr-only"> {row.name}</span>
          </Button>
        ) : null}
        <Button size="sm" variant="ghost" onClick={() => setShown('deliveries')}>
          What was sent<span className="sr-only"> to {row.name}</span>
        </Button>
        {may('alertDestination.edit') ? (
          <Button size="sm" variant="ghost" onClick={() => setShown('form')}>
            Change<span className="sr-only"> {row.name}</span>
          </Button>
        ) : null}
        {may('alertDestination.remove') ? (
          <RevokeButton
            verb="Remove"
            name={row.name}
            description="Nothing more is told there, nor what waits to be sent."
            call={remove}
            onRevoke={(onDone) => remove.mutate({ id: row.id }, { onSuccess: onDone })}
          >
            By {row.kind === 'mail' ? 'e-mail' : 'webhook'} to {row.target}
          </RevokeButton>
        ) : null}
      </div>
      {shown === 'deliveries' ? <DeliveriesDialog destination={row} onClose={close} /> : null}
      {shown === 'form' ? <DestinationDialog destination={row} onClose={close} /> : null}
    </li>
  );
}

function Destinations() {
  const trpc = useTRPC();
  const list = useQuery({ ...trpc.alerts.destinations.queryOptions(), refetchInterval: EVERY_MS });
  const rows = list.data?.rows;
  if (list.error && !rows)
    return (
      <FaultState title="The places could not be read" error={list.error} onRetry={() => list.refetch()} />
    );
  if (!rows) {
    return (
      <div className="rounded-lg border bg-surface">
        <SkeletonRows rows={4} />
      </div>
    );
  }
  if (rows.length === 0) {
    return (
      <EmptyState icon={Send} title="Alerts are told on their page alone">
        Name an e-mail address or a webhook, and which kinds of alerts it is told of.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Places for alerts" className="overflow-hidden rounded-lg border bg-surface">
      {rows.map((row) => (
        <Line key={row.id} row={row} />
      ))}
    </ul>
  );
}

/** Where alerts are told besides their page, and how that goes. */
export function DestinationsClient() {
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={
          <Link href="/alerts" className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
            <ChevronLeft aria-hidden className="size-3.5" /> Alerts
          </Link>
        }
        title="Where alerts are told"
        description="By e-mail or to a webhook, each once when it begins, when there is news of it, and when it ends."
        actions={
          may('alertDestination.create') ? (
            <Button variant="primary" onClick={() => setCreating(true)}>
              <Plus aria-hidden /> Add a place
            </Button>
          ) : null
        }
      />
      {may('alertDestination.list') ? (
        <Destinations />
      ) : (
        <EmptyState icon={Send} title="Your role may not see where alerts are told">
          Admins and auditors can.
        </EmptyState>
      )}
      {creating ? <DestinationDialog destination={null} onClose={() => setCreating(false)} /> : null}
    </div>
  );
}
