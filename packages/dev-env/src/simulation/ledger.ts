import type { StatusMessage } from '@teredo-fleet/protocol';
import type { DrawnMachine, PlanFacts } from './drawn-history';
import type { House, TrailEntry } from './house';
import { KeptApproval } from './kept-approval';
import { isEnd, type KeptJob, KeptMember, type KeptReceipt } from './kept-member';
import { KeptOverrides } from './kept-overrides';

const GRACE_MS = 15 * 60_000;

export interface KeptWave {
  openedAt: number | null;
  promoted: boolean;
  /** Who asked for its gate to be overridden. */
  askers: Set<string>;
  overridden: boolean;
  /** Since which look of the engine the gate's arithmetic holds. */
  metSince: number | null;
}

/**
 * What happened to a rollout, kept from news alone (the audit trail and the reports that were written down) and never
 * from the tables that the server counts. What the server says of a rollout is held against it.
 */
export class Ledger {
  state = 'draft';
  readonly approval = new KeptApproval();
  readonly #overrides = new KeptOverrides();
  /** It was submitted, and is no draft again. */
  isLaidOut = false;
  readonly waves: KeptWave[];
  members: KeptMember[] = [];
  readonly #jobs = new Map<string, KeptJob>();

  constructor(
    private readonly facts: PlanFacts,
    readonly house: House,
    /** Those that the plan may be about, if they are there when it counts. */
    private readonly machines: readonly Pick<DrawnMachine, 'id' | 'wave' | 'joinsAt'>[],
  ) {
    this.waves = facts.waves.map(() => ({
      openedAt: null,
      promoted: false,
      askers: new Set<string>(),
      overridden: false,
      metSince: null,
    }));
  }

  memberOf(machineId: string): KeptMember | null {
    return this.members.find((member) => member.machineId === machineId) ?? null;
  }

  jobOf(jobId: string): KeptJob | null {
    return this.#jobs.get(jobId) ?? null;
  }

  isHeard({ machineId, wave }: KeptMember): boolean {
    const openedAt = wave === null ? null : this.waves[wave]!.openedAt;
    return openedAt === null || this.house.heardAt(machineId) >= openedAt;
  }

  made({ machineId, ...job }: { id: string; machineId: string; attempt: number }): void {
    const member = this.memberOf(machineId);
    if (!this.#jobs.has(job.id) && member !== null) this.#jobs.set(job.id, member.make(job));
  }

  /** Reports that the server wrote down in one batch: the newest counts, unless the job had ended. */
  reported(batch: readonly { message: StatusMessage }[]): void {
    const byVersion = [...batch].sort((a, b) => a.message.version - b.message.version);
    for (const { message } of byVersion) {
      const job = this.#jobs.get(message.jobId);
      if (job === undefined || isEnd(job.state) || message.version <= job.version) continue;
      job.version = message.version;
      job.isSaidBegun ||= message.state === 'running' || message.state === 'verifying';
      job.state = isEnd(message.state) ? message.state : 'open';
    }
  }

  receipt(jobId: string, receipt: KeptReceipt): void {
    this.#jobs.get(jobId)?.receipts.push(receipt);
  }

  take(entry: TrailEntry, nowMs: number): void {
    const { action, objectKind, objectId, outcome, after } = entry;
    if (objectKind === 'job') return this.#takeJob(entry, nowMs);
    if (outcome === 'refused') return;
    if (objectKind === 'rollout') this.#takeRollout(entry, nowMs);
    if (action === 'machine.retire' && objectId !== null) this.#retire(this.memberOf(objectId));
    if (action === 'job.cancel') this.#end(String(after?.jobId), 'cancelled');
  }

  #takeJob({ action, outcome, objectId, after }: TrailEntry, nowMs: number): void {
    const job = objectId === null ? undefined : this.#jobs.get(objectId);
    if (job === undefined) return;
    if (action === 'job.go') job.goAt = nowMs;
    if (action === 'job.go-lost') this.#goLost(job, String(after?.state));
    if (action === 'job.expire') job.state = 'expired';
    if (action === 'job.refuse') job.state = 'refused';
    if (action === 'job.sign' && outcome === 'refused') job.state = 'blocked';
    if (action === 'job.signOverride' && outcome === 'done')
      job.isOverridden ||= this.#overrides.isByTwo(String(after?.overrideId), job.id);
    if (action === 'job.lose')
      Object.assign(job, { state: 'lost-contact', lostUntil: this.#lostUntil(nowMs) });
  }

  /** It waits again, and who acknowledged that it was lost did not see what comes. */
  #goLost(job: KeptJob, state: string): void {
    job.goAt = null;
    job.state = isEnd(state) ? state : 'open';
    const member = this.members.find(({ attempts }) => attempts.includes(job));
    if (member !== undefined && member.acknowledgedAttempt === job.attempt) member.acknowledgedAttempt = 0;
  }

  /** All that a job allows to take, and a quarter of an hour. */
  #lostUntil(nowMs: number): number {
    const { endAt, contactWindowSeconds, verify } = this.facts;
    const allowed = endAt + (contactWindowSeconds + verify.attempts * verify.intervalSeconds) * 1000;
    return Math.max(allowed, nowMs) + GRACE_MS;
  }

  #end(jobId: string, state: string): void {
    const job = this.#jobs.get(jobId);
    if (job !== undefined) job.state = state;
  }

  #retire(member: KeptMember | null): void {
    const job = member?.job ?? null;
    if (job !== null && !isEnd(job.state)) job.state = job.goAt === null ? 'cancelled' : 'timed-out';
  }

  #takeRollout(entry: TrailEntry, nowMs: number): void {
    const { action, after } = entry;
    this.approval.take(entry);
    this.#overrides.take(entry);
    if (typeof after?.state === 'string') this.state = after.state;
    const wave = typeof after?.wave === 'number' ? this.waves[after.wave] : undefined;
    const ids = Array.isArray(after?.machineIds) ? (after.machineIds as string[]) : [];
    const named = this.members.filter(({ machineId }) => ids.includes(machineId));
    switch (action) {
      case 'rollout.saveDraft':
      case 'rollout.reject':
        this.members = [];
        this.isLaidOut = false;
        return;
      case 'rollout.submit':
        return this.#submit(nowMs);
      case 'rollout.join':
        return this.#join(nowMs);
      case 'rollout.open-wave':
        wave!.openedAt = nowMs;
        return;
      case 'rollout.promote':
        wave!.promoted = true;
        return;
      case 'rollout.overrideGate':
        return this.#override(wave!, entry.actorId ?? '');
      case 'rollout.resume':
        for (const member of this.members) if (member.isBad) member.acknowledgedAttempt = member.attempt;
        return;
      case 'rollout.retryFailed':
        for (const member of named) member.attempt += 1;
        return;
      case 'rollout.exclude':
        for (const member of named) member.exclude();
        return;
      case 'rollout.leave-alone':
        for (const member of named) member.leaveAlone();
        return;
      case 'rollout.move-to-late':
        return this.#moveToLate(Number(after?.wave));
      case 'rollout.close':
      case 'rollout.give-up':
        for (const member of this.members) member.endWaiting('expired');
        return;
      case 'rollout.abort':
        for (const member of this.members) member.endWaiting('cancelled');
        return;
      case 'rollout.rollBack':
        return this.#rollBack(after);
    }
  }

  #isThere({ id, joinsAt }: { id: string; joinsAt: number | null }, nowMs: number): boolean {
    return (joinsAt === null || joinsAt <= nowMs) && !this.house.isRetired(id);
  }

  /** A machine that has been there since then and is no member; null: there is none. */
  missing(sinceMs: number): string | null {
    const isMissing = (machine: { id: string; joinsAt: number | null }) =>
      this.#isThere(machine, sinceMs) && this.memberOf(machine.id) === null;
    return this.machines.find(isMissing)?.id ?? null;
  }

  #submit(nowMs: number): void {
    this.isLaidOut = true;
    this.#jobs.clear();
    this.members = this.machines
      .filter((machine) => this.#isThere(machine, nowMs))
      .map(({ id, wave }) => new KeptMember(id, wave));
  }

  /** Into the first unopened wave that takes them, here the one of their label, else into the late pool. */
  #join(nowMs: number): void {
    const known = new Set(this.members.map(({ machineId }) => machineId));
    for (const machine of this.machines) {
      if (known.has(machine.id) || !this.#isThere(machine, nowMs)) continue;
      const isShut = this.waves[machine.wave]!.openedAt === null;
      const member = new KeptMember(machine.id, isShut ? machine.wave : null);
      member.isLate = !isShut;
      this.members.push(member);
    }
  }

  #override(wave: KeptWave, person: string): void {
    wave.askers.add(person);
    wave.overridden ||= wave.askers.size >= (this.house.overrideNeedsTwo ? 2 : 1);
  }

  #rollBack(after: TrailEntry['after']): void {
    // Of the rollout that gives back, not of the one that is taken back.
    if (after?.rollbackOfId !== undefined) return;
    if (after?.state === 'aborted') for (const member of this.members) member.endWaiting('cancelled');
    const { wave } = after ?? {};
    if (typeof wave === 'number' && after?.state === 'paused')
      for (const member of this.members) if (member.wave === wave) member.exclude();
  }

  #moveToLate(wave: number): void {
    for (const member of this.members)
      if (member.wave === wave && member.isWaiting && !this.isHeard(member)) member.isLate = true;
  }
}
