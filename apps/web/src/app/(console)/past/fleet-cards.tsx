import { Card, Distribution, StatLink, Status } from '@teredo-fleet/ui';
import { CircleHelp, Monitor, Server } from 'lucide-react';
import Link from 'next/link';
import { grouped } from '@/overview/grouped';
import { osGeneration } from '@/overview/os-generation';
import { configuredLook, effectiveLook, natLook, reachableLook, serverWord } from '@/presentation/facts';
import type { Look } from '@/presentation/look';
import { SEVERITIES } from '@/presentation/severity';
import type { PastFleet, Severity } from '@/trpc/shapes';
import { MOST_WORDS } from '../machines/search-params';
import { type PastParams, pastHref } from './search-params';
import { toldLook } from './told-words';

interface Line {
  key: string;
  look: Look;
  value: number;
  /** Null: there is no list of those. */
  href: string | null;
}

function linesOf(
  counts: Readonly<Record<string, number>>,
  look: (word: string) => Look,
  hrefOf: (word: string) => string,
): Line[] {
  return Object.entries(counts)
    .sort(([, one], [, other]) => other - one)
    .map(([key, value]) => ({ key, look: look(key), value, href: hrefOf(key) }));
}

function Group({ title, note, lines }: { title: string; note: string; lines: readonly Line[] }) {
  return (
    <Card title={title} aside={note} className="flex flex-col">
      <Distribution shares={lines.map(({ key, look, value }) => ({ key, tone: look.tone, value }))} />
      {lines.length === 0 ? <p className="mt-2 text-sm text-muted">None.</p> : null}
      <ul className="-mx-2 mt-2 flex flex-col">
        {lines.map(({ key, look, value, href }) => (
          <li key={key}>
            {href === null ? (
              <div className="flex items-center justify-between gap-2 px-2 py-1 text-sm">
                <Status icon={look.icon} tone={look.tone}>
                  {look.word}
                </Status>
                <span className="tnum">{value.toLocaleString('en-GB')}</span>
              </div>
            ) : (
              <StatLink
                link={<Link href={href} />}
                icon={look.icon}
                tone={look.tone}
                label={look.word}
                value={value}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const serverLook = (name: string): Look => ({
  word: serverWord(name),
  icon: name === 'none' ? CircleHelp : Server,
  tone: name === 'none' ? 'idle' : 'accent',
});

/** Editions and builds of one generation together. */
function systemLines(fleet: PastFleet, to: (rest: Partial<PastParams>) => string): Line[] {
  return grouped(Object.keys(fleet.byOs), osGeneration)
    .map(({ label, words }) => ({
      key: label,
      look: { word: label, icon: Monitor, tone: 'accent' as const },
      value: words.reduce((sum, word) => sum + (fleet.byOs[word] ?? 0), 0),
      href: words.length > MOST_WORDS ? null : to({ os: words }),
    }))
    .sort((one, other) => other.value - one.value);
}

/** The fleet of a moment counted; numbers lead to the machines of that moment. */
export function FleetCards({ fleet, params }: { fleet: PastFleet; params: PastParams }) {
  const to = (rest: Partial<PastParams>) => pastHref('/past', { ...params, cursor: null, ...rest });
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <Group
        title="Configured"
        note="as written down"
        lines={linesOf(fleet.byConfigured, configuredLook, (word) => to({ configured: [word] }))}
      />
      <Group
        title="Effective"
        note="what Teredo said"
        lines={linesOf(fleet.byEffective, effectiveLook, (word) => to({ effective: [word] }))}
      />
      <Group
        title="Reachable"
        note="a peer answered"
        lines={linesOf(
          fleet.byReachable,
          (word) => reachableLook(word as 'yes'),
          (word) => to({ reachable: [word as 'yes'] }),
        )}
      />
      <Group
        title="Diagnosis"
        note="worst finding"
        lines={linesOf(
          fleet.bySeverity,
          (word) => SEVERITIES[word as Severity],
          (word) => to({ severity: [word as Severity] }),
        )}
      />
      <Group
        title="NAT"
        note="before the machine"
        lines={linesOf(fleet.byNat, natLook, (word) => to({ nat: [word] }))}
      />
      <Group
        title="Server"
        note="that it asked"
        lines={linesOf(fleet.byServer, serverLook, (word) => to({ server: [word] }))}
      />
      <Group title="System" note="editions counted together" lines={systemLines(fleet, to)} />
      <Group
        title="Told"
        note="newest notice on record"
        lines={linesOf(fleet.byTold, toldLook, (word) => to({ told: [word] }))}
      />
    </div>
  );
}
