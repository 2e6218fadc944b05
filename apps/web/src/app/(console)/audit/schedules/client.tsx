'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, EmptyState, PageHeader, SkeletonRows, Time, toast } from '@teredo-fleet/ui';
import { CalendarClock, ChevronLeft, CircleCheck, CircleX, Clock, Plus } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { LookStatus } from '@/presentation/look-status';
import { RevokeButton } from '@/presentation/revoke-button';
import { filterWords, rhythmWords, targetWords } from '@/report-schedule/schedule-words';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { ReportScheduleView } from '@/trpc/shapes';
import { CreateScheduleDialog } from './create-dialog';

const EVERY_MS = 10_000;

function Standing({ row }: { row: ReportScheduleView }) {
  if (row.failing !== null) {
    return (
      <div>
        <LookStatus look={{ word: 'Not sent', icon: CircleX, tone: 'bad' }} />
        <p className="text-xs text-muted wrap-anywhere">
          {row.failing.why}, since <Time at={row.failing.since} />; tried again <Time at={row.nextAt} />
        </p>
      </div>
    );
  }
  const word = row.isAsked ? 'Being sent' : row.sentAt === null ? 'Not sent yet' : 'Sent';
  const icon = row.isAsked || row.sentAt === null ? Clock : CircleCheck;
  return (
    <div>
      <LookStatus look={{ word, icon, tone: row.sentAt === null ? 'idle' : 'ok' }} />
      <p className="text-xs text-muted">
        {row.sentAt === null ? null : (
          <>
            last <Time at={row.sentAt} />,{' '}
          </>
        )}
        next <Time at={row.nextAt} />
      </p>
    </div>
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
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 border-b border-line/70 px-4 py-3 text-sm last:border-0">
      <div className="min-w-0 grow basis-64">
        <p className="font-medium wrap-anywhere">{row.name}</p>
        <p className="text-xs text-muted wrap-anywhere">
          {filterWords(row.filter)}, as {row.format === 'csv' ? 'CSV' : 'JSON lines'}, {rhythmWords(row)}, to{' '}
          {targetWords(row)}; set up by {row.createdBy}
        </p>
      </div>
      <div className="min-w-0 basis-56">
        <Standing row={row} />
      </div>
      <div className="flex gap-1">
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
            {rhythmWords(row)}, to {targetWords(row)}; set up by {row.createdBy}
          </RevokeButton>
        ) : null}
      </div>
    </li>
  );
}

function Schedules() {
  const trpc = useTRPC();
  const list = useQuery({ ...trpc.reportSchedules.list.queryOptions(), refetchInterval: EVERY_MS });
  const rows = list.data?.rows;
  if (list.error && !rows)
    return (
      <FaultState title="The schedules could not be read" error={list.error} onRetry={() => list.refetch()} />
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
      <EmptyState icon={CalendarClock} title="No report is sent on a schedule">
        Each one sends the audit trail since the time before: nothing is left out, even when a sending failed.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Scheduled reports" className="overflow-hidden rounded-lg border bg-surface">
      {rows.map((row) => (
        <Line key={row.id} row={row} />
      ))}
    </ul>
  );
}

/** Reports of the audit trail that are sent by themselves, and how that goes. */
export function SchedulesClient() {
  const may = useMay();
  const [creating, setCreating] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={
          <Link href="/audit" className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink">
            <ChevronLeft aria-hidden className="size-3.5" /> Audit
          </Link>
        }
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
