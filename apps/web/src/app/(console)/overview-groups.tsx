'use client';
import { Card, Distribution, StatLink } from '@teredo-fleet/ui';
import Link from 'next/link';
import { CONTACTS } from '@/presentation/contact';
import { configuredLook, reachableLook } from '@/presentation/facts';
import type { Look } from '@/presentation/look';
import { SEVERITIES } from '@/presentation/severity';
import type { ContactState, MachineCounts, Severity } from '@/trpc/shapes';
import { machinesHref } from './machines/search-params';

interface Line {
  key: string;
  look: Look;
  value: number | undefined;
  href: string;
}

type Params = Parameters<typeof machinesHref>[1];

function hrefOf(params: Params): string {
  return machinesHref('/machines', { status: ['active'], ...params });
}

function Group({ title, note, lines }: { title: string; note: string; lines: Line[] }) {
  return (
    <Card title={title} aside={note} className="flex flex-col">
      <Distribution
        shares={lines.map((line) => ({ key: line.key, tone: line.look.tone, value: line.value ?? 0 }))}
      />
      <ul className="-mx-2 mt-2 flex flex-col">
        {lines.map((line) => (
          <li key={line.key}>
            <StatLink
              link={<Link href={line.href} />}
              icon={line.look.icon}
              tone={line.look.tone}
              label={line.look.word}
              value={line.value}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const REACHABLE = ['yes', 'no', 'unknown'] as const;

function configuredLines(counts: MachineCounts | undefined): Line[] {
  const types = Object.entries(counts?.byConfigured ?? { client: undefined, disabled: undefined });
  return types
    .sort(([, a], [, b]) => (b ?? 0) - (a ?? 0))
    .map(([type, value]) => ({
      key: type,
      look: configuredLook(type),
      value,
      href: hrefOf({ configured: [type] }),
    }));
}

/** Four ways to count the same machines; every number leads to its list. */
export function OverviewGroups({ counts }: { counts: MachineCounts | undefined }) {
  const contact = Object.entries(CONTACTS) as [ContactState, Look][];
  const severity = Object.entries(SEVERITIES) as [Severity, Look][];
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Group
        title="Diagnosis"
        note="worst finding"
        lines={severity.map(([key, look]) => ({
          key,
          look,
          value: counts?.bySeverity[key],
          href: hrefOf({ severity: [key] }),
        }))}
      />
      <Group
        title="Contact"
        note="with the agent"
        lines={contact.map(([key, look]) => ({
          key,
          look,
          value: counts?.byContact[key],
          href: hrefOf({ contact: [key] }),
        }))}
      />
      <Group title="Configured" note="what is written down" lines={configuredLines(counts)} />
      <Group
        title="Reachable"
        note="a peer answered"
        lines={REACHABLE.map((key) => ({
          key,
          look: reachableLook(key),
          value: counts?.byReachable[key],
          href: hrefOf({ reachable: [key] }),
        }))}
      />
    </div>
  );
}
