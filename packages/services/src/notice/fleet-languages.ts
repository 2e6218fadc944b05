import { sql } from '@teredo-fleet/db';
import type { Scopes } from '../core/scopes';
import type { Transaction } from '../core/transaction';
import { machineScope } from '../machine/machine-source';
import type { FleetLanguages } from '../views';

/** Observations are large: so many are looked at, which says as much of who reads what. */
const SAMPLE = 2_000;

/** The display languages that active machines of one's scopes told. */
export async function readFleetLanguages(tx: Transaction, scopes: Scopes): Promise<FleetLanguages> {
  const rows = await tx.$queryRaw<{ language: string | null; machines: number }[]>(sql`
    with sample as (
      select f.observation #>> '{os,displayLanguage}' as language
      from machine m join machine_facts f on f.machine_id = m.id
      where m.status = 'active' and ${machineScope(scopes)}
      limit ${SAMPLE}
    )
    select language, count(*)::int as machines from sample group by language
    order by machines desc, language nulls last`);
  const looked = rows.reduce((sum, { machines }) => sum + machines, 0);
  return { rows, sampled: looked < SAMPLE ? null : SAMPLE };
}
