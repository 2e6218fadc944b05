import { joinSql, sql } from '@teredo-fleet/db';
import { FINDING_VERDICTS } from '@teredo-fleet/teredo';
import { defineQuery } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { machineConditions } from '../machine/machine-conditions';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from '../machine/machine-source';
import { readSettings } from '../settings/settings-store';
import type { ShownVerdict } from '../views';
import { waivedNow } from '../waiver/waiver-sql';
import { KNOWN_RULES } from './known-rules';

const SHOWN: readonly ShownVerdict[] = [...FINDING_VERDICTS, 'waived'];

interface Counted {
  ruleId: string;
  verdict: ShownVerdict;
  machines: number;
  oldest: Date;
  newest: Date;
}

/** Every rule in the order of the documentation, with what it says of the machines that match a filter. */
export const listFindingRules = defineQuery('finding.rules', async ({ tx, scopes, now }, { filter }) => {
  const { intervals } = await readSettings(tx);
  const contact = contactExpression(staleBefore(now, intervals.observeSeconds));
  const matching = joinSql(
    [machineScope(scopes), ...machineConditions(filter, { contact, at: now })],
    ' and ',
  );
  const counted = await tx.$queryRaw<Counted[]>(sql`
    with waived as materialized (${waivedNow(now)})
    select v.rule_id as "ruleId", case when w.machine_id is null then v.verdict else 'waived' end as verdict,
      count(*)::int as machines, min(v.since) as oldest, max(v.since) as newest
    from ${MACHINE_SOURCE} join machine_finding v on v.machine_id = m.id and v.until is null
    left join waived w on w.machine_id = v.machine_id and w.rule_id = v.rule_id
    where ${matching}
    group by 1, 2`);
  const [{ machines, unseen }] = await tx.$queryRaw<[{ machines: number; unseen: number }]>(sql`
    select count(*)::int as machines, (count(*) filter (where f.machine_id is null))::int as unseen
    from ${MACHINE_SOURCE} where ${matching}`);
  const rows = KNOWN_RULES.map((rule) => {
    const own = counted.filter(({ ruleId }) => ruleId === rule.id);
    const of = (verdict: ShownVerdict) => own.find((one) => one.verdict === verdict);
    const counts = Object.fromEntries(SHOWN.map((one) => [one, of(one)?.machines ?? 0]));
    const found = of('finding');
    return {
      ...rule,
      counts: counts as Record<ShownVerdict, number>,
      oldestFindingSince: isoOrNull(found?.oldest ?? null),
      newestFindingSince: isoOrNull(found?.newest ?? null),
    };
  });
  return { at: iso(now), rows, machines, unseen };
});
