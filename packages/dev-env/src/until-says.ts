import { type Saw, until } from './until';

/** What a program has printed, and how it ended; null while it runs. */
export interface Saying {
  said: string;
  end: string | null;
}

/** Waits until a program has said something. Throws with all it said when it ends or lets wait without that. */
export async function untilSays(
  program: string,
  pattern: RegExp,
  listen: () => Saying,
  patience: { timeoutMs?: number; everyMs?: number } = {},
): Promise<void> {
  const what = `${program} says ${pattern}`;
  const look = (saw: Saw) => {
    const { said, end } = listen();
    if (pattern.test(saw(said))) return true;
    if (end !== null) throw new Error(`in vain: ${what}. It ended (${end}):\n${said}`);
    return false;
  };
  await until(what, look, { everyMs: 50, ...patience });
}
