import { findingLevels } from '@teredo-fleet/db';
import { KNOWN_RULES } from '../../finding/known-rules';
import { condition, type ReadConditions } from '../condition-source';
import { risenFindings } from '../thresholds';

const titleOf = (ruleId: string): string => KNOWN_RULES.find(({ id }) => id === ruleId)?.title ?? ruleId;

/** Rules that find more than the day before. */
export const readNewFindings: ReadConditions = async ({ db, now, settings, open }) => {
  const threshold = {
    atLeast: settings.alerts.findingsAtLeast,
    percent: settings.alerts.findingsPercent,
  };
  return (await findingLevels(db, now)).flatMap(({ scopeId, ruleId, ...level }) => {
    const alert = open.find((one) => one.subject === ruleId && one.scopeId === scopeId);
    const risen = risenFindings({ ...level, opened: alert?.before ?? null }, threshold);
    if (risen === null) return [];
    const numbers = { machines: risen.by, outOf: level.now, before: risen.before };
    return [condition('new-finding', { subject: ruleId, scopeId, name: titleOf(ruleId) }, numbers)];
  });
};
