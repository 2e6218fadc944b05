import type { StatusMessage } from '@teredo-fleet/protocol';
import type { DrawnHistory } from './drawn-history';

/** An entry of the audit trail, as far as it tells of what happened to a rollout. */
export interface TrailEntry {
  action: string;
  objectKind: string;
  objectId: string | null;
  outcome: string;
  after: Record<string, unknown> | null;
}

export interface KeptJob {
  id: string;
  attempt: number;
  /** In the words of reports; `open` until one came or the server ended it. */
  state: string;
  version: number;
  goAt: number | null;
  goes: number;
  /** Until when a machine out of contact is waited for. */
  lostUntil: number | null;
}

export interface KeptMember {
  machineId: string;
  wave: number;
  excluded: boolean;
  isLate: boolean;
  /** Newest sign of life that the server wrote down. */
  heardAt: number;
  acknowledgedAttempt: number;
  job: KeptJob | null;
}

export interface KeptWave {
  openedAt: number | null;
  promoted: boolean;
  overridden: boolean;
  /** Since which look of the engine the gate's arithmetic holds. */
  metSince: number | null;
}

const ENDS: readonly string[] = [
  'verified',
  'already-compliant',
  'not-applicable',
  'blocked',
  'failed',
  'verify-failed',
  'timed-out',
  'reverted',
  'refused',
  'expired',
  'cancelled',
  'quarantined',
  'rolled-back',
];

export const isEnd = (state: string): boolean => ENDS.includes(state);

/**
 * What happened, kept from news alone (the audit trail, reports, what people did) and never from the tables that the
 * server counts. What the server says of a rollout is held against it.
 */
export class Ledger {
  state = 'approved';
  brake = false;
  /** Moments at which machines were let start. */
  readonly goTimes: number[] = [];
  readonly waves: KeptWave[];
  readonly members: KeptMember[];
  readonly #byMachine: Map<string, KeptMember>;
  readonly #byJob = new Map<string, KeptMember>();

  constructor(private readonly history: DrawnHistory) {
    this.waves = history.waves.map(() => ({
      openedAt: null,
      promoted: false,
      overridden: false,
      metSince: null,
    }));
    this.members = history.machines.map(({ id, wave }) => ({
      machineId: id,
      wave,
      excluded: false,
      isLate: false,
      heardAt: Number.NEGATIVE_INFINITY,
      acknowledgedAttempt: 0,
      job: null,
    }));
    this.#byMachine = new Map(this.members.map((member) => [member.machineId, member]));
  }

  memberOf(machineId: string): KeptMember {
    return this.#byMachine.get(machineId)!;
  }

  heard(machineId: string, nowMs: number): void {
    this.memberOf(machineId).heardAt = nowMs;
  }

  /** A job was made; a newer attempt begins anew. */
  made(job: { id: string; machineId: string; attempt: number }): void {
    if (this.#byJob.has(job.id)) return;
    const member = this.memberOf(job.machineId);
    this.#byJob.set(job.id, member);
    const { id, attempt } = job;
    member.job = { id, attempt, state: 'open', version: 0, goAt: null, goes: 0, lostUntil: null };
  }

  #jobOf(jobId: string): KeptJob | null {
    const job = this.#byJob.get(jobId)?.job ?? null;
    return job !== null && job.id === jobId ? job : null;
  }

  /** Reports that the server wrote down in one batch: the newest counts, unless the job had ended. */
  reported(batch: readonly { message: StatusMessage }[]): void {
    const byVersion = [...batch].sort((a, b) => a.message.version - b.message.version);
    for (const { message } of byVersion) {
      const job = this.#jobOf(message.jobId);
      if (job === null || job.attempt !== message.attempt) continue;
      if (isEnd(job.state) || message.version <= job.version) continue;
      job.version = message.version;
      job.state = isEnd(message.state) ? message.state : 'open';
    }
  }

  /** Takes an entry of the trail in; gives whether it is a grant of a start or the opening of a wave. */
  take(entry: TrailEntry, nowMs: number): void {
    if (entry.outcome === 'refused' && entry.action.startsWith('rollout.')) return;
    if (entry.objectKind === 'job' && entry.objectId !== null) this.#takeJob(entry, entry.objectId, nowMs);
    if (entry.objectKind === 'rollout') this.#takeRollout(entry, nowMs);
    if (entry.action === 'brake.set') this.brake = entry.after?.on === true;
    if (entry.action === 'machine.retire') this.#endOpen(entry.objectId, 'cancelled', 'timed-out');
    if (entry.action === 'job.cancel') this.#cancel(String(entry.after?.jobId));
  }

  #takeJob({ action, outcome }: TrailEntry, jobId: string, nowMs: number): void {
    const job = this.#jobOf(jobId);
    if (job === null) return;
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
    return Math.max(allowed, nowMs) + 15 * 60_000;
  }

  #cancel(jobId: string): void {
    const job = this.#jobOf(jobId);
    if (job !== null) job.state = 'cancelled';
  }

  #endOpen(machineId: string | null, unstarted: string, started: string): void {
    const job = machineId === null ? null : (this.#byMachine.get(machineId)?.job ?? null);
    if (job !== null && !isEnd(job.state)) job.state = job.goAt === null ? unstarted : started;
  }

  #takeRollout({ action, after }: TrailEntry, nowMs: number): void {
    const wave = typeof after?.wave === 'number' ? after.wave : null;
    if (typeof after?.state === 'string') this.state = after.state;
    if (action === 'rollout.resume') this.#acknowledge();
    if (action === 'rollout.open-wave' && wave !== null) this.waves[wave]!.openedAt = nowMs;
    if (action === 'rollout.move-to-late') this.#moveToLate(wave);
    if (action === 'rollout.close') this.#close();
  }

  #acknowledge(): void {
    // Until resuming acknowledges, nothing is acknowledged.
  }

  #moveToLate(wave: number | null): void {
    for (const member of this.members)
      if (member.wave === wave && this.isWaiting(member) && !this.isHeard(member)) member.isLate = true;
  }

  #close(): void {
    for (const member of this.members) {
      if (!this.isWaiting(member)) continue;
      if (member.job === null) member.excluded = true;
      else member.job.state = 'expired';
    }
  }

  isWaiting({ excluded, job }: KeptMember): boolean {
    return !excluded && (job === null || (job.state === 'open' && job.goAt === null));
  }

  isHeard({ wave, heardAt }: KeptMember): boolean {
    const { openedAt } = this.waves[wave]!;
    return openedAt === null || heardAt >= openedAt;
  }
}
