import { inspect } from 'node:util';

type Answer<T> = T | null | false;

/** Keeps what it is given, for the words of a wait in vain, and gives it back. */
export type Saw = <V>(value: V) => V;

const LONGEST_SEEN = 4_000;

/** The end of it: what was said last tells most. */
function wordsOf(seen: unknown): string {
  const text = typeof seen === 'string' ? seen : inspect(seen, { depth: 6, breakLength: 120 });
  return text.length > LONGEST_SEEN ? `…${text.slice(-LONGEST_SEEN)}` : text;
}

/**
 * Asks again until the answer is neither null nor false; throws with `what` after `timeoutMs`, and with what `saw` was
 * given last: who looks at something that may say why it does not come about hands it to that.
 */
export async function until<T>(
  what: string,
  ask: (saw: Saw) => Promise<Answer<T>> | Answer<T>,
  { timeoutMs = 60_000, everyMs = 200 } = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let seen = '';
  const saw: Saw = (value) => {
    seen = `, last seen:\n${wordsOf(value)}`;
    return value;
  };
  for (;;) {
    const answer = await ask(saw);
    if (answer !== null && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain: ${what}${seen}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
