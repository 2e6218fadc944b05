import { buttonLabels } from '@teredo-fleet/teredo';
import type { NoticeAnswer, NoticeOutcome, NoticeShowing, NoticeToShow } from '../../notice-channel';
import type { RunningProgram } from '../../spawn';
import { findProgram, startProgram } from '../../spawn';
import type { DesktopSession } from './desktop-session';
import type { DialogProgram } from './dialog-programs';
import { DIALOG_PROGRAMS } from './dialog-programs';

/** A dialog that can't appear ends at once; one that is still there after this time is on the screen. */
const APPEARS_MS = 700;
/** How soon it counts as displayed once somebody is in front of it again. */
const LOOK_EVERY_MS = 2_000;
/** How long a dialog may take to end when it is told to. */
const ENDS_MS = 2_000;
/** How long what it printed may take to arrive once it has ended: something that it left behind may keep its output open. */
const LAST_WORDS_MS = 500;

/** A dialog program that is installed here, the best one; null when there is none. */
export function installedDialog(): DialogProgram | null {
  return DIALOG_PROGRAMS.find(({ program }) => findProgram(program) !== null) ?? null;
}

/** Runs with the rights of the session's user, on that user's screen. */
function open(dialog: DialogProgram, session: DesktopSession, notice: NoticeToShow): RunningProgram {
  const { uid, gid } = session.account;
  const running = startProgram({
    program: dialog.program,
    args: dialog.args(notice, buttonLabels(session.language)),
    environment: session.environment,
    identity: uid === process.getuid?.() ? undefined : { uid, gid },
  });
  const { stdin } = running.process;
  // One that ended before it read its text is told of by its exit code.
  stdin?.on('error', () => undefined);
  stdin?.end(dialog.input(notice) ?? '');
  return running;
}

function closeOutput({ stdout, stderr }: RunningProgram['process']): void {
  stdout?.destroy();
  stderr?.destroy();
}

/** Whether somebody may be in front of the desktop; null: that can't be known. */
export type InFront = () => Promise<boolean | null>;

/**
 * One dialog from its start to its answer. It runs with its user's rights, who may stop it, or have it ignore what it is
 * told: it ends in time all the same. Behind a locked screen it is up and not displayed, and its time runs all the same (N21).
 */
class DesktopShowing implements NoticeShowing {
  readonly displayed: Promise<number | null>;
  readonly outcome: Promise<NoticeOutcome>;
  #isUp = false;
  #isOver = false;
  #displayedAt: number | null = null;
  #over: NoticeAnswer | 'withdrawn' | null = null;
  #force: NodeJS.Timeout | undefined;

  constructor(
    private readonly running: RunningProgram,
    private readonly readAnswer: (exitCode: number | null) => NoticeAnswer | null,
    private readonly inFront: InFront,
    answerTimeoutMs: number,
  ) {
    const { process } = running;
    const late = setTimeout(() => this.#end('timed-out'), answerTimeoutMs);
    const ended = new Promise<number | null>((resolve) => {
      process.once('error', () => resolve(null));
      process.once('exit', () => setTimeout(() => closeOutput(process), LAST_WORDS_MS).unref());
      process.once('close', (code) => resolve(code));
    });
    this.outcome = ended.then((exitCode) => {
      this.#isOver = true;
      clearTimeout(late);
      clearTimeout(this.#force);
      return this.#outcomeOf(exitCode);
    });
    const appears = new Promise<void>((resolve) => setTimeout(resolve, APPEARS_MS));
    this.displayed = Promise.race([
      appears.then(() => this.#awaitInFront()),
      this.outcome.then((end) => end.displayedAt),
    ]);
  }

  async #awaitInFront(): Promise<number | null> {
    this.#isUp = !this.#isOver;
    while (!this.#isOver) {
      if ((await this.inFront()) !== false) return this.#isOver ? this.#displayedAt : this.#appear();
      await new Promise<void>((resolve) => void setTimeout(resolve, LOOK_EVERY_MS).unref());
    }
    return this.#displayedAt;
  }

  #appear(): number {
    this.#displayedAt ??= Date.now();
    return this.#displayedAt;
  }

  #end(why: NoticeAnswer | 'withdrawn'): void {
    this.#over ??= why;
    const { process } = this.running;
    process.kill('SIGTERM');
    this.#force ??= setTimeout(() => process.kill('SIGKILL'), ENDS_MS);
  }

  /**
   * Whoever pressed a button has seen the dialog, however fast that was. A dialog that ended by itself before it could
   * appear was not closed by anybody: xmessage ends alike when it finds no screen.
   */
  #outcomeOf(exitCode: number | null): NoticeOutcome {
    if (this.#over === 'withdrawn') {
      return { displayedAt: this.#displayedAt, answer: null, answeredAt: null, failure: null };
    }
    const told = this.#over ?? this.readAnswer(exitCode);
    const answer = told === 'closed' && !this.#isUp ? null : told;
    if (answer === 'timed-out')
      return { displayedAt: this.#displayedAt, answer, answeredAt: Date.now(), failure: null };
    if (answer !== null)
      return { displayedAt: this.#appear(), answer, answeredAt: Date.now(), failure: null };
    const failure = `the dialog ended with ${exitCode}: ${this.running.output().slice(0, 500)}`;
    return { displayedAt: null, answer, answeredAt: null, failure };
  }

  withdraw(): void {
    this.#end('withdrawn');
  }
}

/** Shows the notice as a dialog on a user's desktop, with that user's rights, and waits for the button. */
export function showOnDesktop(
  dialog: DialogProgram,
  session: DesktopSession,
  notice: NoticeToShow,
  inFront: InFront,
): NoticeShowing {
  const running = open(dialog, session, notice);
  const labels = buttonLabels(session.language);
  const read = (exitCode: number | null) => dialog.answer({ exitCode, stdout: running.stdout() }, labels);
  return new DesktopShowing(running, read, inFront, notice.answerTimeoutMs);
}
