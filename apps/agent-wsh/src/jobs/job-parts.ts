import type { Observation, PrintedBytes, Step } from '@teredo-fleet/teredo';
import type { ScriptClock } from '../host/clock';
import type { NoticeChannel } from '../notice/notice-channel';
import type { Outbox } from '../outbox';
import type { JobJournal } from '../state/job-journal';

/** What became of a step; `unknown`: nobody can tell whether it took effect. */
export interface StepOutcome {
  outcome: 'done' | 'failed' | 'unknown';
  exitCode: number | null;
  output: string;
  /** The same byte for byte, where some of it could not be read. */
  printed?: PrintedBytes | undefined;
}

/** The machine as jobs need it. Methods may throw; what they throw is told. */
export interface JobMachine {
  observe(): Observation;
  /** Keeps the machine's own values under a slot, unless they are kept already. */
  keep(slot: string): void;
  apply(step: Step, slot: string): StepOutcome;
  /** Whether an address, or what `default-gateway` names, answers a ping. Never throws. */
  answers(address: string): boolean;
}

/** What one job's run needs of the agent. */
export interface JobParts {
  machine: JobMachine;
  clock: ScriptClock;
  outbox: Outbox;
  notices: NoticeChannel;
  /** Secret of this machine that the codes of notices are made of, 32 bytes. */
  noticeSecret: Uint8Array;
  journal: JobJournal;
  /** Whether the server answered a moment ago. */
  serverAnswers(): boolean;
  keepEarlier(slot: string, before: Observation): void;
  /** Asks to start as soon as no other job has the machine; a null id is made new. */
  ask(jobId: string, attempt: number, askId: string | null): void;
  onEnded(): void;
}
