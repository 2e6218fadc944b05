'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, EmptyState, PageHeader, Time, toast } from '@teredo-fleet/ui';
import { CalendarClock, Plus } from 'lucide-react';
import { useState } from 'react';
import { BackLink } from '@/presentation/back-link';
import { RevokeButton } from '@/presentation/revoke-button';
import { filterWords, rhythmWords, targetWords } from '@/report-schedule/schedule-words';
import { SendingLine, SendingList } from '@/sending/sending-list';
import { SendingState } from '@/sending/sending-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { ReportScheduleView } from '@/trpc/shapes';
import { CreateScheduleDialog } from './create-dialog';

const EVERY_MS = 10_000;

function Standing({ row: { failing, sentAt, isAsked, nextAt } }: { row: ReportScheduleView }) {
  return (
    <SendingState failing={failing} sentAt={sentAt} isOnItsWay={isAsked}>
      {failing === null ? 'Next ' : 'Tried again '}
      <Time at={nextAt} />.
    </SendingState>
  );
}

function useAct() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries(trpc.reportSchedules.pathFilter());
  const onError = (error: { message: string }) => toast.error(error.message);
  return {
    send: useMutation(trpc.reportSchedules.send.mutationOptions({ onSettled, onError })),
    remove: useMutation(trpc.reportSchedules.remove.mutationOptions({ onSettled })),
  };
}

function Line({ row }: { row: ReportScheduleView }) {
  const may = useMay();
  const { send, remove } = useAct();
  const format = row.format === 'csv' ? 'CSV' : 'JSON lines';
  const sent = `${rhythmWords(row)}, to ${targetWords(row)}; set up by ${row.createdBy}`;
  return (
    <SendingLine
      name={row.name}
      about={`${filterWords(row.filter)}, as ${format}, ${sent}`}
      state={<Standing row={row} />}
      actions={
        <>
          {may('reportSchedule.send') ? (
            <Button
              size="sm"
              busy={send.isPending}
              disabled={row.isAsked}
              onClick={() => send.mutate({ id: row.id })}
            >
              Send now<span className="sr-only"> {row.name}</span>
            </Button>
          ) : null}
          {may('reportSchedule.remove') ? (
            <RevokeButton
              verb="Remove"
              name={row.name}
              description="It is sent no more. What was sent stays with whoever has it, and in the audit trail."
              call={remove}
              onRevoke={(onSuccess) => remove.mutate({ id: row.id }, { onSuccess })}
            >
              {sent}
            </RevokeButton>
          ) : null}
        </>
      }
    />
  );
}

function Schedules() {
  const trpc = useTRPC();
  const list = useQuery({ ...trpc.reportSchedules.list.queryOptions(), refetchInterval: EVERY_MS });
  return (
    <SendingList
      label="Scheduled reports"
      list={list}
      failure="The schedules could not be read"
      empty={
        <EmptyState icon={CalendarClock} title="No report is sent on a schedule">
          Each one sends the audit trail since the time before: nothing is left out, even when a sending
          failed.
        </EmptyState>
      }
      line={(row) => <Line key={row.id} row={row} />}
    />
  );
}

/** Reports of the audit trail that are sent by themselves, and how that goes. */
export function SchedulesClient() {
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/audit">Audit</BackLink>}
        title="Scheduled reports"
        description="The audit trail of each past day, week or month, by e-mail, to a webhook or into a folder."
        actions={
          may('reportSchedule.create') ? (
            <Button variant="primary" onClick={() => setCreating(true)}>
              <Plus aria-hidden /> Schedule a report
            </Button>
          ) : null
        }
      />
      {may('reportSchedule.list') ? (
        <Schedules />
      ) : (
        <EmptyState icon={CalendarClock} title="Your role may not see scheduled reports">
          Admins and auditors can.
        </EmptyState>
      )}
      {creating ? (
        <CreateScheduleDialog
          timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </div>
  );
}
