import { messageBoxAnswer, messageBoxOf } from '@teredo-fleet/teredo';
import type {
  NoticeChannel,
  NoticeOutcome,
  NoticeSession,
  NoticeShowing,
  NoticeToShow,
} from '../../notice-channel';
import { ProgramError } from '../../spawn';
import type { RunWindows } from '../../spawn-windows';
import { createLoggedOnList, type LoggedOn } from './logged-on';
import type { MessageFiles } from './message-file';
import { presentingCommand, showMessageCommand } from './session-script';

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** Of a session's name in a message. */
const LONGEST_NAME = 100;
const PRESENTING_GOOD_FOR_MS = 60_000;
const UNIX_EPOCH_MS = 11_644_473_600_000n;

/** The number of a session is another's later, so its name says since when it is this one: at least, whose. */
function nameOf({ id, user, since }: LoggedOn): string {
  const told = since === 0n ? user : sinceText(since);
  return `${id} ${told}`.slice(0, LONGEST_NAME);
}

const sinceText = (since: bigint) => new Date(Number(since / 10_000n - UNIX_EPOCH_MS)).toISOString();

const failed = (failure: string): NoticeOutcome => ({
  displayedAt: null,
  answer: null,
  answeredAt: null,
  failure,
});

/**
 * Tells everybody who is logged on by a message box of Windows in each session. Whoever left a session open sees it on
 * coming back. Nothing tells that a box is up but its end: an answer, or that Windows took it away when its time was over.
 * So it counts as displayed from then at the latest, and one that ended neither way counts as not displayed, nor does one
 * that nobody answered and that came up in a session that was left open or locked. A box that was
 * withdrawn stays up until its time is over; what is answered then counts for nothing.
 */
export function createWindowsNoticeChannel(
  run: RunWindows,
  files: MessageFiles,
  now: () => number,
): NoticeChannel {
  const listLoggedOn = createLoggedOnList(run, now);
  const known = new Map<string, LoggedOn>();

  async function ask(session: LoggedOn, notice: NoticeToShow): Promise<NoticeOutcome> {
    const { style, body } = messageBoxOf(notice.body, notice.offers, session.language);
    const seconds = Math.ceil(notice.answerTimeoutMs / 1000);
    let path: string;
    try {
      path = files.write(session.id, notice.title, body);
    } catch (error) {
      return failed(`the text of the message box could not be written: ${(error as Error).message}`);
    }
    const call = showMessageCommand({ sessionId: session.id, style, seconds, path });
    const { bytes } = await run(call).finally(() => files.remove(path));
    const [, said, inFront] = /^answer (\d+)( in front)?/m.exec(asText(bytes)) ?? [];
    const answer = said === undefined ? null : messageBoxAnswer(notice.offers, Number(said));
    if (answer === null) return failed('Windows did not show the message box');
    const at = now();
    if (answer !== 'timed-out') return { displayedAt: at, answer, answeredAt: at, failure: null };
    // Windows counts the time from when the box is up.
    const displayedAt = inFront !== undefined ? at - seconds * 1000 : null;
    return { displayedAt, answer, answeredAt: null, failure: null };
  }

  /** PowerShell compiles at each start, which takes seconds of a processor: a person who presents does so for a while. */
  const presented = new Map<string, { at: number; presents: boolean | null }>();

  async function askPresenting({ id }: LoggedOn): Promise<boolean | null> {
    try {
      const [, said] = /^presenting (yes|no)/m.exec(asText((await run(presentingCommand(id))).bytes)) ?? [];
      return said === undefined ? null : said === 'yes';
    } catch (error) {
      if (error instanceof ProgramError) return null;
      throw error;
    }
  }

  async function isPresenting(name: string): Promise<boolean | null> {
    const session = known.get(name);
    if (session === undefined) return null;
    const before = presented.get(name);
    if (before !== undefined && Math.abs(now() - before.at) < PRESENTING_GOOD_FOR_MS) return before.presents;
    const presents = await askPresenting(session);
    presented.set(name, { at: now(), presents });
    return presents;
  }

  function show(session: LoggedOn, notice: NoticeToShow): NoticeShowing {
    let withdraw: () => void = () => undefined;
    const withdrawn = new Promise<NoticeOutcome>((resolve) => {
      withdraw = () => resolve({ displayedAt: null, answer: null, answeredAt: null, failure: null });
    });
    const asked = ask(session, notice).catch((error: unknown) => {
      if (error instanceof ProgramError) return failed(error.message);
      throw error;
    });
    const outcome = Promise.race([asked, withdrawn]);
    return { displayed: outcome.then((end) => end.displayedAt), outcome, withdraw };
  }

  return {
    async sessions(asOf): Promise<NoticeSession[]> {
      const found = await listLoggedOn(asOf);
      known.clear();
      for (const one of found) known.set(nameOf(one), one);
      return found.map((one) => ({
        id: nameOf(one),
        place: one.since === 0n ? String(one.id) : `${one.id} ${sinceText(one.since)}`,
        user: one.user,
        userId: one.sid,
        means: 'desktop-dialog',
        language: one.language,
      }));
    },
    isPresenting: ({ id }) => isPresenting(id),
    show(session, notice) {
      const found = known.get(session.id);
      if (found !== undefined) return show(found, notice);
      const gone = failed('the session ended');
      return { displayed: Promise.resolve(null), outcome: Promise.resolve(gone), withdraw: () => undefined };
    },
    async close() {},
  };
}
