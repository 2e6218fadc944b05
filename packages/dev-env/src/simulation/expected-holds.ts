import type { NoticeRules } from '@teredo-fleet/agent-core';
import type { DrawnZone, PlanFacts } from './drawn-history';
import { isTripped, sumOf } from './gate-arithmetic';
import { isEnd, type KeptJob, type KeptMember, type KeptReceipt } from './kept-member';
import type { Ledger } from './ledger';
import { recount } from './recount';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

function isIn(windows: PlanFacts['windows'], { aheadMinutes }: DrawnZone, nowMs: number): boolean {
  const minute = (nowMs / MINUTE_MS + aheadMinutes + DAY_MINUTES) % DAY_MINUTES;
  const isOpen = ({ from, to }: { from: number; to: number }) =>
    from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return windows.length === 0 || windows.some(isOpen);
}

/** Agents know the server's clock as well as this. */
const CLOCK_LEEWAY_MS = 1_000;

const isSeen = ({ displayedAt }: KeptReceipt): boolean => displayedAt !== null;

/** What must not be missing among the receipts that the server has; it can't know more. */
function noticeHold(policy: NoticeRules, job: KeptJob, nowMs: number): string | null {
  const { receipts, isOverridden } = job;
  if (policy.kind === 'none') return null;
  if (isOverridden) return receipts.some(isSeen) ? minimumHold(policy, job, nowMs) : null;
  if (receipts.length === 0) return 'its notice was not shown';
  if (policy.mayRefuse && receipts.some(({ answer }) => answer === 'refused')) return 'somebody refused';
  if (receipts.some(({ answer }) => answer === 'nobody-logged-on'))
    return policy.whenNobodyLoggedOn === 'start' || receipts.some(isSeen) ? null : 'nobody is logged on';
  const isAnswered = receipts.some(({ answer }) => answer === 'acknowledged' || answer === 'deferred');
  if (policy.kind !== 'inform' && !isAnswered) return 'nobody agreed';
  return minimumHold(policy, job, nowMs);
}

function minimumHold(policy: NoticeRules, { receipts }: KeptJob, nowMs: number): string | null {
  const firstSeen = Math.min(...receipts.flatMap(({ displayedAt }) => displayedAt ?? []));
  const noticeMs = policy.minimumNoticeSeconds * 1000;
  return nowMs + CLOCK_LEEWAY_MS < firstSeen + noticeMs ? 'its minimum notice is not over' : null;
}

/** Which brakes a rollout's own failures put on, seen at this very moment. */
export function tripOf(facts: PlanFacts, ledger: Ledger, nowMs: number): string | null {
  const { waves, latePool } = recount(ledger, nowMs);
  const open = waves.filter((_, n) => ledger.waves[n]!.openedAt !== null);
  for (const [n, counts] of open.entries()) {
    const { gate } = facts.waves[n]!;
    if (isTripped(gate, counts)) return `wave ${n} is tripped: ${JSON.stringify({ gate, counts })}`;
  }
  const newest = facts.waves[open.length - 1];
  if (newest === undefined || latePool.bad === latePool.acknowledged) return null;
  const all = sumOf([...open, latePool]);
  return isTripped(newest.gate, all) ? `the late pool is tripped: ${JSON.stringify(all)}` : null;
}

function limitHolds({ limits }: PlanFacts, ledger: Ledger, own: KeptJob | null, nowMs: number): string[] {
  const jobs = ledger.members.flatMap(({ job }) => (job === null || job === own ? [] : job));
  const underWay = jobs.filter(({ state, goAt }) => state === 'open' && goAt !== null).length;
  const others = ledger.members.flatMap(({ attempts }) => attempts.filter((one) => one !== own));
  const lately = others.filter(({ goAt }) => goAt !== null && goAt > nowMs - MINUTE_MS).length;
  const { atOnce, perMinute } = limits;
  return [
    ...(atOnce !== null && underWay >= atOnce ? [`${underWay} are under way`] : []),
    ...(perMinute !== null && lately >= perMinute ? [`${lately} began in the last minute`] : []),
  ];
}

/** What a rollout holds every machine by. */
function rolloutHolds(facts: PlanFacts, ledger: Ledger, nowMs: number): string[] {
  const { state, house } = ledger;
  const trip = facts.kind === 'planned' ? tripOf(facts, ledger, nowMs) : null;
  return [
    ...(facts.kind === 'single' || state === 'running' ? [] : [`it is ${state}`]),
    ...(house.brake ? ['the brake is on'] : []),
    ...(facts.kind === 'planned' && house.isFrozen(nowMs) ? ['it is frozen'] : []),
    ...(nowMs >= facts.endAt ? ['its end has come'] : []),
    ...(nowMs < (facts.startAt ?? 0) ? ['its start has not come'] : []),
    ...(facts.kind !== 'planned' || ledger.approval.isGiven ? [] : ['nobody approved it']),
    ...(trip === null ? [] : [trip]),
  ];
}

/**
 * Everything for which a machine must not be let start at this moment, as far as news tell. `job` is the attempt that
 * counts, before it is let start.
 */
export function expectedHolds(
  about: { facts: PlanFacts; ledger: Ledger; member: KeptMember; zone: DrawnZone },
  nowMs: number,
): string[] {
  const { facts, ledger, member, zone } = about;
  const { job, wave } = member;
  const isShut = wave !== null && facts.kind !== 'single' && ledger.waves[wave]!.openedAt === null;
  const notice = job === null ? null : noticeHold(facts.notice, job, nowMs);
  const isChanged = member.attempts.some(
    (one) => one !== job && ['verified', 'rolled-back'].includes(one.state),
  );
  return [
    ...rolloutHolds(facts, ledger, nowMs),
    ...(isShut ? ['its wave is not open'] : []),
    ...(member.excluded ? ['it is left out'] : []),
    ...(ledger.house.isRetired(member.machineId) ? ['it is retired'] : []),
    ...(job === null ? ['it was not asked'] : []),
    ...(job !== null && job.goAt !== null ? ['it was let start before'] : []),
    ...(job?.isSaidBegun === true ? ['it was said to have begun'] : []),
    ...(job !== null && isEnd(job.state) ? [`it has ended as ${job.state}`] : []),
    ...(isChanged ? ['it was changed already'] : []),
    ...(isIn(facts.windows, zone, nowMs) ? [] : ['it is outside its window']),
    ...(notice === null ? [] : [notice]),
    ...limitHolds(facts, ledger, job, nowMs),
  ];
}
