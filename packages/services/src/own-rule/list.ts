import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { namesOf } from '../user/names';
import { findOwnRule } from './find-own-rule';
import { ruleNames } from './rule-names';
import { ownRuleView, visibleRules } from './stored-rule';

const MOST_RETIRED = 200;

/** Rules that the organisation wrote: those that are asked, then those that were retired last. */
export const listOwnRules = defineQuery('ownRule.list', async ({ tx, scopes }) => {
  const seen = visibleRules(scopes);
  const asked = await tx.ownRule.findMany({
    where: { retiredAt: null, ...seen },
    orderBy: [{ title: 'asc' }, { id: 'asc' }],
  });
  const retired = await tx.ownRule.findMany({
    where: { retiredAt: { not: null }, ...seen },
    orderBy: { retiredAt: 'desc' },
    take: MOST_RETIRED,
  });
  const rules = [...asked, ...retired];
  const names = await ruleNames(tx, rules);
  return { rows: rules.map((rule) => ownRuleView(rule, names)) };
});

/** All that there is to say of a rule, with what it meant before. */
export const getOwnRule = defineQuery('ownRule.get', async (call, { id }) => {
  const { tx } = call;
  const rule = await findOwnRule(call, id);
  const names = await ruleNames(tx, [rule]);
  const versions = await tx.ownRuleVersion.findMany({ where: { ruleId: id }, orderBy: { version: 'desc' } });
  const people = await namesOf(
    tx,
    versions.map(({ changedById }) => changedById),
  );
  return {
    ...ownRuleView(rule, names),
    versions: versions.map(({ version, kind, appliesWhen, asks, changedById, changedAt }) => ({
      version,
      kind: kind as 'compliance' | 'function',
      appliesWhen,
      asks,
      changedBy: people.get(changedById) ?? changedById,
      changedAt: iso(changedAt),
    })),
  };
});
