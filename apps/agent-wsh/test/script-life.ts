import { type JobRecord, type JobReport, resumeJob, startJob } from '@teredo-fleet/agent-core';
import { answerAsWindows, encodeConsole, type StandInState } from '@teredo-fleet/platform/stand-in';
import type { DesiredState, WindowsCommand } from '@teredo-fleet/teredo';
import { vi } from 'vitest';
import { makeOrder, START, TEREDO_ON } from '../../../packages/agent-core/test/orders';
import type { ScriptClock } from '../src/host/clock';
import type { ProcessRunner, ProgramResult } from '../src/host/processes';
import type { JobParts } from '../src/jobs/job-parts';
import { createJobRun, type JobRun } from '../src/jobs/job-run';
import { createJobMachine } from '../src/windows/job-machine';
import { createWindowsEdge } from '../src/windows/windows-edge';
import { MemoryFiles } from './memory-files';

/** What Windows' shell ends with where there is no such program. */
const NO_SUCH_PROGRAM = 9009;
const HOST_IS_GONE = 'the script host is gone';

const files = new MemoryFiles();

/** Puts a disk in memory behind the script host's objects; every other object is one that this Windows has not got. */
export function installMemoryDisk(): void {
  vi.stubGlobal(
    'ActiveXObject',
    class {
      constructor(name: string) {
        if (name !== 'Scripting.FileSystemObject') throw new Error(`no object ${name}`);
        // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
        return files;
      }
    },
  );
}

export const emptyMemoryDisk = (): void => files.texts.clear();

/** When the script host ends: at which of its doings, counted over programs and records, and on which side of it. */
export interface Kill {
  at: number;
  side: 'before' | 'after';
}

/** One job of the script agent on a stand-in Windows, from its acceptance on, over ends of the script host. */
export class ScriptLife {
  now = START;
  readonly records: JobRecord[] = [];
  readonly reports: JobReport[] = [];
  /** Commands that Windows carried out, as their words. */
  readonly done: string[] = [];
  doings = 0;
  private run: JobRun | null = null;
  private isGone = false;
  private hangs = false;
  private kill: Kill | null = null;
  private ask: string | null = null;

  constructor(
    public windows: StandInState,
    private readonly desired: DesiredState = TEREDO_ON,
  ) {
    files.texts.clear();
  }

  /** One thing that changes something; the host may end before or after it. */
  private do<T>(thing: () => T): T {
    if (this.isGone) throw new Error(HOST_IS_GONE);
    this.doings += 1;
    const isLast = this.kill !== null && this.doings === this.kill.at;
    if (isLast) this.isGone = true;
    if (isLast && this.kill?.side === 'before') throw new Error(HOST_IS_GONE);
    const value = thing();
    if (isLast) throw new Error(HOST_IS_GONE);
    return value;
  }

  private call({ program, args, timeoutMs }: WindowsCommand): ProgramResult | null {
    if (this.hangs) return null;
    const command = [program, ...args].join(' ');
    const said = answerAsWindows(this.windows, program, args);
    if (said === null) return { command, exitCode: NO_SUCH_PROGRAM, output: new Uint8Array(0) };
    if (said.delayMs === null) {
      this.hangs = true;
      this.now += timeoutMs;
      return { command, exitCode: null, output: new Uint8Array(0) };
    }
    this.now += 200 + said.delayMs;
    if (said.state !== this.windows) this.done.push(command);
    this.windows = said.state;
    return { command, exitCode: said.exitCode, output: encodeConsole(said.output, 437) };
  }

  private runAll(commands: WindowsCommand[]): (ProgramResult | null)[] {
    if (this.hangs) throw new Error('netsh still runs, and nothing else is run beside it.');
    return this.do(() => commands.map((command) => this.call(command)));
  }

  private parts(): JobParts {
    const clock: ScriptClock = {
      now: () => this.now,
      localNow: () => this.now,
      follow: () => undefined,
      look: () => ({ awakeMs: 0, jumped: false }),
      lookAfterWork: () => ({ awakeMs: 0, jumped: false }),
    };
    const runner: ProcessRunner = {
      runAll: (commands) => this.runAll(commands),
      run: (command) => this.runAll([command])[0] as ProgramResult,
    };
    const edge = createWindowsEdge(runner, { oemCodePage: 437, now: clock.localNow });
    return {
      clock,
      machine: createJobMachine(edge, { savedFolder: 'C:\\state\\saved', answers: () => false }),
      noticeSecret: new Uint8Array(32),
      notices: {
        people: () => [],
        isPresenting: () => null,
        show: () => ({ look: () => ({ displayed: false, said: null }), withdraw: () => undefined }),
      },
      outbox: {
        add: (message) =>
          void (message.type === 'status' && this.reports.push(message as unknown as JobReport)),
        acknowledge: () => undefined,
        connected: () => undefined,
        take: () => [],
        hasNews: () => false,
      },
      journal: {
        records: this.records,
        append: (record) => this.do(() => void this.records.push(record)),
        remove: () => undefined,
      },
      serverAnswers: () => true,
      keepEarlier: () => undefined,
      ask: (_job, _attempt, askId) => {
        this.ask = askId ?? `ask ${this.records.length}`;
      },
      onEnded: () => undefined,
    };
  }

  /** The host starts, on what is on the disk; a program that hung has ended with it, if it does. */
  boot(kill: Kill | null = null): void {
    this.kill = kill;
    this.isGone = false;
    this.doings = 0;
    this.ask = null;
    const order = makeOrder({ work: { kind: 'apply', desired: this.desired } }, { kind: 'none' });
    const isNew = this.records.length === 0;
    this.run = createJobRun(
      this.parts(),
      isNew ? startJob(order, null, this.now) : resumeJob([...this.records], this.now),
    );
  }

  /** Until the job or the host has ended. */
  work(): void {
    for (let turn = 0; turn < 500 && !this.isGone && this.run !== null && !this.run.ended(); turn += 1) {
      this.run.work(1000);
      this.now += 1000;
      if (this.ask === null || this.isGone) continue;
      const askId = this.ask;
      this.ask = null;
      this.run.deliver({ kind: 'asked', askId });
      if (this.isGone) return;
      const grant = { jobId: 'job-1', attempt: 1, machineId: 'machine-1', askId, epoch: 1 };
      this.run.deliver({ kind: 'go', grant, epoch: 1, elapsedMs: 100 });
    }
  }

  /** Null: it has not ended. */
  end(): JobReport | null {
    return this.run?.ended() === true ? (this.reports.at(-1) ?? null) : null;
  }
}
