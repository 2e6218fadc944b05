import { joinSql, type Sql, sql } from '@teredo-fleet/db';
import { FINDING_VERDICTS, type FindingVerdict, ownVerdict } from '@teredo-fleet/teredo';
import { type Call, defineQuery } from '../core/define-verb';
import { iso } from '../core/instants';
import { machineConditions } from '../machine/machine-conditions';
import { contactExpression, MACHINE_SOURCE, machineScope, staleBefore } from '../machine/machine-source';
import { readSettings } from '../settings/settings-store';
import type { RuleExample } from '../views';
import { subjectOf } from './judge-own-rules';
import { readTexts } from './read-texts';

/** As many machines are judged for a preview: more of them are as well told by so many that were picked by chance. */
const MOST_LOOKED = 4_000;
const MOST_EXAMPLES = 5;
/** The last four digits of an id are as good as dice. */
const SIDES = 0x10000;

interface Looked {
  id: string;
  hostname: string;
  labels: string[];
  observation: unknown;
  observedAt: Date;
}

/** Machines that told something, each or as many by chance as are looked at. */
function lookedAt({ tx }: Call, matching: Sql, told: number): Promise<Looked[]> {
  const share = Math.ceil((SIDES * MOST_LOOKED) / Math.max(told, 1));
  const picked =
    share >= SIDES ? sql`true` : sql`('x' || right(m.id::text, 4))::bit(16)::integer < ${share}::integer`;
  return tx.$queryRaw<Looked[]>(sql`
    select m.id, m.hostname, m.labels, f.observation - 'evidence' as observation, f.observed_at as "observedAt"
    from ${MACHINE_SOURCE} where f.machine_id is not null and ${matching} and ${picked}
    order by m.id`);
}

function perVerdict<T>(make: (verdict: FindingVerdict) => T): Record<FindingVerdict, T> {
  return Object.fromEntries(FINDING_VERDICTS.map((verdict) => [verdict, make(verdict)])) as Record<
    FindingVerdict,
    T
  >;
}

/** Whom a rule would hit, as it is written now. It writes nothing. */
export const previewOwnRule = defineQuery('ownRule.preview', async (call, asked) => {
  const { tx, scopes, now } = call;
  const { appliesWhen, asks, scopeId, filter } = asked;
  const logic = readTexts({ appliesWhen, asks });
  const { intervals } = await readSettings(tx);
  const contact = contactExpression(staleBefore(now, intervals.observeSeconds));
  const matching = joinSql(
    [
      machineScope(scopes),
      ...machineConditions(filter, { contact, at: now }),
      ...(scopeId === null ? [] : [sql`m.scope_id = ${scopeId}::uuid`]),
    ],
    ' and ',
  );
  const [{ machines, unseen }] = await tx.$queryRaw<[{ machines: number; unseen: number }]>(sql`
    select count(*)::int as machines, (count(*) filter (where f.machine_id is null))::int as unseen
    from ${MACHINE_SOURCE} where ${matching}`);
  const told = machines - unseen;
  const looked = await lookedAt(call, matching, told);
  const examples = perVerdict((): RuleExample[] => []);
  const found = perVerdict(() => 0);
  for (const machine of looked) {
    const verdict = ownVerdict(logic, subjectOf(machine, now));
    found[verdict] += 1;
    const { id, hostname } = machine;
    if (examples[verdict].length < MOST_EXAMPLES) examples[verdict].push({ id, hostname });
  }
  const exact = looked.length === told;
  const counts = perVerdict((verdict) =>
    exact || looked.length === 0 ? found[verdict] : Math.round((found[verdict] * told) / looked.length),
  );
  return { at: iso(now), machines, unseen, looked: looked.length, exact, counts, examples };
});
