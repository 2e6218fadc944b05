import type {
  EarlierValues,
  NoticeChannel,
  Platform,
  ReachabilityOptions,
  Witness,
} from '@teredo-fleet/platform';
import type { Observation } from '@teredo-fleet/teredo';
import type { JobJournal } from '../journal/job-journal';
import type { AgentClock } from './agent-clock';
import type { JobRun } from './job-run';
import type { Outbox } from './outbox';

/** An adapter as jobs need it: it also keeps the machine's earlier values. */
export type JobPlatform = Platform & EarlierValues;

/** What one job's run needs of the agent. */
export interface JobParts {
  platform: JobPlatform;
  notice: NoticeChannel;
  witness: Witness;
  clock: AgentClock;
  outbox: Outbox;
  journal: JobJournal;
  /** What reachability is measured with, as the server said last. */
  reachability(): ReachabilityOptions;
  /** Whether the server answers now. */
  serverAnswers(): Promise<boolean>;
  keepEarlier(slot: string, before: Observation): void;
  /** Secret of this machine that the codes of notices are made of, 32 bytes. */
  noticeSecret: Uint8Array;
  /** Sends `ask` as soon as no other job has the machine; a null id is made new. */
  ask(run: JobRun, askId: string | null): void;
  onEnded(run: JobRun): void;
  /** The job's state may be another. */
  onMoved(): void;
  /** A fault in the agent itself, told once: it must stop, and the journal takes the job up again. */
  onBroken(error: unknown): void;
  /** Tests stop the process here; null in production. */
  failpoint: ((name: string) => Promise<void>) | null;
}
