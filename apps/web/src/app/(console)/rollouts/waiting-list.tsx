'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Time } from '@teredo-fleet/ui';
import Link from 'next/link';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { WAITING } from './search-params';

/** What waits for the viewer's yes, before everything else. */
export function WaitingList() {
  const trpc = useTRPC();
  const may = useMay();
  const asked = may('rollout.approve');
  const rows = useQuery({ ...trpc.rollouts.list.queryOptions(WAITING), enabled: asked }).data?.rows ?? [];
  if (!asked || rows.length === 0) return null;
  return (
    <Card title="Waits for your approval" flush className="border-warn/40 pb-1">
      <ul className="divide-y divide-line/60">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
            <span className="min-w-0 grow">
              <Link href={`/rollouts/${row.id}`} className="font-medium wrap-anywhere hover:underline">
                {row.name}
              </Link>
              <span className="block text-xs text-muted">
                {row.author}, <Time at={row.createdAt} quiet />
              </span>
            </span>
            <Button asChild size="sm">
              <Link href={`/rollouts/${row.id}`}>
                Look at it<span className="sr-only">: {row.name}</span>
              </Link>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
