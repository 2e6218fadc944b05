import { createHash } from 'node:crypto';
import {
  queryableOf,
  rawSql,
  runningUpdate,
  runningUpdateOfAll,
  sql,
  UPDATE_IS_LEFT,
  UPDATE_STATE,
  updateProgress,
  updateReach,
} from '@teredo-fleet/db';
import { readBrake } from '../brake/brake-view';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import type { ReleasesRead } from '../core/ports';
import type { Transaction } from '../core/transaction';
import type { AgentUpdateOffer, AgentUpdateState, AgentUpdateView } from '../views';
import { readAgentVersions, readBuilds, readTakers } from './fleet-versions';
import { updateRoom } from './update-room';

const MOST_FAILURES = 50;

/** SHA-256 of a key in standard base64, hex: as agents tell it. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

interface FailureRecord {
  machine_id: string;
  hostname: string;
  state: AgentUpdateState;
  text: string | null;
  acknowledged: boolean;
  changed_at: Date;
}

/** Of those machines that the caller may see; those that nobody looked at come first, so that they are always named. */
async function failuresOf(tx: Transaction, updateId: string): Promise<AgentUpdateOffer['failures']> {
  const rows = await tx.$queryRaw<FailureRecord[]>(sql`
    select * from (
      select r.machine_id, m.hostname, ${rawSql(UPDATE_STATE)} as state, r.text, r.acknowledged, r.changed_at,
        agent_update_failed(r.state, r.changed_at) and not r.acknowledged as fresh
      from agent_update u join agent_update_machine r on r.update_id = u.id join machine m on m.id = r.machine_id
      where u.id = ${updateId}::uuid and not ${rawSql(UPDATE_IS_LEFT)}) told
    where state in ('failed', 'fell-back', 'refused', 'silent')
    order by fresh desc, changed_at desc limit ${MOST_FAILURES}`);
  return rows.map(({ machine_id, hostname, state, text, acknowledged, changed_at }) => ({
    machineId: machine_id,
    hostname,
    state,
    text,
    acknowledged,
    at: iso(changed_at),
  }));
}

const NOBODY: AgentUpdateOffer['counts'] = {
  offered: 0,
  downloading: 0,
  ready: 0,
  waiting: 0,
  trying: 0,
  silent: 0,
  updated: 0,
  refused: 0,
  failed: 0,
  'fell-back': 0,
};

async function countsOf(tx: Transaction): Promise<AgentUpdateOffer['counts']> {
  const rows = await updateProgress(queryableOf(tx));
  return { ...NOBODY, ...Object.fromEntries(rows.map(({ state, machines }) => [state, machines])) };
}

/** The offer that was not stopped; null: there is none. */
export async function readOffer(tx: Transaction): Promise<AgentUpdateOffer | null> {
  const row = await tx.agentUpdate.findFirst({ where: { stoppedAt: null } });
  const counts = await runningUpdate(queryableOf(tx));
  // Somebody who is limited to some scopes counts a part, and is told what holds the whole.
  const ofAll = await runningUpdateOfAll(queryableOf(tx));
  if (row === null || counts === null || ofAll === null) return null;
  const by = await tx.user.findUnique({ where: { id: row.createdById } });
  const { on } = await readBrake(tx);
  return {
    id: row.id,
    version: row.version,
    label: row.label,
    percent: row.percent,
    canaries: row.canaries,
    atOnce: row.atOnce,
    maxFailures: row.maxFailures,
    acknowledged: counts.acknowledged,
    offeredAt: iso(row.createdAt),
    offeredBy: by?.name ?? null,
    updated: counts.good,
    underWay: counts.underWay,
    failed: counts.bad,
    counts: await countsOf(tx),
    notOffered: await updateReach(queryableOf(tx)),
    hold: updateRoom(ofAll, on).hold,
    failures: await failuresOf(tx, row.id),
  };
}

/** Why machines can't fetch what is offered; null: they can, as far as this server knows, or nothing is offered. */
function awayProblem({ found, problem }: ReleasesRead, offer: AgentUpdateOffer | null): string | null {
  if (offer === null || found?.release.version === offer.version) return null;
  const why = problem === null ? '' : ` ${problem}`;
  return `Version ${offer.version} is offered, and its programs are not on this server any more: machines that want them fail.${why} Put its folder back, or stop the offer.`;
}

type ViewCall = Pick<Call, 'tx' | 'scopes' | 'context'>;

async function releaseOf(call: ViewCall, { key, found }: ReleasesRead): Promise<AgentUpdateView['release']> {
  if (key === null || found === null) return null;
  const { version, signedAt, expiresAt, files } = found.release;
  const systems = files.map(({ system }) => system);
  return {
    version,
    signedAt: iso(new Date(signedAt)),
    expiresAt: iso(new Date(expiresAt)),
    files: files.map(({ system, sha256, size }) => ({ system, sha256, size })),
    takers: await readTakers(call, { keyId: keyIdOf(key), version, systems }),
  };
}

export async function readUpdateView(call: ViewCall, releases: ReleasesRead): Promise<AgentUpdateView> {
  const keyId = releases.key === null ? null : keyIdOf(releases.key);
  const offer = await readOffer(call.tx);
  return {
    keyId,
    release: await releaseOf(call, releases),
    problem: awayProblem(releases, offer) ?? releases.problem,
    builds: await readBuilds(call),
    versions: await readAgentVersions(call, keyId),
    offer,
  };
}
