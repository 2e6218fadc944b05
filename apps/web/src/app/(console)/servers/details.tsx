'use client';
import { Button, Callout, DefinitionList, Dialog, Time } from '@teredo-fleet/ui';
import { Radar } from 'lucide-react';
import type { ReactNode } from 'react';
import { faultWords, OUTCOME_WORDS, SERVER_VERDICTS } from '@/presentation/server-health';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import { useMay } from '@/shell/viewer';
import type { TeredoServerRow } from '@/trpc/shapes';
import { MachinesLink } from './columns';
import { useMeasure } from './use-measure';

type Agents = NonNullable<TeredoServerRow['agents']>;
type Outcome = keyof Agents['fresh'];

function AgentCounts({ agents }: { agents: Agents }) {
  const outcomes = (Object.keys(OUTCOME_WORDS) as Outcome[]).filter((outcome) => agents.fresh[outcome] > 0);
  if (outcomes.length === 0) {
    return (
      <p className="text-sm text-muted">
        Nothing fresh.{' '}
        {agents.newestAt ? (
          <>
            Asked last <Time at={agents.newestAt} />.
          </>
        ) : null}
      </p>
    );
  }
  return (
    <table aria-label="What agents measured" className="w-full text-left text-sm">
      <thead className="text-xs text-muted">
        <tr>
          <th scope="col" className="pb-1 font-medium">
            What came of it
          </th>
          <th scope="col" className="pb-1 text-right font-medium">
            Machines
          </th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map((outcome) => (
          <tr key={outcome} className="border-t border-line/60">
            <th scope="row" className="py-1 font-normal">
              {OUTCOME_WORDS[outcome]}
            </th>
            <td className="tnum py-1 text-right">{agents.fresh[outcome].toLocaleString('en-GB')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OwnMeasurement({ row }: { row: TeredoServerRow }) {
  const { own } = row;
  if (own === null) {
    return (
      <p className="text-sm text-muted">
        {row.measured
          ? 'It is asked within a few seconds.'
          : 'This server has not asked it. It does where an admin tells it to.'}
      </p>
    );
  }
  return (
    <p className="text-sm">
      {OUTCOME_WORDS[own.outcome]}
      {own.fault ? `: ${faultWords(own.fault)}` : ''}
      {own.roundTripMs === null ? '' : `, in ${own.roundTripMs} ms`}. Asked <Time at={own.measuredAt} />
      {own.addresses.length > 0 ? <> at {own.addresses.join(' and ')}</> : null}.
    </p>
  );
}

function Part({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="flex items-center gap-2 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function factsOf(row: TeredoServerRow): (readonly [name: string, value: ReactNode])[] {
  const optional = [
    ['Second address', row.secondary],
    ['Note', row.note],
    ['Known of it', row.about],
    ['Source', row.source],
  ] as const;
  return [
    ['Machines', <MachinesLink key="machines" row={row} />],
    ...optional.filter(([, value]) => value !== null),
    [
      'Last answer',
      row.health.lastAnswerAt ? <Time key="last" at={row.health.lastAnswerAt} /> : 'none known',
    ],
  ];
}

/** Everything that is known of one server: the verdict with its grounds, who measured what, where it is from. */
export function ServerDetails({ row, onClose }: { row: TeredoServerRow; onClose(): void }) {
  const may = useMay();
  const measure = useMeasure();
  const look = SERVER_VERDICTS[row.health.verdict];
  const asking = row.requestedAt !== null || measure.isPending;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<span className="wrap-anywhere">{row.name}</span>}
      footer={
        <>
          {may('teredoServer.measure') && row.origin !== 'seen' ? (
            <Button busy={asking} onClick={() => measure.mutate({ name: row.name })}>
              <Radar aria-hidden /> Measure now
            </Button>
          ) : null}
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Callout tone={look.tone} icon={look.icon} title={look.word}>
          {row.health.text}
        </Callout>
        <Part title={<>Measured by agents {row.agents?.simulated ? <SimulatedBadge short /> : null}</>}>
          {row.agents ? (
            <AgentCounts agents={row.agents} />
          ) : (
            <p className="text-sm text-muted">No agent has asked it.</p>
          )}
        </Part>
        <Part title="Measured by this server">
          <OwnMeasurement row={row} />
        </Part>
        <DefinitionList items={factsOf(row)} />
      </div>
    </Dialog>
  );
}
