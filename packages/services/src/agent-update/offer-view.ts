import { createHash } from 'node:crypto';
import { queryableOf, runningUpdate, runningUpdateOfAll, sql } from '@teredo-fleet/db';
import { readBrake } from '../brake/brake-view';
import type { ReleasesRead } from '../core/ports';
import type { Transaction } from '../core/transaction';
import type { AgentUpdateOffer, AgentUpdateView } from '../views';
import { updateRoom } from './update-room';

const MOST_FAILURES = 50;

/** SHA-256 of a key in standard base64, hex: as agents tell it. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

interface FailureRecord {
  machine_id: string;
  hostname: string;
  state: string;
  text: string | null;
  changed_at: Date;
}

/** Of those machines that the caller may see. */
async function failuresOf(tx: Transaction, updateId: string): Promise<AgentUpdateOffer['failures']> {
  const rows = await tx.$queryRaw<FailureRecord[]>(sql`
    select r.machine_id, m.hostname, r.state, r.text, r.changed_at
    from agent_update_machine r join machine m on m.id = r.machine_id
    where r.update_id = ${updateId}::uuid and r.state in ('failed', 'fell-back', 'refused')
    order by r.changed_at desc limit ${MOST_FAILURES}`);
  return rows.map(({ machine_id, hostname, state, text, changed_at }) => ({
    machineId: machine_id,
    hostname,
    state,
    text,
    at: changed_at.toISOString(),
  }));
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
    offeredAt: row.createdAt.toISOString(),
    offeredBy: by?.name ?? null,
    updated: counts.good,
    underWay: counts.underWay,
    failed: counts.bad,
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

export async function readUpdateView(tx: Transaction, releases: ReleasesRead): Promise<AgentUpdateView> {
  const { key, found, problem } = releases;
  const offer = await readOffer(tx);
  return {
    keyId: key === null ? null : keyIdOf(key),
    release:
      found === null
        ? null
        : {
            version: found.release.version,
            signedAt: new Date(found.release.signedAt).toISOString(),
            expiresAt: new Date(found.release.expiresAt).toISOString(),
            systems: found.release.files.map(({ system }) => system),
          },
    problem: awayProblem(releases, offer) ?? problem,
    offer,
  };
}
