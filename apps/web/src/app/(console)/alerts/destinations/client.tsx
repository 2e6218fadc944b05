'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, EmptyState, PageHeader, Time, toast } from '@teredo-fleet/ui';
import { Plus, Send } from 'lucide-react';
import { useState } from 'react';
import { ALERT_LOOKS } from '@/alert/alert-kinds';
import { BackLink } from '@/presentation/back-link';
import { RevokeButton } from '@/presentation/revoke-button';
import { SendingLine, SendingList } from '@/sending/sending-list';
import { SendingState } from '@/sending/sending-state';
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

function Standing({ row: { waiting, failing, sentAt } }: { row: AlertDestinationView }) {
  return (
    <SendingState failing={failing} sentAt={sentAt} isOnItsWay={false}>
      {waiting === 0 ? null : `${waiting} ${waiting === 1 ? 'message waits' : 'messages wait'}. `}
      {waiting === 0 || failing === null ? null : (
        <>
          Tried again <Time at={failing.nextAt} />.
        </>
      )}
    </SendingState>
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
  const by = row.kind === 'mail' ? 'e-mail' : 'webhook';
  return (
    <SendingLine
      name={row.name}
      about={`By ${by} to ${row.target}; ${wantsWords(row)}; set up by ${row.createdBy}`}
      state={<Standing row={row} />}
      actions={
        <>
          {may('alertDestination.test') ? (
            <Button
              size="sm"
              busy={test.isPending}
              onClick={() => test.mutate({ id: row.id }, { onSuccess })}
            >
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
              By {by} to {row.target}
            </RevokeButton>
          ) : null}
        </>
      }
    >
      {shown === 'deliveries' ? <DeliveriesDialog destination={row} onClose={close} /> : null}
      {shown === 'form' ? <DestinationDialog destination={row} onClose={close} /> : null}
    </SendingLine>
  );
}

function Destinations() {
  const trpc = useTRPC();
  const list = useQuery({ ...trpc.alerts.destinations.queryOptions(), refetchInterval: EVERY_MS });
  return (
    <SendingList
      label="Places for alerts"
      list={list}
      failure="The places could not be read"
      empty={
        <EmptyState icon={Send} title="Alerts are told on their page alone">
          Name an e-mail address or a webhook, and which kinds of alerts it is told of.
        </EmptyState>
      }
      line={(row) => <Line key={row.id} row={row} />}
    />
  );
}

/** Where alerts are told besides their page, and how that goes. */
export function DestinationsClient() {
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/alerts">Alerts</BackLink>}
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
