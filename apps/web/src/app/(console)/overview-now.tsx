'use client';
import { useQuery } from '@tanstack/react-query';
import { Card, StatLink } from '@teredo-fleet/ui';
import {
  Bell,
  CirclePause,
  Clock,
  ListChecks,
  MessageSquareText,
  Waypoints,
  WifiOff,
  Wrench,
} from 'lucide-react';
import Link from 'next/link';
import { FaultState } from '@/presentation/fault-state';
import type { Look } from '@/presentation/look';
import { useTRPC } from '@/trpc/client';
import type { OverviewNumbers } from '@/trpc/shapes';
import { MOST_WORDS, machinesHref } from './machines/search-params';

const EVERY_MS = 30_000;
/** Repairs of policies are counted apart. */
const BY_PEOPLE = 'planned,single,rollback';

interface Line extends Look {
  value: number | undefined;
  href: string;
}

const toneOf = (value: number | undefined, tone: Look['tone']): Look['tone'] => (value ? tone : 'idle');

function linesOf(numbers: OverviewNumbers | undefined): Line[] {
  const { rollouts, findings, alerts, tooOld } = numbers ?? {};
  const versions = tooOld?.versions ?? [];
  const hasList = versions.length > 0 && versions.length <= MOST_WORDS;
  return [
    {
      word: 'Alerts open',
      icon: Bell,
      tone: toneOf(alerts?.unacknowledged, 'bad'),
      value: alerts?.open,
      href: '/alerts',
    },
    {
      word: 'Rollouts running',
      icon: Waypoints,
      tone: toneOf(rollouts?.running, 'accent'),
      value: rollouts?.running,
      href: `/rollouts?state=running&kind=${BY_PEOPLE}`,
    },
    {
      word: 'Rollouts paused',
      icon: CirclePause,
      tone: toneOf(rollouts?.paused, 'warn'),
      value: rollouts?.paused,
      href: `/rollouts?state=paused&kind=${BY_PEOPLE}`,
    },
    {
      word: 'Repairs',
      icon: Wrench,
      tone: toneOf(rollouts?.repairs, 'accent'),
      value: rollouts?.repairs,
      href: '/rollouts?state=running,paused&kind=repair',
    },
    {
      word: 'Notices waiting',
      icon: MessageSquareText,
      tone: toneOf(numbers?.noticesWaiting, 'info'),
      value: numbers?.noticesWaiting,
      href: machinesHref('/machines', { change: ['notifying', 'deferred'] }),
    },
    {
      word: 'Findings',
      icon: ListChecks,
      tone: toneOf(findings?.open, 'warn'),
      value: findings?.open,
      href: '/findings',
    },
    {
      word: 'Agents too old',
      icon: Clock,
      tone: toneOf(tooOld?.machines, 'warn'),
      value: tooOld?.machines,
      href: hasList
        ? machinesHref('/machines', { status: ['active'], agentVersion: versions })
        : '/machines/agents',
    },
    {
      word: 'Agents silent',
      icon: WifiOff,
      tone: toneOf(numbers?.silent, 'warn'),
      value: numbers?.silent,
      href: machinesHref('/machines', { status: ['active'], contact: ['offline'] }),
    },
  ];
}

/** What is under way, waits, is found and is silent; every number leads to its list. */
export function OverviewNow() {
  const trpc = useTRPC();
  const numbers = useQuery({ ...trpc.overview.numbers.queryOptions(), refetchInterval: EVERY_MS });
  if (numbers.error && !numbers.data)
    return (
      <FaultState
        title="The numbers could not be read"
        error={numbers.error}
        onRetry={() => numbers.refetch()}
      />
    );
  return (
    <Card title="Now" flush>
      <ul className="grid gap-x-4 px-2 pb-2 sm:grid-cols-2 lg:grid-cols-4">
        {linesOf(numbers.data).map(({ word, icon, tone, value, href }) => (
          <li key={word}>
            <StatLink link={<Link href={href} />} icon={icon} tone={tone} label={word} value={value} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
