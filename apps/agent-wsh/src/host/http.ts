import { createObject, messageOf } from './host';
import { allowTls, type WithOptions, writeOption } from './tls';

interface WinHttpRequest extends WithOptions {
  Open(method: string, url: string, async: boolean): void;
  SetTimeouts(resolve: number, connect: number, send: number, receive: number): void;
  SetRequestHeader(name: string, value: string): void;
  Send(body: string): void;
  /** False: the answer is not whole yet. Throws what went wrong with it. */
  WaitForResponse(seconds: number): boolean;
  Abort(): void;
  /** This and the headers throw until the headers are there. */
  readonly Status: number;
  GetResponseHeader(name: string): string;
  readonly ResponseText: string;
}

export type HttpAnswer = { ok: true; status: number; text: string } | { ok: false; cause: string };

export interface HttpPost {
  url: string;
  contentType: string;
  /** ASCII. */
  body: string;
  /** The longest silence of the server. */
  timeoutMs: number;
}

/** More than the largest frame takes as text. */
export const MOST_CHARACTERS = 400_000;
/**
 * What an answer may take beyond the silence before it: the largest frame, 350,000 characters, takes 50 s at the 56 kbit/s
 * of a telephone line, and such lines are slower than that. Whoever is given up too early gets the same answer again.
 */
export const LONGEST_ANSWER_MS = 90_000;
/** An answer that does not say its length might have no end. The server says it; who doesn't is somebody on the way. */
const LONGEST_WITHOUT_LENGTH_MS = 5_000;
const LOOK_EVERY_SECONDS = 1;

const TOO_LARGE = 'the answer is too large';
const TOO_LATE = 'the answer was not whole in time';

/** In bytes, as the headers say; `unsaid`: they do not. Null: there are no headers yet, or none that can be read so early. */
function announcedLength(request: WinHttpRequest): number | 'unsaid' | null {
  try {
    if (request.Status === 0) return null;
  } catch (_error) {
    return null;
  }
  try {
    const said = parseInt(request.GetResponseHeader('Content-Length'), 10);
    return said >= 0 ? said : 'unsaid';
  } catch (_error) {
    return 'unsaid';
  }
}

/**
 * Waits until the answer is whole; a text says why it is not waited for any longer. WinHttp keeps what comes in memory and
 * bounds only the pauses between two pieces, so size and time are bounded here. Seconds are counted, since somebody may
 * set the clock.
 */
function waitForWhole(request: WinHttpRequest, timeoutMs: number): string | null {
  let withoutLengthMs = 0;
  for (let waitedMs = 0; waitedMs < timeoutMs + LONGEST_ANSWER_MS; waitedMs += 1000 * LOOK_EVERY_SECONDS) {
    if (request.WaitForResponse(LOOK_EVERY_SECONDS)) return null;
    const length = announcedLength(request);
    if (length === 'unsaid') withoutLengthMs += 1000 * LOOK_EVERY_SECONDS;
    else if (length !== null && length > MOST_CHARACTERS) return TOO_LARGE;
    if (withoutLengthMs >= LONGEST_WITHOUT_LENGTH_MS) return TOO_LATE;
  }
  return TOO_LATE;
}

function answerOf(request: WinHttpRequest, timeoutMs: number): HttpAnswer {
  const trouble = waitForWhole(request, timeoutMs);
  if (trouble !== null) {
    request.Abort();
    return { ok: false, cause: trouble };
  }
  const text = request.ResponseText;
  return text.length > MOST_CHARACTERS
    ? { ok: false, cause: TOO_LARGE }
    : { ok: true, status: request.Status, text };
}

/** For people: what is to be done where this Windows speaks no TLS that servers of today take. */
const OLD_TLS =
  '; this Windows may speak no TLS newer than 1.0, which few servers take: give agents here an http address, their messages are sealed';

/** One POST through Windows' own HTTP. Never throws: what stands in the way is the answer's cause. */
export function postText({ url, contentType, body, timeoutMs }: HttpPost): HttpAnswer {
  let advice = '';
  try {
    const request = createObject<WinHttpRequest>('WinHttp.WinHttpRequest.5.1');
    request.SetTimeouts(10_000, 10_000, 15_000, timeoutMs);
    request.Open('POST', url, true);
    if (/^https:/i.test(url) && !allowTls(request, writeOption)) advice = OLD_TLS;
    request.SetRequestHeader('Content-Type', contentType);
    request.SetRequestHeader('Accept', contentType);
    request.Send(body);
    return answerOf(request, timeoutMs);
  } catch (error) {
    return { ok: false, cause: messageOf(error).replace(/[\s.]+$/, '') + advice };
  }
}
