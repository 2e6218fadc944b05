import { retrySecondsInClear } from '@teredo-fleet/agent-core';
import { codeInClear, readServerMessageEs3, wordsInClear } from '@teredo-fleet/protocol/es3';
import { type SessionEnd, sessionEnd, unreachable } from './session-end';

function parsed(text: string): ReturnType<typeof readServerMessageEs3> {
  try {
    return readServerMessageEs3(JSON.parse(text));
  } catch (_error) {
    return null;
  }
}

const isPage = (text: string): boolean => /^\s*</.test(text.replace(/^\ufeff/, ''));

/**
 * What came in clear in place of a frame or of a challenge. Anybody on the way could have written it, so it is never
 * final, and what it asks to wait for is obeyed for a quarter of an hour at most.
 */
export function endOfClearAnswer(server: string, answer: { status: number; text: string }): SessionEnd {
  const message = parsed(answer.text);
  if (message !== null && message.type === 'error')
    return sessionEnd(
      codeInClear(message.code),
      wordsInClear(message.text),
      false,
      retrySecondsInClear(message.retryAfterSeconds),
    );
  const page =
    'what answered is a web page and no server of this kind; perhaps a proxy that wants somebody to log in first';
  return unreachable(server, isPage(answer.text) ? page : `it answered HTTP ${answer.status}`);
}

/** A challenge, or the end that it means when something else came. */
export function challengeOf(server: string, answer: { status: number; text: string }) {
  const message = answer.status === 200 ? parsed(answer.text) : null;
  if (message !== null && message.type === 'challenge') return { ok: true as const, challenge: message };
  return { ok: false as const, end: endOfClearAnswer(server, answer) };
}
