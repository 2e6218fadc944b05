import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';

/** A job as news told of it. */
export interface KeptJob {
  id: string;
  attempt: number;
  /** In the words of reports; `open` until one came or the server ended it. */
  state: string;
  /** Of the newest report. */
  version: number;
  /** When it was let start; null: it was not, or that was lost. */
  goAt: number | null;
  /** Every moment at which its machine was answered that it may start, also again. */
  goesTold: number[];
  /** It was said to have begun. */
  isSaidBegun: boolean;
  /** Its first step took effect. */
  isChanged: boolean;
  /** Until when a machine out of contact is waited for. */
  lostUntil: number | null;
  receipts: KeptReceipt[];
  /** Two people decided that its notice's answers are not waited for, and it was signed. */
  isOverridden: boolean;
}

/** A receipt that the server wrote down. */
export interface KeptReceipt {
  answer: string | null;
  displayedAt: number | null;
}

export const BAD: readonly string[] = ['failed', 'verify-failed', 'timed-out', 'lost-contact', 'reverted'];

export const isEnd = (state: string): boolean => (TERMINAL_JOB_STATES as readonly string[]).includes(state);

/** A machine of the rollout, kept from news alone. */
export class KeptMember {
  excluded = false;
  isLate = false;
  /** The attempt that counts, made or to be made. */
  attempt = 1;
  acknowledgedAttempt = 0;
  readonly #jobs = new Map<number, KeptJob>();

  constructor(
    readonly machineId: string,
    /** Null: of the late pool alone. */
    readonly wave: number | null,
  ) {}

  /** Of the attempt that counts; null: not made yet. */
  get job(): KeptJob | null {
    return this.#jobs.get(this.attempt) ?? null;
  }

  get attempts(): readonly KeptJob[] {
    return [...this.#jobs.values()];
  }

  get isWaiting(): boolean {
    const { job, excluded } = this;
    return !excluded && (job === null || (job.state === 'open' && job.goAt === null));
  }

  get isBad(): boolean {
    return !this.excluded && this.job !== null && BAD.includes(this.job.state);
  }

  make(job: { id: string; attempt: number }): KeptJob {
    const made: KeptJob = {
      ...job,
      state: 'open',
      version: 0,
      goAt: null,
      goesTold: [],
      isSaidBegun: false,
      isChanged: false,
      lostUntil: null,
      receipts: [],
      isOverridden: false,
    };
    this.#jobs.set(job.attempt, made);
    return made;
  }

  /** It is not asked any more: left alone, or as its last attempt left it. */
  leaveAlone(): void {
    if (this.job !== null) return;
    if (this.attempt === 1) this.excluded = true;
    else this.attempt -= 1;
  }

  /** What had not begun ends so. */
  endWaiting(state: string): void {
    if (!this.isWaiting) return;
    if (this.job === null) this.leaveAlone();
    else this.job.state = state;
  }

  /** What had not begun is left out. */
  exclude(): void {
    if (!this.isWaiting) return;
    if (this.job === null) return this.leaveAlone();
    this.job.state = 'cancelled';
    this.excluded = true;
  }
}
