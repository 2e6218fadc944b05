import { sql } from '@teredo-fleet/db';
import { type AgentKind, agentFileUrl } from '@teredo-fleet/protocol';
import type { Call } from '../core/define-verb';
import { agentAge } from '../machine/agent-age';
import { machineScope } from '../machine/machine-source';
import { readSettings } from '../settings/settings-store';
import type { AgentBuild, AgentVersionCount } from '../views';

const MOST_VERSIONS = 100;
const BUILDS: readonly AgentKind[] = ['linux', 'windows-x64', 'script'];

interface VersionRecord {
  platform: string;
  version: string;
  machines: number;
  able: number;
}

/** Machines in use by kind and version of their agent; the hundred pairs that most have. */
export async function readAgentVersions(
  { tx, scopes, context }: Pick<Call, 'tx' | 'scopes' | 'context'>,
  keyId: string | null,
): Promise<AgentVersionCount[]> {
  const rows = await tx.$queryRaw<VersionRecord[]>(sql`
    select * from (
      select m.platform, m.agent_version as version, count(*)::int as machines,
        count(*) filter (where a.key_id = ${keyId})::int as able
      from machine m left join machine_updater a on a.machine_id = m.id
      where m.status = 'active' and ${machineScope(scopes)}
      group by m.platform, m.agent_version order by machines desc limit ${MOST_VERSIONS}) counted
    order by platform, agent_version_rank(version) desc nulls last, version collate "C"`);
  return rows.map((row) => ({ ...row, age: agentAge(row.version, context.ports.serverVersion) }));
}

/** How many machines an offer of this release could reach. */
export async function readTakers(
  { tx, scopes }: Pick<Call, 'tx' | 'scopes'>,
  { keyId, version, systems }: { keyId: string; version: string; systems: readonly string[] },
): Promise<number> {
  const [row] = await tx.$queryRaw<{ machines: number }[]>(sql`
    select count(*)::int as machines from machine m join machine_updater a on a.machine_id = m.id
    where m.status = 'active' and a.key_id = ${keyId} and a.system = any (${[...systems]})
      and agent_version_rank(m.agent_version) < agent_version_rank(${version}) and ${machineScope(scopes)}`);
  return row?.machines ?? 0;
}

/** The agents that this server hands out to machines that enrol. */
export async function readBuilds({ tx, context }: Pick<Call, 'tx' | 'context'>): Promise<AgentBuild[]> {
  const hashes = await context.ports.agentBundle.describe();
  const { agentUrl } = (await readSettings(tx)).addresses;
  return BUILDS.map((kind) => {
    const sha256 = hashes[kind];
    return { kind, url: sha256 === null ? null : agentFileUrl(agentUrl, kind), sha256 };
  });
}
