import { sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import type { WaiverView } from '../views';
import { waiverNames } from './waiver-names';
import { IS_FOR_MACHINE } from './waiver-sql';
import { waiverView } from './waiver-view';

/** What ended longer ago than this is history, which the list of waivers keeps. */
const KEPT_MS = 90 * 86_400_000;
const MOST = 200;

/** The waivers that are for a machine, or were until lately; those that hold first, then the newest end. */
export async function machineWaivers(call: Call, machineId: string): Promise<WaiverView[]> {
  const { tx, now } = call;
  const since = new Date(now.getTime() - KEPT_MS);
  const found = await tx.$queryRaw<{ id: string }[]>(sql`
    select w.id from waiver w join machine wm on wm.id = ${machineId}::uuid and ${IS_FOR_MACHINE}
    where least(w.expires_at, coalesce(w.revoked_at, 'infinity')) > ${since}
    order by w.expires_at desc, w.id limit ${MOST}`);
  const waivers = await tx.waiver.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
  const names = await waiverNames(call, waivers);
  const views = waivers.map((one) => waiverView(one, { at: now, names, covers: 0 }));
  const rank = ({ state }: WaiverView) => (state === 'holds' ? 0 : 1);
  const end = ({ revoked, expiresAt }: WaiverView) => revoked?.at ?? expiresAt;
  return views.sort((a, b) => rank(a) - rank(b) || end(b).localeCompare(end(a)));
}
