import { joinSql, sql } from '@teredo-fleet/db';
import type { JobState } from '@teredo-fleet/protocol';
import { readAlertCounts } from '../alert/counts';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { inScopes } from '../core/scopes';
import { keptCounts } from '../finding/rule-counts';
import { agentAge } from '../machine/agent-age';
import { changing } from '../machine/machine-conditions';
import { machineScope } from '../machine/machine-source';
import type { OverviewNumbers } from '../views';

/** States of a change that waits for what somebody at the machine answers. */
const NOTICE_WAITS = ['notifying', 'deferred'] as const satisfies readonly JobState[];

async function rolloutNumbers({ tx, scopes }: Call): Promise<OverviewNumbers['rollouts']> {
  const found = await tx.rollout.groupBy({
    by: ['state', 'kind'],
    where: { state: { in: ['running', 'paused', 'awaiting-approval'] }, ...inScopes(scopes) },
    _count: { _all: true },
  });
  const sum = (isIt: (one: { state: string; kind: string }) => boolean) =>
    found.filter(isIt).reduce((total, { _count }) => total + _count._all, 0);
  const planned = (wanted: string) => sum(({ state, kind }) => state === wanted && kind !== 'repair');
  return {
    running: planned('running'),
    paused: planned('paused'),
    awaitingApproval: planned('awaiting-approval'),
    repairs: sum(({ kind }) => kind === 'repair'),
  };
}

/** As many as the list of machines has with the same condition. */
async function noticesWaiting({ tx, scopes }: Call): Promise<number> {
  const where = joinSql([machineScope(scopes), ...changing(NOTICE_WAITS)], ' and ');
  const [row] = await tx.$queryRaw<[{ machines: number }]>(
    sql`select count(*)::int as machines from machine m where ${where}`,
  );
  return row.machines;
}

async function findingNumbers(call: Call): Promise<OverviewNumbers['findings']> {
  const counts = await keptCounts(call);
  const sum = (verdict: string) =>
    counts.filter((one) => one.verdict === verdict).reduce((total, { machines }) => total + machines, 0);
  return { open: sum('finding'), waived: sum('waived') };
}

interface Versioned {
  version: string;
  machines: number;
  silent: number;
}

/** Active machines by the version of their agent, and how many of them are silent. */
function byVersion({ tx, scopes }: Call): Promise<Versioned[]> {
  return tx.$queryRaw<Versioned[]>(sql`
    select m.agent_version as version, count(*)::int as machines,
      (count(*) filter (where c.last_seen_at is not null and not c.connected))::int as silent
    from machine m left join machine_contact c on c.machine_id = m.id
    where m.status = 'active' and ${machineScope(scopes)} group by 1`);
}

/** What stands on the overview besides what machines are. */
export const readOverview = defineQuery('overview.numbers', async (call) => {
  const versions = await byVersion(call);
  const { serverVersion } = call.context.ports;
  const old = versions.filter(({ version }) => agentAge(version, serverVersion) === 'too-old');
  const sum = (rows: readonly Versioned[], of: 'machines' | 'silent') =>
    rows.reduce((total, row) => total + row[of], 0);
  return {
    at: iso(call.now),
    rollouts: await rolloutNumbers(call),
    noticesWaiting: await noticesWaiting(call),
    findings: await findingNumbers(call),
    tooOld: { machines: sum(old, 'machines'), versions: old.map(({ version }) => version) },
    silent: sum(versions, 'silent'),
    alerts: await readAlertCounts(call),
  };
});
