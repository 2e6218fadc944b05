import { Badge, BareCheckbox, type Column, LabelTag, Status } from '@teredo-fleet/ui';
import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { AgentVersion } from '@/presentation/agent-age';
import { Contact } from '@/presentation/contact';
import { configuredLook, effectiveLook, reachableLook, roleRemark, roleWord } from '@/presentation/facts';
import { jobLook } from '@/presentation/job-states';
import { LookBadge, LookStatus } from '@/presentation/look-status';
import { SEVERITIES, STATUSES } from '@/presentation/severity';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import type { MachineRow } from '@/trpc/shapes';

const NARROW_ONLY = 'flex flex-wrap items-center gap-x-3 text-xs text-muted md:hidden';

/** A relay that is qualified is not what a client is: it is told at once. */
function EffectiveCell({ row }: { row: MachineRow }) {
  const remark = roleRemark(row.role);
  return (
    <>
      <LookStatus look={effectiveLook(row.effectiveState)} />
      {remark && row.role ? (
        <div className="text-xs text-muted">
          {roleWord(row.role)}, {remark}
        </div>
      ) : null}
    </>
  );
}

function HostCell({ row }: { row: MachineRow }) {
  return (
    <div className="min-w-0">
      {/* Marks that leave the name no room go beneath it. */}
      <div className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-0.5">
        <Link
          href={`/machines/${row.id}`}
          data-row-link
          className="max-w-full truncate font-medium hover:underline hover:underline-offset-2"
        >
          {row.hostname}
        </Link>
        {row.simulated ? <SimulatedBadge short /> : null}
        {row.agentAge === 'too-old' && row.status === 'active' ? (
          <Badge tone="warn" icon={TriangleAlert}>
            Agent too old
          </Badge>
        ) : null}
        {row.status === 'active' ? null : <LookBadge look={STATUSES[row.status]} />}
        <span className="hidden min-w-0 gap-1 2xl:flex">
          {row.labels.slice(0, 2).map((label) => (
            <LabelTag key={label}>{label}</LabelTag>
          ))}
        </span>
      </div>
      <div className={NARROW_ONLY}>
        <Contact state={row.contact} since={row.lastSeenAt} />
        <DiagnosisCell row={row} wrap />
      </div>
    </div>
  );
}

function DiagnosisCell({ row, wrap = false }: { row: MachineRow; wrap?: boolean }) {
  if (row.activeJob) {
    const look = jobLook(row.activeJob.state);
    return (
      <Status tone={look.tone} icon={look.icon} spin={row.activeJob.state === 'running'}>
        {look.word}
      </Status>
    );
  }
  if (!row.diagnosis) return <span className="whitespace-nowrap text-faint">none yet</span>;
  const look = SEVERITIES[row.diagnosis.severity];
  return (
    <Status tone={look.tone} icon={look.icon} className="max-w-full" wrap={wrap} title={row.diagnosis.title}>
      <span className="sr-only">{look.word}: </span>
      {row.diagnosis.title}
    </Status>
  );
}

function ConfiguredCell({ row }: { row: MachineRow }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <LookStatus look={configuredLook(row.configuredType)} />
      {row.configuredSetBy === 'group-policy' ? <span className="text-xs text-muted">by policy</span> : null}
    </span>
  );
}

export const MACHINE_COLUMNS: readonly Column<MachineRow>[] = [
  {
    key: 'hostname',
    title: 'Machine',
    sort: 'hostname',
    className: 'w-full max-w-0 md:w-auto md:min-w-48 md:max-w-[22rem]',
    cell: (row) => <HostCell row={row} />,
  },
  {
    key: 'contact',
    title: 'Contact',
    sort: 'lastSeenAt',
    sortFirst: 'desc',
    className: 'hidden md:table-cell whitespace-nowrap',
    cell: (row) => <Contact state={row.contact} since={row.lastSeenAt} />,
  },
  {
    key: 'diagnosis',
    title: 'Diagnosis',
    sort: 'severity',
    sortFirst: 'desc',
    className: 'hidden w-full max-w-0 md:table-cell',
    cell: (row) => <DiagnosisCell row={row} />,
  },
  {
    key: 'configured',
    title: 'Configured',
    sort: null,
    className: 'hidden lg:table-cell whitespace-nowrap',
    cell: (row) => <ConfiguredCell row={row} />,
  },
  {
    key: 'effective',
    title: 'Effective',
    sort: null,
    className: 'hidden min-[86rem]:table-cell whitespace-nowrap',
    cell: (row) => <EffectiveCell row={row} />,
  },
  {
    key: 'reachable',
    title: 'Reachable',
    sort: 'reachable',
    className: 'hidden sm:table-cell whitespace-nowrap',
    cell: (row) => <LookStatus look={reachableLook(row.reachable)} />,
  },
  {
    key: 'os',
    title: 'System',
    sort: 'osName',
    className: 'hidden 2xl:table-cell max-w-56 truncate',
    cell: (row) =>
      row.osName ? (
        <span title={row.osName}>{row.osName}</span>
      ) : (
        <span className="text-faint">not known</span>
      ),
  },
  {
    key: 'agent',
    title: 'Agent',
    sort: null,
    className: 'hidden 2xl:table-cell whitespace-nowrap',
    cell: (row) => <AgentVersion {...row} />,
  },
];

/** A box per row and one for all, for lists whose rows are acted on together. */
export function selectColumn(props: {
  selected: readonly MachineRow[];
  /** How many rows are shown that can be ticked. */
  shown: number;
  toggle(id: string): void;
  toggleAll(): void;
}): Column<MachineRow> {
  const ids = new Set(props.selected.map(({ id }) => id));
  const all = ids.size > 0 && ids.size === props.shown;
  return {
    key: 'select',
    title: (
      <BareCheckbox
        label="Select all shown"
        ref={(box) => {
          if (box) box.indeterminate = ids.size > 0 && !all;
        }}
        checked={all}
        disabled={props.shown === 0}
        onChange={props.toggleAll}
      />
    ),
    sort: null,
    className: 'w-10 pr-0',
    cell: (row) => (
      <BareCheckbox
        label={`Select ${row.hostname}`}
        checked={ids.has(row.id)}
        onChange={() => props.toggle(row.id)}
      />
    ),
  };
}
