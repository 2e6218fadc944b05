import { rmSync } from 'node:fs';
import {
  judgeRelease,
  type Release,
  type ReleaseFile,
  readSignedRelease,
  type UpdateState as ToldState,
  type UpdateMessage,
  type UpdatesFacts,
} from '@teredo-fleet/protocol';
import { nodeSignatures } from '@teredo-fleet/protocol/node';
import type { UnnumberedMessage } from '../jobs/outbox';
import type { DoorAddress } from '../session/link';
import { StateError } from '../state/state-error';
import { fetchProgram } from './fetch-program';
import { FetchProgramError } from './fetch-program-error';
import type { OwnProgram, TrialOutcome } from './own-program';
import { isThatProgram } from './program-intake';
import { releaseKeyId } from './release-key-id';
import { readUpdateState, type UpdateState, withFailure, writeUpdateState } from './update-state';

/** Pauses between attempts to fetch a program, milliseconds: it is tried once more than there are. */
export const FETCH_AGAIN_MS: readonly number[] = [1_000, 10_000, 60_000];
/** Of one version, before it counts as broken: the server may have been away, or the machine switched off. */
const MOST_TRIALS = 3;
const LOOK_AGAIN_MS = 1_000;
const MOST_WORDS = 500;

export interface UpdaterParts {
  stateDir: string;
  server: DoorAddress;
  program: OwnProgram;
  /** Ed25519, standard base64: built into this agent. */
  releaseKey: string;
  fetchAgainMs: readonly number[];
}

/** What the agent does for its updater. */
export interface UpdaterHost {
  /** By the server's clock, milliseconds. */
  now(): number;
  isBusy(): boolean;
  tell(message: Extract<UnnumberedMessage, { type: 'update-status' }>): void;
  /** Does something while no session stands and no job can begin; false: a job was there first. */
  apart(work: () => Promise<void>): Promise<boolean>;
  onFailed(error: unknown): void;
}

interface Offered {
  release: Release;
  file: ReleaseFile;
}

/** Takes a release that the release key signed: fetches it, has it tried, and puts it in place of this program. */
export class Updater {
  #working = false;
  #next: UpdateMessage | null = null;
  readonly #end = new AbortController();
  readonly #host: UpdaterHost;

  constructor(
    private readonly parts: UpdaterParts,
    host: UpdaterHost,
  ) {
    this.#host = host;
  }

  /** What the server is told at the door. */
  get facts(): UpdatesFacts {
    const { releaseKey, program } = this.parts;
    return { keyId: releaseKeyId(releaseKey), system: program.system, trial: false };
  }

  /** One at a time; of those that come meanwhile the newest counts. */
  take(message: UpdateMessage): void {
    this.#next = message;
    if (this.#working) return;
    this.#working = true;
    void this.#work().finally(() => {
      this.#working = false;
    });
  }

  async #work(): Promise<void> {
    while (this.#next !== null && !this.#closed) {
      const message = this.#next;
      this.#next = null;
      await this.#follow(message).catch((error) => this.#host.onFailed(error));
    }
  }

  async #follow(message: UpdateMessage): Promise<void> {
    const read = readSignedRelease(nodeSignatures, message, this.parts.releaseKey);
    // Not signed by the one key: nothing in it can be believed, its version neither.
    if (!read.ok) return this.#host.onFailed(new Error(read.text));
    const { release } = read;
    const file = this.#judge(release);
    if (file === null) return;
    if (!(await this.#fetch({ release, file }))) return;
    if (message.install) await this.#install({ release, file });
    else this.#tell(release, 'ready', null);
  }

  #tell({ version }: Release, state: ToldState, text: string | null): void {
    const words = text === null ? null : text.slice(0, MOST_WORDS);
    this.#host.tell({ type: 'update-status', version, state, text: words, at: this.#host.now() });
  }

  get #state(): UpdateState {
    return readUpdateState(this.parts.stateDir, this.parts.program.version);
  }

  #keep(state: UpdateState): void {
    writeUpdateState(this.parts.stateDir, state);
  }

  /** The file for this machine; null: refused, which was told. */
  #judge(release: Release): ReleaseFile | null {
    const { system, version } = this.parts.program;
    try {
      const { highest, failed } = this.#state;
      const judged = judgeRelease(release, { system, version, highest, failed, nowMs: this.#host.now() });
      if (judged.ok) return judged.file;
      this.#tell(release, judged.code === 'failed-before' ? 'fell-back' : 'refused', judged.text);
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      this.#tell(release, 'refused', error.message);
    }
    return null;
  }

  /** Whether the program is here now, and the one that was signed. */
  async #fetch({ release, file }: Offered): Promise<boolean> {
    if (await isThatProgram(this.parts.program.newPath, file)) return true;
    this.#tell(release, 'downloading', null);
    for (const pauseMs of [...this.parts.fetchAgainMs, null]) {
      const error = await this.#fetchOrWait({ release, file });
      if (error === null) return true;
      if (this.#closed || this.#next !== null) return false;
      if (pauseMs === null || !error.passing) {
        this.#tell(release, 'failed', error.message);
        return false;
      }
      await this.#pause(pauseMs);
    }
    return false;
  }

  /** Waits for a crowded server as long as it takes, or until something newer is offered. Null: the program is here. */
  async #fetchOrWait({ release, file }: Offered): Promise<FetchProgramError | null> {
    for (let isTold = false; ; isTold = true) {
      const error = await this.#fetchOnce(file);
      if (error === null || error.waitMs === null) return error;
      if (this.#closed || this.#next !== null) return error;
      if (!isTold) this.#tell(release, 'downloading', `${error.message} The agent asks again.`);
      await this.#pause(error.waitMs);
      if (this.#closed) return error;
    }
  }

  async #fetchOnce(file: ReleaseFile): Promise<FetchProgramError | null> {
    try {
      await fetchProgram(this.parts.server, file, this.parts.program.newPath);
      return null;
    } catch (error) {
      if (error instanceof FetchProgramError) return error;
      throw error;
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms).unref());
  }

  async #waitUntilIdle(): Promise<void> {
    while (this.#host.isBusy() && !this.#closed) await this.#pause(LOOK_AGAIN_MS);
  }

  async #install(offered: Offered): Promise<void> {
    if (await this.#host.apart(() => this.#replace(offered))) return;
    this.#tell(offered.release, 'waiting', 'A change is under way on this machine; it is not interrupted.');
    await this.#waitUntilIdle();
    if (!this.#closed) this.#tell(offered.release, 'ready', null);
  }

  async #replace({ release }: Offered): Promise<void> {
    const { version } = release;
    const before = this.#state;
    const begun = before.trial?.version === version ? before.trial.begun + 1 : 1;
    if (begun > MOST_TRIALS) {
      const text = `It was started for a trial ${MOST_TRIALS} times, and each time this machine went down or the server was away.`;
      return this.#fallBack(release, text);
    }
    this.#keep({ ...before, trial: { version, begun } });
    const outcome = await this.parts.program.tryNew(this.#end.signal);
    // Ended with this agent, which tells nothing of the version.
    if (this.#closed) return this.#keep(before);
    this.#settle(release, outcome, begun);
  }

  #settle(release: Release, outcome: TrialOutcome, begun: number): void {
    const { version } = release;
    if (outcome.kind === 'works' && outcome.version === version) return this.#putInPlace(release);
    if (outcome.kind === 'works')
      return this.#fallBack(release, `It was released as ${version} and says that it is ${outcome.version}.`);
    if (outcome.kind === 'broken' || begun >= MOST_TRIALS) return this.#fallBack(release, outcome.text);
    this.#tell(release, 'ready', `Tried again: ${outcome.text}`);
  }

  #putInPlace(release: Release): void {
    const { version } = release;
    try {
      this.#keep({ ...this.#state, highest: version, trial: null, probation: { version, starts: 0 } });
      this.parts.program.putInPlace();
    } catch (error) {
      this.#keep({ ...this.#state, probation: null });
      return this.#fallBack(release, `It works, but can’t be put in place (${(error as Error).message}).`);
    }
    this.parts.program.restart();
  }

  #fallBack(release: Release, text: string): void {
    const { version } = release;
    this.#keep({ ...withFailure(this.#state, version, text.slice(0, MOST_WORDS)), highest: version });
    this.#tell(release, 'fell-back', text);
    // Windows may hold on to it for a moment; then it goes before the next one comes.
    rmSync(this.parts.program.newPath, { force: true });
  }

  get #closed(): boolean {
    return this.#end.signal.aborted;
  }

  /** Ends a trial that is under way; it is begun anew with the next start. */
  close(): void {
    this.#end.abort();
  }
}
