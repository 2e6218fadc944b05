import { GO_LIFETIME_MS, type NoticeRules } from '@teredo-fleet/agent-core';
import type { Gate, WaveCounts } from '@teredo-fleet/rollout';
import { promise } from './broken-promise';
import type { DrawnZone, PlanFacts } from './drawn-history';
import { expectedHolds, tripOf } from './expected-holds';
import { doesGateHold, isFinishedBelow } from './gate-arithmetic';
import type { Told } from './job-life';
import { isEnd, type KeptJob, type KeptMember } from './kept-member';
import type { Ledger } from './ledger';
import { recount } from './recount';

/** What the server says of a rollout. */
export interface Said {
  state: string;
  openedAt: (number | null)[];
  counts: SaidCounts;
}

export interface SaidCounts {
  waves: WaveCounts[];
  latePool: WaveCounts;
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

/** All that is left of a notice that two people overrode. */
function isMinimumOver(policy: NoticeRules, told: readonly Told[], nowMs: number): boolean {
  const firstSeen = Math.min(...told.flatMap(({ displayedAt }) => displayedAt ?? []));
  return firstSeen === Number.POSITIVE_INFINITY || nowMs >= firstSeen + policy.minimumNoticeSeconds * 1000;
}

const CHANGED: readonly string[] = ['verified', 'rolled-back'];
/** Machines that fit a live target are looked for so often. */
const JOIN_MS = 31_000;

/** The promises that a rollout makes, held against what happened. Each throws BrokenPromiseError. */
export class Promises {
  constructor(
    private readonly facts: PlanFacts,
    private readonly ledger: Ledger,
  ) {}

  /** The server lets a machine start; called before it is written down. */
  go(member: KeptMember, zone: DrawnZone, nowMs: number): void {
    const { facts, ledger } = this;
    const holds = expectedHolds({ facts, ledger, member, zone }, nowMs);
    promise(member.job?.isChanged !== true, () => `${member.machineId} is let start although it is changed`);
    promise(holds.length === 0, () => `${member.machineId} is let start although ${holds.join(', ')}`);
  }

  /** That it was let start is taken back as lost; called before it is written down. */
  goLost({ machineId }: KeptMember, job: KeptJob, nowMs: number): void {
    // The very ask that takes it back may be answered with another.
    const toldAt = Math.max(job.goAt ?? nowMs, ...job.goesTold.filter((at) => at < nowMs));
    const mayBegin = nowMs < toldAt + GO_LIFETIME_MS;
    promise(!mayBegin, () => `the go of ${machineId} is taken back while it may still be used`);
    const hasBegun = job.isSaidBegun || job.isChanged || isEnd(job.state);
    promise(!hasBegun, () => `the go of ${machineId} is taken back although its change has begun`);
  }

  /** A machine is changed from now on. */
  change(
    member: KeptMember,
    about: { jobId: string; people: readonly string[]; told: readonly Told[] },
    nowMs: number,
  ): void {
    const { notice } = this.facts;
    const { machineId, job } = member;
    const hasGo = job !== null && job.id === about.jobId && job.goAt !== null;
    promise(hasGo, () => `${machineId} is changed without a go of its own`);
    job!.isChanged = true;
    const isMet = job!.isOverridden
      ? isMinimumOver(notice, about.told, nowMs)
      : isNoticeMet(notice, about.people, about.told, nowMs);
    promise(isMet, () => `${machineId} is changed although its notice (${notice.kind}) is not met`);
  }

  /** It is said to be approved, or to run. */
  approved(): void {
    promise(this.ledger.approval.isGiven, () => `it is ${this.ledger.state} and nobody may have approved it`);
  }

  /** It runs from now on. */
  started(nowMs: number): void {
    const { startAt } = this.facts;
    promise(startAt === null || nowMs >= startAt, () => 'it starts before its time');
    this.#outer('it starts', nowMs);
  }

  /** Machines get a second go; called before it is written down. */
  triedAgain(machineIds: readonly string[]): void {
    for (const machineId of machineIds) {
      const done = this.ledger.memberOf(machineId)?.attempts.find(({ state }) => CHANGED.includes(state));
      promise(done === undefined, () => `${machineId} is tried again although it is ${done?.state}`);
    }
  }

  /** All of it is given back from now on, and this is what is said to become of it. */
  givenBack(state: unknown): void {
    const goesOn = state === 'running' || state === 'paused';
    promise(!goesOn, () => `it is rolled back whole and is ${state}`);
  }

  /** A wave opened; called before it is written down. */
  open(wave: number, nowMs: number): void {
    const { ledger, facts } = this;
    const isNext = ledger.waves.every(({ openedAt }, n) => (openedAt === null) === n >= wave);
    promise(isNext, () => `wave ${wave} opens out of its order`);
    promise(ledger.state === 'running', () => `wave ${wave} opens while it is ${ledger.state}`);
    this.#outer(`wave ${wave} opens`, nowMs);
    if (wave === 0 || ledger.waves[wave - 1]!.overridden) return;
    const { gate } = facts.waves[wave - 1]!;
    const { promoted, metSince } = ledger.waves[wave - 1]!;
    const counts = recount(ledger, nowMs).waves[wave - 1]!;
    promise(doesGateHold(gate, counts), () => `wave ${wave} opens on ${text(gate, counts)}`);
    const metFor = nowMs - (metSince ?? nowMs);
    promise(metFor >= gate.soakSeconds * 1000, () => `wave ${wave} opens after ${metFor} ms of its soak`);
    promise(gate.promotion === 'automatic' || promoted, () => `wave ${wave} opens without promotion`);
  }

  /** Machines of a wave become late. */
  late(wave: number, nowMs: number): void {
    const { openedAt } = this.ledger.waves[wave]!;
    const patienceMs = this.facts.waves[wave]!.patienceSeconds * 1000;
    const isOver = openedAt !== null && nowMs >= openedAt + patienceMs;
    promise(isOver, () => `machines of wave ${wave} are late before its patience is over`);
    promise(this.ledger.state === 'running', () => `machines are late while it is ${this.ledger.state}`);
    this.#outer('machines are late', nowMs);
  }

  #outer(what: string, nowMs: number): void {
    const { house } = this.ledger;
    promise(!house.brake, () => `${what} under the brake`);
    const isBound = this.facts.kind === 'planned';
    promise(!isBound || !house.isFrozen(nowMs), () => `${what} in a freeze`);
  }

  /** The engine has looked; what it decided is written down. */
  looked(nowMs: number): void {
    const { ledger, facts } = this;
    const isPastEnd = nowMs >= facts.endAt;
    if (isPastEnd && (ledger.state === 'running' || ledger.state === 'paused')) this.#closed(nowMs);
    if (ledger.state !== 'running' || isPastEnd) return;
    const missing = ledger.missing(nowMs - JOIN_MS);
    promise(!facts.isLive || missing === null, () => `${missing} fits its live target and does not join`);
    const trip = tripOf(facts, ledger, nowMs);
    promise(trip === null, () => `it runs on although ${trip}`);
    this.#notBelow(nowMs);
    if (ledger.house.brake || (facts.kind === 'planned' && ledger.house.isFrozen(nowMs))) return;
    this.#moved(nowMs);
  }

  #closed(nowMs: number): void {
    const { waves, latePool } = recount(this.ledger, nowMs);
    const waiting = [...waves, latePool].reduce((sum, counts) => sum + counts.waiting, 0);
    promise(waiting === 0, () => `${waiting} still wait after its end`);
  }

  #notBelow(nowMs: number): void {
    const { ledger, facts } = this;
    for (const [n, counts] of recount(ledger, nowMs).waves.entries()) {
      const { openedAt, overridden } = ledger.waves[n]!;
      if (openedAt === null || overridden) continue;
      const { gate } = facts.waves[n]!;
      promise(
        !isFinishedBelow(gate, counts),
        () => `it runs on with wave ${n} finished below: ${text(gate, counts)}`,
      );
    }
  }

  /** Nothing is left undone that its time has come for. */
  #moved(nowMs: number): void {
    const { ledger, facts } = this;
    const { waves } = recount(ledger, nowMs);
    promise(ledger.waves[0]?.openedAt !== null, () => 'it runs and its first wave is not open');
    for (const [n, kept] of ledger.waves.entries()) {
      const next = ledger.waves[n + 1];
      if (kept.openedAt === null || next === undefined || next.openedAt !== null) continue;
      const { gate } = facts.waves[n]!;
      kept.metSince = doesGateHold(gate, waves[n]!) ? (kept.metSince ?? nowMs) : null;
      const isSoaked = kept.metSince !== null && nowMs >= kept.metSince + gate.soakSeconds * 1000;
      const passes = isSoaked && (gate.promotion === 'automatic' || kept.promoted);
      promise(!passes && !kept.overridden, () => `wave ${n + 1} does not open although nothing holds it`);
    }
  }

  /** What the server says is what happened. */
  said({ state, openedAt, counts }: Said, nowMs: number): void {
    const { ledger } = this;
    promise(state === ledger.state, () => `it is said to be ${state} and is ${ledger.state}`);
    const kept = ledger.waves.map((wave) => wave.openedAt);
    same('moments of the waves', openedAt, kept);
    this.counted(counts, nowMs);
  }

  /** What the server counts is what happened. */
  counted(counts: SaidCounts, nowMs: number): void {
    const counted = recount(this.ledger, nowMs);
    for (const [n, wave] of counts.waves.entries()) same(`counts of wave ${n}`, wave, counted.waves[n]);
    same('counts of the late pool', counts.latePool, counted.latePool);
  }

  /** Nothing is planned any more: all has come to an end, each machine to one. */
  ended(nowMs: number): void {
    const { ledger } = this;
    promise(
      isOver(ledger.state),
      () => `it never ends, it is ${ledger.state} at ${nowMs}: ${JSON.stringify(ledger.members)}`,
    );
    for (const { machineId, excluded, job } of ledger.members) {
      const isLost = job?.state === 'lost-contact' && (job.lostUntil ?? 0) <= nowMs;
      const hasOutcome = job !== null && (isEnd(job.state) || isLost);
      promise(hasOutcome || excluded, () => `${machineId} has no outcome: ${job?.state ?? 'never asked'}`);
    }
  }
}

/** Nothing more happens to a rollout in this state. */
export const isOver = (state: string): boolean => state === 'done' || state === 'aborted';

const text = (gate: Gate, counts: WaveCounts): string => JSON.stringify({ gate, counts });

export function same(what: string, said: unknown, happened: unknown): void {
  const [one, other] = [said, happened].map((value) => JSON.stringify(sorted(value)));
  promise(one === other, () => `${what}: said ${one}, happened ${other}`);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
