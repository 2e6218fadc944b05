'use client';
import { useQuery } from '@tanstack/react-query';
import { ShieldAlert } from 'lucide-react';
import Link from 'next/link';
import { Banner } from '@/shell/banner';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { countOf } from './chain-words';

const EVERY_MS = 60_000;

/** Visible on every page, for those who may read the audit trail, while a check says that it was altered. */
export function ChainBanner() {
  const trpc = useTRPC();
  const may = useMay();
  const chain = useQuery({
    ...trpc.auditChain.get.queryOptions(),
    enabled: may('audit.chain'),
    refetchInterval: EVERY_MS,
  });
  const faults = chain.data?.check?.faultCount ?? 0;
  if (faults === 0) return null;
  return (
    <Banner
      tone="bad"
      icon={ShieldAlert}
      title="The audit trail was altered."
      action={
        <Link href="/audit/chain" className="rounded-sm underline underline-offset-2">
          See
        </Link>
      }
    >
      <span className="text-muted">The newest check found {countOf(faults, 'fault', 'faults')}.</span>
    </Banner>
  );
}
