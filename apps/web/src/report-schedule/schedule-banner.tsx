'use client';
import { useQuery } from '@tanstack/react-query';
import { MailWarning } from 'lucide-react';
import Link from 'next/link';
import { Banner } from '@/shell/banner';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';

const EVERY_MS = 60_000;

/** Visible on every page, for those who may see to it, while a scheduled report can't be sent. */
export function ScheduleBanner() {
  const trpc = useTRPC();
  const may = useMay();
  const schedules = useQuery({
    ...trpc.reportSchedules.list.queryOptions(),
    enabled: may('reportSchedule.list'),
    refetchInterval: EVERY_MS,
    retry: false,
  });
  const failing = schedules.data?.rows.filter((row) => row.failing !== null) ?? [];
  const [first] = failing;
  if (first === undefined) return null;
  return (
    <Banner
      tone="warn"
      icon={MailWarning}
      title={
        failing.length === 1
          ? `The report “${first.name}” is not sent.`
          : `${failing.length} reports are not sent.`
      }
      action={
        <Link href="/audit/schedules" className="rounded-sm underline underline-offset-2">
          See
        </Link>
      }
    >
      <span className="text-muted">{first.failing?.why}</span>
    </Banner>
  );
}
