import { defineQuery } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';
import { countNudges, nudgeRows } from './nudge-stand';

/** What a nudge would come to now: how many would be asked again, and how many not, by why. Writes nothing. */
export const previewNudge = defineQuery('rollout.nudgePreview', async (call, { id, filter, machineIds }) => {
  const { tx, scopes } = call;
  const found = await tx.rollout.findFirst({ where: { id, ...inScopes(scopes) }, select: { id: true } });
  if (found === null) throw new NotFoundError('rollout');
  const { counts, away } = countNudges(await nudgeRows(call, id, { filter, machineIds }));
  const { nudged: machines, ...leftAlone } = counts;
  return { machines, away, leftAlone };
});
