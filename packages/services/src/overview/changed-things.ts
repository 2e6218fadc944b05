import { sql } from '@teredo-fleet/db';
import { alertViews } from '../alert/alert-view';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { machineCount } from '../core/machine-count';
import { inScopes } from '../core/scopes';
import type { KnownRule } from '../finding/known-rules';
import { machineScope } from '../machine/machine-source';
import { fellSilent } from '../machine/silent-since';
import { mayUse } from '../permissions';
import type { OverviewChange } from '../views';
import { MOST_OF_A_KIND } from './change-words';
import { type Look, waivedOf } from './visit-time';

/** Machines that came, went or fell silent since then. */
export async function machineChanges({ tx, scopes, now }: Call, { at }: Look): Promise<OverviewChange[]> {
  const [row] = await tx.$queryRaw<[{ enrolled: number; retired: number; silent: number }]>(sql`
    select (count(*) filter (where m.enrolled_at > ${at} and m.status <> 'pending'))::int as enrolled,
      (count(*) filter (where m.status = 'retired' and m.retired_at > ${at}))::int as retired,
      (count(*) filter (where m.status = 'active' and ${fellSilent(at, now)}))::int as silent
    from machine m left join machine_contact c on c.machine_id = m.id where ${machineScope(scopes)}`);
  const { enrolled, retired, silent } = row;
  const since = iso(at);
  const told = (count: number, text: string, path: string, good: boolean | null): OverviewChange[] =>
    count === 0 ? [] : [{ kind: 'machine', text: `${machineCount(count)} ${text}`, path, at: null, good }];
  return [
    ...told(enrolled, 'enrolled', `/machines?status=active,quarantined,retired&enrolledSince=${since}`, null),
    ...told(retired, 'retired', `/machines?status=retired&retiredSince=${since}`, null),
    ...told(silent, 'fell silent and not back', `/machines?status=active&silentSince=${since}`, false),
  ];
}

/**
 * Rules that find more or less than then. One that is asked no more finds nothing, which makes no machine better; and of other
 * scopes than then nothing can be compared.
 */
export function findingChanges(
  then: Look,
  now: Look,
  rules: readonly Pick<KnownRule, 'id' | 'title'>[],
): OverviewChange[] {
  if (then.scopes !== now.scopes) return [];
  const more = (name: string) => (now.findings[name] ?? 0) - (then.findings[name] ?? 0);
  return rules.flatMap(({ id, title }): OverviewChange[] => {
    const by = more(id);
    if (by === 0) return [];
    // Somebody answers for them; they are as they were.
    const isWaived = by < 0 && more(waivedOf(id)) > 0;
    const many = `${machineCount(Math.abs(by))} ${by > 0 ? 'more' : 'fewer'} with a finding`;
    const text = `${title}: ${many}${isWaived ? ', as more are waived' : ''}`;
    const good = isWaived ? null : by < 0;
    return [{ kind: 'finding', text, path: `/findings/${encodeURIComponent(id)}`, at: null, good }];
  });
}

/** Alerts that began or ended since then. */
export async function alertChanges({ tx, scopes }: Call, { at }: Look): Promise<OverviewChange[]> {
  const rows = await tx.alert.findMany({
    where: { ...inScopes(scopes), OR: [{ openedAt: { gt: at } }, { endedAt: { gt: at } }] },
    orderBy: { id: 'desc' },
    take: MOST_OF_A_KIND + 1,
  });
  return (await alertViews(tx, rows)).map(({ title, path, openedAt, endedAt }) => ({
    kind: 'alert',
    text: endedAt === null ? title : `Ended: ${title}`,
    path: endedAt === null ? path : '/alerts?which=ended',
    at: endedAt ?? openedAt,
    good: endedAt !== null,
  }));
}

interface Entered {
  at: Date;
  actor: string;
  kind: string;
  name: string | null;
  /** Of the brake: whether it was pulled, and why. */
  on: boolean | null;
  reason: string | null;
}

const brakeWords = ({ on, reason }: Entered): string =>
  `${on ? 'pulled' : 'released'} the brake${reason === null ? '' : `: ${reason}`}`;

/** What others set since then, for those who may see settings; the brake is for everybody. */
export async function settingChanges({ tx, actor }: Call, { at }: Look): Promise<OverviewChange[]> {
  if (actor.kind !== 'user') return [];
  const kinds = mayUse(actor.role, 'settings.get') ? ['settings', 'brake'] : ['brake'];
  const found = await tx.$queryRaw<Entered[]>(sql`
    select e.at, e.actor_name as actor, e.object_kind as kind, e.object_name as name,
      case when e.object_kind = 'brake' then (e.after ->> 'on')::boolean end as on, e.reason from audit_entry e
    where e.object_kind = any (${kinds}::text[]) and e.at > ${at} and e.outcome = 'done' and e.actor_id is distinct from ${actor.id}
    order by e.seq desc limit ${MOST_OF_A_KIND + 1}`);
  return found.map((one) => ({
    kind: 'setting',
    text:
      one.kind === 'brake'
        ? `${one.actor} ${brakeWords(one)}`
        : `${one.actor} changed settings${one.name === null ? '' : `: ${one.name}`}`,
    path: one.kind === 'brake' ? '/#brake' : '/settings',
    at: iso(one.at),
    good: null,
  }));
}
