import { sql } from '@teredo-fleet/db';
import { defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { findRule } from '../finding/known-rules';
import { isWaived } from './waiver-sql';
import { chooseTarget, isTarget } from './waiver-target';
import { latestExpiry } from './waiver-times';

const MOST_NAMES = 10;

interface Counted {
  machines: number;
  findings: number;
  waived: number;
  hostnames: string[] | null;
}

/** Whom a waiver would be for, and how many findings it would cover. It writes nothing. */
export const previewWaiver = defineQuery('waiver.preview', async (call, { ruleId, ...target }) => {
  const { tx, now } = call;
  const rule = await findRule(call, ruleId);
  const chosen = await chooseTarget(call, target);
  const [counted] = await tx.$queryRaw<[Counted]>(sql`
    with hit as (
      select m.hostname, v.machine_id is not null as found, coalesce(${isWaived(now)}, false) as waived
      from machine m left join machine_finding v on v.machine_id = m.id and v.until is null
        and v.rule_id = ${rule.id} and v.rule_version = ${rule.version} and v.verdict = 'finding'
      where m.status = 'active' and ${isTarget(chosen)}
    )
    select count(*)::int as machines, (count(*) filter (where found and not waived))::int as findings,
      (count(*) filter (where waived))::int as waived,
      (array_agg(hostname order by hostname) filter (where found and not waived))[1:${MOST_NAMES}::int] as hostnames
    from hit`);
  const { hostnames, ...numbers } = counted;
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    ...numbers,
    hostnames: hostnames ?? [],
    latestExpiry: iso(latestExpiry(now)),
  };
});
