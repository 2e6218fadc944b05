import { randomInt } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isOffered, notOfferedText, terminalText } from '@teredo-fleet/teredo';
import type { NoticeOutcome, NoticeShowing, NoticeToShow } from '../../notice-channel';
import { openAnswerFolder, readAnswer, removeAnswer } from './answer-folder';
import type { LoggedOn } from './logged-on';

const LOOK_EVERY_MS = 500;

/** Where terminals and answers are; tests bring their own. */
export interface TerminalPlaces {
  devices: string;
  answers: string;
}

/** A login that is over may still be recorded: its terminal is somebody else's by then, who is not the one to be told. */
function writeToTerminal(path: string, uid: number, text: string): void {
  const handle = openSync(
    path,
    constants.O_WRONLY | constants.O_NOCTTY | constants.O_NONBLOCK | constants.O_NOFOLLOW,
  );
  try {
    if (fstatSync(handle).uid !== uid) throw new Error(`${path} is another user's terminal now`);
    const bytes = Buffer.from(text);
    if (writeSync(handle, bytes) < bytes.length) throw new Error(`${path} took only a part of it`);
  } finally {
    closeSync(handle);
  }
}

function failedShowing(failure: string): NoticeShowing {
  const outcome: NoticeOutcome = { displayedAt: null, answer: null, answeredAt: null, failure };
  return { displayed: Promise.resolve(null), outcome: Promise.resolve(outcome), withdraw: () => undefined };
}

/** Who has left by then needs no word. */
function askAgain(places: TerminalPlaces, person: LoggedOn, text: string): void {
  try {
    writeToTerminal(join(places.devices, person.line), person.uid, text);
  } catch {
    // The terminal is gone; the notice waits for its time-out.
  }
}

/**
 * Writes the notice on the user's terminal and waits for `teredo-agent answer`, which that user runs. A terminal
 * tells that it took the text, not that anybody read it: written is displayed, and the answer is the proof.
 */
export function showOnTerminal(
  places: TerminalPlaces,
  person: LoggedOn,
  notice: NoticeToShow,
): NoticeShowing {
  const code = String(randomInt(100_000, 1_000_000));
  try {
    openAnswerFolder(places.answers, person.uid);
    writeToTerminal(join(places.devices, person.line), person.uid, terminalText(notice, code));
  } catch (error) {
    return failedShowing((error as Error).message);
  }
  const displayedAt = Date.now();
  let end: (outcome: NoticeOutcome) => void = () => undefined;
  const outcome = new Promise<NoticeOutcome>((resolve) => {
    end = resolve;
  });
  const finish = (answer: NoticeOutcome['answer']) => {
    clearInterval(look);
    clearTimeout(late);
    removeAnswer(places.answers, person.uid, code);
    end({ displayedAt, answer, answeredAt: answer === null ? null : Date.now(), failure: null });
  };
  const look = setInterval(() => {
    const answer = readAnswer(places.answers, person.uid, code);
    if (answer === null) return;
    if (isOffered(notice.offers, answer)) return finish(answer);
    removeAnswer(places.answers, person.uid, code);
    askAgain(places, person, notOfferedText(notice, code));
  }, LOOK_EVERY_MS);
  const late = setTimeout(() => finish('timed-out'), notice.answerTimeoutMs);
  return { displayed: Promise.resolve(displayedAt), outcome, withdraw: () => finish(null) };
}
