import {
  Callout,
  Card,
  type Segment,
  SegmentBar,
  SegmentLegend,
  Table,
  TableHead,
  Td,
  Th,
  Tr,
} from '@teredo-fleet/ui';
import {
  Ban,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  CircleX,
  CloudOff,
  Languages,
  type LucideIcon,
  Power,
  RadioTower,
  RefreshCw,
  ShieldAlert,
  TriangleAlert,
  Unplug,
  Waypoints,
} from 'lucide-react';
import Link from 'next/link';
import { GateHolds } from './gate-holds';
import type { PreviewGroup, PreviewWave, ProspectCount, RolloutPreview } from './view-shapes';

const PROSPECTS: Record<ProspectCount, Omit<Segment, 'key' | 'value'>> = {
  willChange: { word: 'Will change', icon: Power, tone: 'accent', fill: 'solid' },
  alreadyCompliant: { word: 'Already there', icon: CircleCheck, tone: 'ok', fill: 'solid' },
  notWorking: { word: 'Does not work', icon: TriangleAlert, tone: 'bad', fill: 'hatched' },
  unknown: { word: 'Not read yet', icon: CircleHelp, tone: 'warn', fill: 'hatched' },
  blocked: { word: 'Blocked', icon: CircleX, tone: 'bad', fill: 'solid' },
  notApplicable: { word: 'Does not apply', icon: CircleSlash, tone: 'idle', fill: 'solid' },
  excluded: { word: 'Left out', icon: Ban, tone: 'idle', fill: 'faint' },
};

function prospectsOf(counts: PreviewWave['counts']): Segment[] {
  return (Object.keys(PROSPECTS) as ProspectCount[]).map((key) => ({
    key,
    ...PROSPECTS[key],
    value: counts[key],
  }));
}

function WaveRow({ wave, number }: { wave: PreviewWave; number: number }) {
  const segments = prospectsOf(wave.counts);
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  return (
    <li className="flex flex-col gap-1.5">
      <h3 className="text-sm font-medium">
        <span className="text-muted">{number}.</span> {wave.name}{' '}
        <span className="tnum font-normal text-muted">
          {wave.leftOut
            ? 'takes nobody and is left out'
            : `${total.toLocaleString('en-GB')} ${total === 1 ? 'machine' : 'machines'}`}
        </span>
      </h3>
      {wave.leftOut ? null : (
        <>
          <SegmentBar segments={segments} />
          <SegmentLegend label={`Machines of ${wave.name}`} segments={segments} />
          {wave.outOfContact > 0 ? (
            <p className="tnum text-xs text-muted">
              {wave.outOfContact.toLocaleString('en-GB')} of them out of contact now.
            </p>
          ) : null}
          <GateHolds wave={wave.name} holds={wave.foreseen} />
        </>
      )}
    </li>
  );
}

const KINDS: Record<PreviewGroup['kind'], { word: string; icon: LucideIcon }> = {
  'will-change': { word: 'Will change', icon: Power },
  blocked: { word: 'Blocked', icon: CircleX },
  'not-working': { word: 'Does not work', icon: TriangleAlert },
  'uses-teredo': { word: 'Uses Teredo now', icon: RadioTower },
  relay: { word: 'Relays', icon: Waypoints },
  'needs-reboot': { word: 'Needs a restart', icon: RefreshCw },
  'other-language': { word: 'Told in another language', icon: Languages },
  offline: { word: 'Offline', icon: CloudOff },
  'policy-against': { word: 'A policy would put it back', icon: ShieldAlert },
  'never-seen': { word: 'Not heard yet', icon: Unplug },
  'already-compliant': { word: 'Already there', icon: CircleCheck },
  'not-applicable': { word: 'Does not apply', icon: CircleSlash },
  excluded: { word: 'Left out', icon: Ban },
  unassigned: { word: 'In no wave', icon: CircleHelp },
};
const ORDER = Object.keys(KINDS) as PreviewGroup['kind'][];

function Examples({ group }: { group: PreviewGroup }) {
  const more = group.machines - group.examples.length;
  return (
    <span className="flex flex-wrap gap-x-2 text-xs">
      {group.examples.map(({ id, hostname }) => (
        <Link key={id} href={`/machines/${id}`} className="rounded-sm text-accent hover:underline">
          {hostname}
        </Link>
      ))}
      {more > 0 ? <span className="tnum text-muted">and {more.toLocaleString('en-GB')} more</span> : null}
    </span>
  );
}

function Groups({ groups }: { groups: readonly PreviewGroup[] }) {
  const sorted = [...groups].sort(
    (a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || b.machines - a.machines,
  );
  return (
    <Table label="What will become of the machines, and why">
      <TableHead>
        <tr>
          <Th>What</Th>
          <Th className="text-right">Machines</Th>
          <Th className="hidden sm:table-cell">Why</Th>
          <Th className="hidden md:table-cell">For example</Th>
        </tr>
      </TableHead>
      <tbody>
        {sorted.map((group) => {
          const Icon = KINDS[group.kind].icon;
          return (
            <Tr key={`${group.kind}:${group.key}`}>
              <Td className="whitespace-nowrap">
                <span className="inline-flex items-center gap-1.5">
                  <Icon aria-hidden className="size-3.5 text-muted" /> {KINDS[group.kind].word}
                </span>
                <span className="block text-xs whitespace-normal text-muted sm:hidden">{group.text}</span>
              </Td>
              <Td className="tnum text-right font-medium">{group.machines.toLocaleString('en-GB')}</Td>
              <Td className="hidden min-w-40 text-muted sm:table-cell">{group.text}</Td>
              <Td className="hidden min-w-56 md:table-cell">
                <Examples group={group} />
              </Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** What the plan would do to whom, by the engine that would run it. */
export function PreviewView({ preview }: { preview: RolloutPreview }) {
  return (
    <div className="flex flex-col gap-4">
      {preview.unassigned > 0 ? (
        <Callout tone="warn" title={`${preview.unassigned.toLocaleString('en-GB')} machines are in no wave`}>
          They stay as they are. Add a wave that takes the rest if they should be changed.
        </Callout>
      ) : null}
      <Card
        title="What would become of the machines"
        aside={<span className="tnum">{preview.targeted.toLocaleString('en-GB')} targeted</span>}
      >
        <ol aria-label="Waves of the preview" className="flex flex-col gap-4">
          {preview.waves.map((wave, index) => (
            <WaveRow key={wave.name} wave={wave} number={index + 1} />
          ))}
        </ol>
      </Card>
      <Groups groups={preview.groups} />
    </div>
  );
}
