import { joinSql, sql } from '@teredo-fleet/db';
import { FINDING_RULES, FINDING_VERDICTS, type FindingVerdict } from '@teredo-fleet/teredo';
import { defineQuery } from '../core/define-verb';
import { isoOrNull } from '../core/instants';
import { machineConditions } from '../machine/machine-conditions';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from '../machine/machine-source';
import { readSettings } from '../settings/settings-store';

interface Counted {
  ruleId: string;
  verdict: FindingVerdict;
  machines: number;
  oldest: Date;
  newest: Date;
}

/** Every rule in the order of the documentation, with what it says of the machines that match a filter. */
export const listFindingRules = defineQuery('finding.rules', async ({ tx, scopes, now }, { filter }) => {
  const { intervals } = await readSettings(tx);
  const contact = contactExpression(staleBefore(now, intervals.observeSeconds));
  const matching = joinSql([machineScope(scopes), ...machineConditions(filter, contact)], ' and ');
  const counted = await tx.$queryRaw<Counted[]>(sql`
    select v.rule_id as "ruleId", v.verdict, count(*)::int as machines, min(v.since) as oldest, max(v.since) as newest
    from ${MACHINE_SOURCE} join machine_finding v on v.machine_id = m.id and v.until is null
    where ${matching}
    group by v.rule_id, v.verdict`);
  const [{ machines, unseen }] = await tx.$queryRaw<[{ machines: number; unseen: number }]>(sql`
    select count(*)::int as machines, (count(*) filter (where f.machine_id is null))::int as unseen
    from ${MACHINE_SOURCE} where ${matching}`);
  const rows = FINDING_RULES.map(({ judge: _judge, ...rule }) => {
    const own = counted.filter(({ ruleId }) => ruleId === rule.id);
    const of = (verdict: FindingVerdict) => own.find((one) => one.verdict === verdict);
    const counts = Object.fromEntries(FINDING_VERDICTS.map((one) => [one, of(one)?.machines ?? 0]));
    const found = of('finding');
    return {
      ...rule,
      counts: counts as Record<FindingVerdict, number>,
      oldestFindingSince: isoOrNull(found?.oldest ?? null),
      newestFindingSince: isoOrNull(found?.newest ?? null),
    };
  });
  return { rows, machines, unseen };
});
