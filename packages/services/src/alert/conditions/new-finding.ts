import { findingLevels, ownRuleTitles } from '@teredo-fleet/db';
import { BUILT_IN_RULES } from '../../finding/known-rules';
import { condition, type ReadConditions } from '../condition-source';
import { risenFindings } from '../thresholds';

/** Rules that find more than the day before. */
export const readNewFindings: ReadConditions = async ({ db, now, settings, open }) => {
  const threshold = {
    atLeast: settings.alerts.findingsAtLeast,
    percent: settings.alerts.findingsPercent,
  };
  const rules = [...BUILT_IN_RULES, ...(await ownRuleTitles(db))];
  const titleOf = (ruleId: string): string => rules.find(({ id }) => id === ruleId)?.title ?? ruleId;
  return (await findingLevels(db, now)).flatMap(({ scopeId, ruleId, ...level }) => {
    const alert = open.find((one) => one.subject === ruleId && one.scopeId === scopeId);
    const risen = risenFindings({ ...level, opened: alert?.before ?? null }, threshold);
    if (risen === null) return [];
    const numbers = { machines: risen.by, outOf: level.now, before: risen.before };
    return [condition('new-finding', { subject: ruleId, scopeId, name: titleOf(ruleId) }, numbers)];
  });
};
