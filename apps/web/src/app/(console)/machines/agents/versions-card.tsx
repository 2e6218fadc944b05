import { type Column, DataTable } from '@teredo-fleet/ui';
import Link from 'next/link';
import { machineCount } from '@/agent-update/offer-words';
import { AgentVersion } from '@/presentation/agent-age';
import { PLATFORMS } from '@/presentation/severity';
import type { AgentUpdateView, AgentVersionCount, MachineFilter } from '@/trpc/shapes';
import { NoMachineYet } from '../no-machine-yet';
import { machinesHref, paramsOf } from '../search-params';

/** The list of just these machines. */
const behind = ({ platform, version }: AgentVersionCount) =>
  machinesHref(
    '/machines',
    paramsOf({
      status: ['active'],
      platform: [platform] as MachineFilter['platform'],
      agentVersion: version === '' ? undefined : [version],
    }),
  );

/** Whether agents of one kind and version can replace themselves. */
function replacement({ platform, machines, able }: AgentVersionCount, keyId: string | null): string {
  if (platform === 'simulated') return 'Never: it is simulated';
  if (platform === 'wsh') return 'Never: put a new script in its place';
  if (keyId === null || able === 0) return 'No: install a newer one by hand';
  if (able === machines) return 'Yes';
  return `${machineCount(able)} of these`;
}

function columnsOf(keyId: string | null): Column<AgentVersionCount>[] {
  return [
    {
      key: 'kind',
      title: 'Agent',
      sort: null,
      cell: (row) => (
        <div className="min-w-0">
          <p className="font-medium">{PLATFORMS[row.platform] ?? row.platform}</p>
          <p className="text-xs text-muted sm:hidden">{replacement(row, keyId)}</p>
        </div>
      ),
    },
    {
      key: 'version',
      title: 'Version',
      sort: null,
      cell: (row) => (
        <span className="wrap-anywhere">
          <AgentVersion agentVersion={row.version} agentAge={row.age} />
        </span>
      ),
    },
    {
      key: 'machines',
      title: 'Machines',
      sort: null,
      className: 'text-right',
      cell: (row) => (
        <Link
          href={behind(row)}
          className="tnum inline-flex min-h-6 items-center rounded-sm font-medium underline underline-offset-2"
          aria-label={`${machineCount(row.machines)}: ${PLATFORMS[row.platform] ?? row.platform} ${row.version}`}
        >
          {row.machines.toLocaleString('en-GB')}
        </Link>
      ),
    },
    {
      key: 'replaces',
      title: 'Replaces itself',
      sort: null,
      className: 'hidden sm:table-cell',
      cell: (row) => replacement(row, keyId),
    },
  ];
}

/** Agents of the machines in use, by kind and version. */
export function VersionsCard({ view }: { view: AgentUpdateView }) {
  const total = view.versions.reduce((sum, { machines }) => sum + machines, 0);
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <header className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="text-sm font-semibold">Versions in the fleet</h2>
        <p className="text-xs text-muted">{machineCount(total)} in use</p>
      </header>
      {view.versions.length === 0 ? (
        <NoMachineYet href="/enrol" action="Make an enrol command">
          The versions of your agents stand here as soon as the first machine has enrolled.
        </NoMachineYet>
      ) : (
        <DataTable
          label="Versions in the fleet"
          columns={columnsOf(view.keyId)}
          rows={view.versions}
          rowKey={({ platform, version }) => `${platform} ${version}`}
        />
      )}
    </section>
  );
}
