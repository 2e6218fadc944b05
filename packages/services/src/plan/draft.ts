import { defineQuery } from '../core/define-verb';
import { scopeNames } from '../scope/names';
import { namesOf } from '../user/names';
import type { PlannedPlan } from './planned-plan';
import { findPlan, hexOf, readStored, standardTexts, writtenDraft } from './stored-plan';

function versionOf({ noticeVersion }: PlannedPlan): { number: number; sha256: string } | null {
  if (noticeVersion === undefined) return null;
  const { number, sha256 } = noticeVersion;
  return { number, sha256 };
}

/** A plan with what is missing or wrong in it. */
export const getDraft = defineQuery('rollout.draft', async (call, { id }) => {
  const row = await findPlan(call, id);
  const names = await namesOf(call.tx, [row.authorId, ...row.editorIds]);
  const person = (userId: string) => ({ id: userId, name: names.get(userId) ?? userId });
  const reading = await readStored(call, row);
  return {
    id,
    name: row.name,
    state: row.state,
    planHash: hexOf(row.planHash),
    scope: { id: row.scopeId, name: (await scopeNames(call.tx)).get(row.scopeId) ?? row.scopeId },
    draft: await writtenDraft(call, row),
    standardTexts: await standardTexts(call, row),
    noticeVersion: reading.ok ? versionOf(reading.plan) : null,
    faults: reading.ok ? [] : reading.faults,
    author: person(row.authorId),
    editors: row.editorIds.map(person),
  };
});
