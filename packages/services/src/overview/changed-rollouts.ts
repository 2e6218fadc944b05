import { sql } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { machineCount } from '../core/machine-count';
import { scopeCondition } from '../core/scopes';
import { type MemberCounts, memberCounts } from '../rollout/member-counts';
import type { OverviewChange } from '../views';
import { MOST_OF_A_KIND } from './change-words';
import type { Look } from './visit-time';

interface RolloutChange {
  id: string;
  name: string;
  what: 'started' | 'done' | 'aborted' | 'paused';
  at: Date;
  reason: string | null;
}

const WORDS = { started: 'was started', done: 'is done', aborted: 'was aborted', paused: 'is paused' };

/** How many machines it is of, and what became of them. */
function numbersOf(what: RolloutChange['what'], counts: MemberCounts | undefined): string {
  if (counts === undefined) return '';
  const { excluded, good, bad, skipped, ...underWay } = counts;
  const members = Object.values(underWay).reduce((sum, count) => sum + count, good + bad + skipped);
  if (what === 'started') return ` for ${machineCount(members)}`;
  const others = [
    [bad, 'failed'],
    [skipped, 'skipped'],
    [excluded, 'left alone'],
  ] as const;
  const told = others.filter(([count]) => count > 0).map(([count, word]) => `, ${count} ${word}`);
  return `, ${good.toLocaleString('en-GB')} of ${machineCount(members)} changed${told.join('')}`;
}

function isGood(what: RolloutChange['what'], counts: MemberCounts | undefined): boolean | null {
  if (what === 'paused' || what === 'aborted') return false;
  if (what === 'started') return null;
  return counts === undefined || (counts.good > 0 && counts.bad === 0) ? true : null;
}

/**
 * Rollouts that were started, ended, or stand still since then: those of people, or repairs of policies. One that waits has said
 * so in an entry of its own.
 */
export async function rolloutChanges(
  { tx, scopes }: Call,
  { at }: Look,
  kind: 'rollout' | 'repair',
): Promise<OverviewChange[]> {
  const mine = sql`${scopeCondition(scopes, sql`r.scope_id`)} and (r.kind = 'repair') = ${kind === 'repair'}`;
  const found = await tx.$queryRaw<RolloutChange[]>(sql`
    select r.id, r.name, 'started' as what, r.started_at as at, null as reason from rollout r where r.started_at > ${at} and ${mine}
    union all
    select r.id, r.name, r.state, r.finished_at, null from rollout r where r.finished_at > ${at} and ${mine}
    union all
    select r.id, r.name, 'paused', e.at, r.pause_reason from rollout r cross join lateral (
      select e.at from audit_entry e where e.object_kind = 'rollout' and e.object_id = r.id::text and e.action = 'rollout.pause'
        and e.outcome = 'done' order by e.seq desc limit 1
    ) as e where r.state = 'paused' and e.at > ${at} and ${mine}
    order by at desc limit ${MOST_OF_A_KIND + 1}`);
  const counts = await memberCounts(tx, [...new Set(found.map(({ id }) => id))]);
  return found.map(({ id, name, what, at: when, reason }) => ({
    kind,
    text: `${name} ${WORDS[what]}${numbersOf(what, counts.get(id))}${reason === null ? '' : `: ${reason}`}`,
    path: `/rollouts/${id}`,
    at: iso(when),
    good: isGood(what, counts.get(id)),
  }));
}
