import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import { MACHINE_ROLES } from '@teredo-fleet/teredo';
import { type Call, defineQuery } from '../core/define-verb';
import { readSettings } from '../settings/settings-store';
import type { MachineCounts } from '../views';
import { machineConditions } from './machine-conditions';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from './machine-source';

interface Group {
  /** Which of the columns this row counts by; null: the total. */
  facet: 'contact' | 'reachable' | 'configured' | 'role' | 'severity' | 'status' | null;
  word: string | null;
  machines: number;
  simulated: number;
}

function count(groups: readonly Group[], facet: Group['facet'], word: string): number {
  return groups.find((group) => group.facet === facet && group.word === word)?.machines ?? 0;
}

function tally<W extends string>(groups: readonly Group[], facet: Group['facet'], words: readonly W[]) {
  return Object.fromEntries(words.map((word) => [word, count(groups, facet, word)])) as Record<W, number>;
}

const MOST_LABELS = 100;

interface Labelled {
  label: string;
  machines: number;
}

/** A machine may have several, so that they are counted apart from what each machine has one of. */
function countLabels({ tx }: Call, matching: readonly Sql[]): Promise<Labelled[]> {
  return tx.$queryRaw<Labelled[]>(sql`
    select label, count(distinct m.id)::int as machines
    from ${MACHINE_SOURCE} cross join unnest(m.labels) as label
    where ${joinSql(matching, ' and ')}
    group by label order by machines desc, label collate "C" limit ${MOST_LABELS}`);
}

const MOST_VERSIONS = 50;

interface Versioned {
  version: string;
  machines: number;
}

function countVersions({ tx }: Call, matching: readonly Sql[]): Promise<Versioned[]> {
  return tx.$queryRaw<Versioned[]>(sql`
    select m.agent_version as version, count(*)::int as machines
    from ${MACHINE_SOURCE} where ${joinSql(matching, ' and ')}
    group by m.agent_version order by machines desc, m.agent_version collate "C" limit ${MOST_VERSIONS}`);
}

const MOST_APPLICATIONS = 50;

interface Asked {
  application: string;
  machines: number;
}

function countApplications({ tx }: Call, matching: readonly Sql[]): Promise<Asked[]> {
  return tx.$queryRaw<Asked[]>(sql`
    select a.application, count(*)::int as machines
    from ${MACHINE_SOURCE} join machine_application a on a.machine_id = m.id
    where ${joinSql(matching, ' and ')}
    group by a.application order by machines desc, a.application collate "C" limit ${MOST_APPLICATIONS}`);
}

/** What machines have several of, or too many different ones to be a column. */
interface Lists {
  labels: readonly Labelled[];
  versions: readonly Versioned[];
  applications: readonly Asked[];
}

function summarise(groups: readonly Group[], { labels, versions, applications }: Lists): MachineCounts {
  const all = groups.find((group) => group.facet === null);
  const configured = groups.filter((group) => group.facet === 'configured' && group.word !== null);
  return {
    total: all?.machines ?? 0,
    byContact: tally(groups, 'contact', ['online', 'stale', 'offline', 'never-seen']),
    byReachable: tally(groups, 'reachable', ['yes', 'no', 'unknown']),
    byConfigured: Object.fromEntries(configured.map((group) => [group.word, group.machines])),
    byRole: tally(groups, 'role', MACHINE_ROLES),
    bySeverity: tally(groups, 'severity', ['ok', 'info', 'warning', 'problem']),
    byStatus: tally(groups, 'status', ['pending', 'active', 'quarantined', 'retired']),
    byLabel: Object.fromEntries(labels.map(({ label, machines }) => [label, machines])),
    byApplication: Object.fromEntries(
      applications.map(({ application, machines }) => [application, machines]),
    ),
    byAgentVersion: Object.fromEntries(versions.map(({ version, machines }) => [version, machines])),
    simulated: all?.simulated ?? 0,
  };
}

/** Exact numbers of the machines that match a filter, each by the word its list can be filtered by. */
export const countMachines = defineQuery('machine.counts', async (call, { filter }) => {
  const { tx, scopes, now } = call;
  const { intervals } = await readSettings(tx);
  const contact = contactExpression(staleBefore(now, intervals.observeSeconds));
  const matching = [machineScope(scopes), ...machineConditions(filter, { contact, at: now })];
  const groups = await tx.$queryRaw<Group[]>(sql`
    select
      case
        when grouping(contact) = 0 then 'contact'
        when grouping(reachable) = 0 then 'reachable'
        when grouping(configured) = 0 then 'configured'
        when grouping(role) = 0 then 'role'
        when grouping(severity) = 0 then 'severity'
        when grouping(status) = 0 then 'status'
      end as facet,
      coalesce(contact, reachable, configured, role, severity, status) as word,
      count(*)::int as machines,
      (count(*) filter (where simulated))::int as simulated
    from (
      select ${contact} as contact, f.reachable, f.configured_type as configured, f.role, f.severity, m.status, m.simulated
      from ${MACHINE_SOURCE}
      where ${joinSql(matching, ' and ')}
    ) as machines
    group by grouping sets ((), (contact), (reachable), (configured), (role), (severity), (status))`);
  return summarise(groups, {
    labels: await countLabels(call, matching),
    versions: await countVersions(call, matching),
    applications: await countApplications(call, matching),
  });
});
