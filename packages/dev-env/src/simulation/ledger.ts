import type { StatusMessage } from '@teredo-fleet/protocol';
import type { DrawnHistory } from './drawn-history';
import { isEnd, type KeptJob, KeptMember } from './kept-member';

const GRACE_MS = 15 * 60_000;

/** An entry of the audit trail, as far as it tells of what happened to a rollout. */
export interface TrailEntry {
  action: string;
  objectKind: string;
  objectId: string | null;
  outcome: string;
  after: Record<string, unknown> | null;
}

export interface KeptWave {
  openedAt: number | null;
  promoted: boolean;
  overridden: boolean;
  /** Since which look of the engine the gate's arithmetic holds. */
  metSince: number | null;
}

/**
 * What happened, kept from news alone (the audit trail and the reports that were written down) and never from the tables
 * that the server counts. What the server says of a rollout is held against it.
 */
export class Ledger {
  state = 'approved';
  brake = false;
  /** Ends of the freezes that hold now or later, with their beginnings. */
  readonly freezes: { from: number; to: number }[] = [];
  /** Moments at which machines were let start. */
  readonly goTimes: number[] = [];
  readonly waves: KeptWave[];
  readonly members: KeptMember[];
  readonly #byMachine: Map<string, KeptMember>;
  readonly #jobs = new Map<string, KeptJob>();

  constructor(private readonly history: DrawnHistory) {
    this.waves = history.waves.map(() => ({
      openedAt: null,
      promoted: false,
      overridden: false,
      metSince: null,
    }));
    this.members = history.machines.map(({ id, wave }) => new KeptMember(id, wave));
    this.#byMachine = new Map(this.members.map((member) => [member.machineId, member]));
  }

  memberOf(machineId: string): KeptMember {
    return this.#byMachine.get(machineId)!;
  }

  isFrozen(nowMs: number): boolean {
    return this.freezes.some(({ from, to }) => from <= nowMs && to > nowMs);
  }

  isHeard({ wave, heardAt }: KeptMember): boolean {
    const { openedAt } = this.waves[wave]!;
    return openedAt === null || heardAt >= openedAt;
  }

  heard(machineId: string, nowMs: number): void {
    this.memberOf(machineId).heardAt = nowMs;
  }

  made({ machineId, ...job }: { id: string; machineId: string; attempt: number }): void {
    if (!this.#jobs.has(job.id)) this.#jobs.set(job.id, this.memberOf(machineId).make(job));
  }

  /** Reports that the server wrote down in one batch: the newest counts, unless the job had ended. */
  reported(batch: readonly { message: StatusMessage }[]): void {
    const byVersion = [...batch].sort((a, b) => a.message.version - b.message.version);
    for (const { message } of byVersion) {
      const job = this.#jobs.get(message.jobId);
      if (job === undefined || isEnd(job.state) || message.version <= job.version) continue;
      job.version = message.version;
      job.state = isEnd(message.state) ? message.state : 'open';
    }
  }

  take(entry: TrailEntry, nowMs: number): void {
    const { action, objectKind, objectId, outcome, after } = entry;
    if (objectKind === 'job') return this.#takeJob(entry, nowMs);
    if (outcome === 'refused') return;
    if (objectKind === 'rollout') this.#takeRollout(entry, nowMs);
    if (action === 'brake.set') this.brake = after?.on === true;
    if (action === 'freeze.add')
      this.freezes.push({ from: Date.parse(String(after?.from)), to: Date.parse(String(after?.to)) });
    if (action === 'machine.retire' && objectId !== null) this.#retire(this.memberOf(objectId));
    if (action === 'job.cancel') this.#end(String(after?.jobId), 'cancelled');
  }

  #takeJob({ action, outcome, objectId }: TrailEntry, nowMs: number): void {
    const job = objectId === null ? undefined : this.#jobs.get(objectId);
    if (job === undefined) return;
    if (action === 'job.go') {
      this.goTimes.push(nowMs);
      Object.assign(job, { goAt: nowMs, goes: job.goes + 1 });
    }
    if (action === 'job.expire') job.state = 'expired';
    if (action === 'job.refuse') job.state = 'refused';
    if (action === 'job.sign' && outcome === 'refused') job.state = 'blocked';
    if (action === 'job.lose')
      Object.assign(job, { state: 'lost-contact', lostUntil: this.#lostUntil(nowMs) });
  }

  /** All that a job allows to take, and a quarter of an hour. */
  #lostUntil(nowMs: number): number {
    const { endAt, contactWindowSeconds, verify } = this.history;
    const allowed = endAt + (contactWindowSeconds + verify.attempts * verify.intervalSeconds) * 1000;
    return Math.max(allowed, nowMs) + GRACE_MS;
  }

  #end(jobId: string, state: string): void {
    const job = this.#jobs.get(jobId);
    if (job !== undefined) job.state = state;
  }

  #retire({ job }: KeptMember): void {
    if (job !== null && !isEnd(job.state)) job.state = job.goAt === null ? 'cancelled' : 'timed-out';
  }

  #takeRollout({ action, after }: TrailEntry, nowMs: number): void {
    if (typeof after?.state === 'string') this.state = after.state;
    const wave = typeof after?.wave === 'number' ? this.waves[after.wave] : undefined;
    const named = Array.isArray(after?.machineIds) ? after.machineIds.map((id) => this.memberOf(id)) : [];
    switch (action) {
      case 'rollout.open-wave':
        wave!.openedAt = nowMs;
        return;
      case 'rollout.promote':
        wave!.promoted = true;
        return;
      case 'rollout.overrideGate':
        wave!.overridden = after?.overridden === true;
        return;
      case 'rollout.resume':
        for (const member of this.members) if (member.isBad) member.acknowledgedAttempt = member.attempt;
        return;
      case 'rollout.retryFailed':
        for (const member of named) member.attempt += 1;
        return;
      case 'rollout.exclude':
        for (const member of named) this.#exclude(member);
        return;
      case 'rollout.leave-alone':
        for (const member of named) member.leaveAlone();
        return;
      case 'rollout.move-to-late':
        return this.#moveToLate(Number(after?.wave));
      case 'rollout.close':
        for (const member of this.members) member.endWaiting('expired');
        return;
      case 'rollout.abort':
        for (const member of this.members) member.endWaiting('cancelled');
    }
  }

  #exclude(member: KeptMember): void {
    if (member.job === null) return member.leaveAlone();
    member.job.state = 'cancelled';
    member.excluded = true;
  }

  #moveToLate(wave: number): void {
    for (const member of this.members)
      if (member.wave === wave && member.isWaiting && !this.isHeard(member)) member.isLate = true;
  }
}
