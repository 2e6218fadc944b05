import type { NoticeRules } from '@teredo-fleet/agent-core';
import type { Gate, WaveCounts } from '@teredo-fleet/rollout';
import { promise } from './broken-promise';
import type { DrawnHistory, DrawnZone } from './drawn-history';
import { doesGateHold, isFinishedBelow, isTripped, sumOf } from './gate-arithmetic';
import type { Told } from './job-life';
import { isEnd, type KeptMember } from './kept-member';
import type { Ledger } from './ledger';
import { recount } from './recount';

const MINUTE_MS = 60_000;

/** What the server says of a rollout. */
export interface Said {
  state: string;
  openedAt: (number | null)[];
  counts: { waves: WaveCounts[]; latePool: WaveCounts };
}

const DAY_MINUTES = 24 * 60;

function isIn(windows: DrawnHistory['windows'], { aheadMinutes }: DrawnZone, nowMs: number): boolean {
  const minute = (nowMs / MINUTE_MS + aheadMinutes) % DAY_MINUTES;
  const isOpen = ({ from, to }: { from: number; to: number }) =>
    from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return windows.length === 0 || windows.some(isOpen);
}

/** Whether what people saw and answered satisfies the policy at this moment. */
function isNoticeMet(policy: NoticeRules, people: readonly string[], told: readonly Told[], nowMs: number) {
  if (policy.kind === 'none') return true;
  if (policy.mayRefuse && told.some(({ answer }) => answer === 'refused')) return false;
  if (people.length === 0) return policy.whenNobodyLoggedOn === 'start';
  const firstSeen = Math.min(...told.flatMap(({ displayedAt }) => displayedAt ?? []));
  if (nowMs < firstSeen + policy.minimumNoticeSeconds * 1000) return false;
  return people.every((session) => {
    const own = told.filter((one) => one.session === session);
    if (policy.kind === 'inform') return own.some(({ displayedAt }) => displayedAt !== null);
    return own.some(({ answer }) => answer === 'acknowledged');
  });
}

/** The promises that a rollout makes, held against what happened. Each throws BrokenPromiseError. */
export class Promises {
  constructor(
    private readonly history: DrawnHistory,
    private readonly ledger: Ledger,
  ) {}

  /** The server let a machine start. */
  go(member: KeptMember, zone: DrawnZone, nowMs: number): void {
    const { ledger, history } = this;
    const { machineId, wave, job } = member;
    promise(ledger.state === 'running', () => `${machineId} is let start while it is ${ledger.state}`);
    promise(!ledger.brake, () => `${machineId} is let start under the brake`);
    promise(!ledger.isFrozen(nowMs), () => `${machineId} is let start in a freeze`);
    promise(ledger.waves[wave]!.openedAt !== null, () => `${machineId} is let start before its wave`);
    promise(!member.excluded, () => `${machineId} is let start and is excluded`);
    promise(job?.goes === 1, () => `${machineId} is let start twice in one attempt`);
    promise(isIn(history.windows, zone, nowMs), () => `${machineId} is let start outside its window`);
    promise(nowMs < history.endAt, () => `${machineId} is let start after the end`);
    promise(nowMs >= (history.startAt ?? 0), () => `${machineId} is let start before the start`);
    this.#limits(machineId, nowMs);
  }

  #limits(machineId: string, nowMs: number): void {
    const { atOnce, perMinute } = this.history.limits;
    const jobs = this.ledger.members.flatMap(({ job }) => job ?? []);
    const underWay = jobs.filter(({ state, goAt }) => state === 'open' && goAt !== null).length;
    const lately = this.ledger.goTimes.filter((at) => at > nowMs - MINUTE_MS).length;
    promise(
      underWay <= (atOnce ?? underWay),
      () => `${machineId} is let start as number ${underWay} at once`,
    );
    promise(
      lately <= (perMinute ?? lately),
      () => `${machineId} is let start as number ${lately} in a minute`,
    );
  }

  /** A machine is changed from now on. */
  change(
    member: KeptMember,
    about: { jobId: string; people: readonly string[]; told: readonly Told[] },
    nowMs: number,
  ): void {
    const { notice } = this.history;
    const { machineId, job } = member;
    const hasGo = job !== null && job.id === about.jobId && job.goAt !== null;
    promise(hasGo, () => `${machineId} is changed without a go`);
    promise(
      isNoticeMet(notice, about.people, about.told, nowMs),
      () => `${machineId} is changed although its notice (${notice.kind}) is not met`,
    );
  }

  /** A wave opened; called before it is written down. */
  open(wave: number, nowMs: number): void {
    const { ledger, history } = this;
    const isNext = ledger.waves.every(({ openedAt }, n) => (openedAt === null) === n >= wave);
    promise(isNext, () => `wave ${wave} opens out of its order`);
    promise(ledger.state === 'running', () => `wave ${wave} opens while it is ${ledger.state}`);
    promise(!ledger.brake, () => `wave ${wave} opens under the brake`);
    promise(!ledger.isFrozen(nowMs), () => `wave ${wave} opens in a freeze`);
    if (wave === 0) return;
    const { gate } = history.waves[wave - 1]!;
    const { overridden, promoted, metSince } = ledger.waves[wave - 1]!;
    if (overridden) return;
    const counts = recount(ledger, nowMs).waves[wave - 1]!;
    promise(doesGateHold(gate, counts), () => `wave ${wave} opens on ${text(gate, counts)}`);
    const metFor = nowMs - (metSince ?? nowMs);
    promise(metFor >= gate.soakSeconds * 1000, () => `wave ${wave} opens after ${metFor} ms of its soak`);
    promise(gate.promotion === 'automatic' || promoted, () => `wave ${wave} opens without promotion`);
  }

  /** The engine has looked; what it decided is written down. */
  looked(nowMs: number): void {
    const { ledger, history } = this;
    if (ledger.state !== 'running') return;
    const { waves, latePool } = recount(ledger, nowMs);
    if (nowMs < history.endAt) this.#untripped(waves, latePool);
    if (ledger.brake || ledger.isFrozen(nowMs)) return;
    for (const [n, kept] of ledger.waves.entries()) {
      if (kept.openedAt === null || ledger.waves[n + 1]?.openedAt) continue;
      kept.metSince = doesGateHold(history.waves[n]!.gate, waves[n]!) ? (kept.metSince ?? nowMs) : null;
    }
  }

  #untripped(waves: readonly WaveCounts[], latePool: WaveCounts): void {
    const { ledger, history } = this;
    const open = waves.filter((_, n) => ledger.waves[n]!.openedAt !== null);
    for (const [n, counts] of open.entries()) {
      const { gate } = history.waves[n]!;
      promise(!isTripped(gate, counts), () => `it runs on with wave ${n} tripped: ${text(gate, counts)}`);
      const below = isFinishedBelow(gate, counts) && !ledger.waves[n]!.overridden;
      promise(!below, () => `it runs on with wave ${n} finished below: ${text(gate, counts)}`);
    }
    const newest = history.waves[open.length - 1];
    if (newest === undefined || latePool.bad === latePool.acknowledged) return;
    const all = sumOf([...open, latePool]);
    promise(
      !isTripped(newest.gate, all),
      () => `it runs on with the late pool tripped: ${text(newest.gate, all)}`,
    );
  }

  /** What the server says is what happened. */
  said({ state, openedAt, counts }: Said, nowMs: number): void {
    const { ledger } = this;
    promise(state === ledger.state, () => `it is said to be ${state} and is ${ledger.state}`);
    const kept = ledger.waves.map((wave) => wave.openedAt);
    same('moments of the waves', openedAt, kept);
    const counted = recount(ledger, nowMs);
    for (const [n, wave] of counts.waves.entries()) same(`counts of wave ${n}`, wave, counted.waves[n]);
    same('counts of the late pool', counts.latePool, counted.latePool);
  }

  /** Nothing is planned any more: all has come to an end, each machine to one. */
  ended(nowMs: number): void {
    const { ledger } = this;
    promise(
      ledger.state === 'done' || ledger.state === 'aborted',
      () =>
        `it never ends, it is ${ledger.state} at ${nowMs}: ${JSON.stringify(ledger.members.map((m) => ({ ...m, job: m.job })))}`,
    );
    for (const { machineId, excluded, job } of ledger.members) {
      const isLost = job?.state === 'lost-contact' && (job.lostUntil ?? 0) <= nowMs;
      const hasOutcome = job !== null && (isEnd(job.state) || isLost);
      promise(hasOutcome || excluded, () => `${machineId} has no outcome: ${job?.state ?? 'never asked'}`);
    }
  }
}

const text = (gate: Gate, counts: WaveCounts): string => JSON.stringify({ gate, counts });

function same(what: string, said: unknown, happened: unknown): void {
  const [one, other] = [said, happened].map((value) => JSON.stringify(sorted(value)));
  promise(one === other, () => `${what}: said ${one}, happened ${other}`);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
