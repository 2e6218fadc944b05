import { LIST_SESSIONS } from '@teredo-fleet/teredo';
import { ProgramError } from '../../spawn';
import type { RunWindows } from '../../spawn-windows';
import { listSessionsCommand } from './session-script';

/** A person's session: connected to a screen, or left open (WTS_CONNECTSTATE_CLASS). */
const OF_PEOPLE = [0, 4];

const LINE = /^(\d+) (\d+) ([A-Za-z0-9+/=]+) ([A-Za-z0-9+/=]*)$/;

/** A person may write anything into their own part of the registry. */
const LANGUAGE_TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/;

export interface LoggedOn {
  id: number;
  user: string;
  language: string | null;
}

const decoded = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');

/** Reads what `List` of the script prints; null: it was cut off, so that somebody may be missing. */
export function readSessions(text: string): LoggedOn[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines.pop() !== 'end') return null;
  return lines.flatMap((line) => {
    const [, id, state, user = '', language = ''] = LINE.exec(line) ?? [];
    if (id === undefined || !OF_PEOPLE.includes(Number(state))) return [];
    const tag = decoded(language);
    return [{ id: Number(id), user: decoded(user), language: LANGUAGE_TAG.test(tag) ? tag : null }];
  });
}

/** PowerShell compiles the script at every start, which takes seconds of a processor. */
const GOOD_FOR_MS = { whileNothingMoves: 10 * 60_000, untold: 10_000 };

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/**
 * Lists who is logged on, with whole names; rejects when Windows does not say. The list is made anew when that of
 * `qwinsta`, which costs little, is another than it was; home editions have none, and there it serves for ten seconds, since
 * a change may start where nobody is logged on.
 */
export function createLoggedOnList(run: RunWindows, now: () => number): () => Promise<LoggedOn[]> {
  let newest: { at: number; hint: string | null; list: LoggedOn[] } | null = null;

  async function hintOf(): Promise<string | null> {
    try {
      const { bytes, exitCode } = await run(LIST_SESSIONS);
      return exitCode === 0 && bytes.length > 0 ? asText(bytes) : null;
    } catch (error) {
      if (error instanceof ProgramError) return null;
      throw error;
    }
  }

  function serves(hint: string | null, at: number): boolean {
    if (newest === null || newest.hint !== hint) return false;
    const age = at - newest.at;
    return age >= 0 && age < (hint === null ? GOOD_FOR_MS.untold : GOOD_FOR_MS.whileNothingMoves);
  }

  return async () => {
    const at = now();
    const hint = await hintOf();
    if (newest !== null && serves(hint, at)) return newest.list;
    const list = readSessions(asText((await run(listSessionsCommand())).bytes));
    if (list === null) throw new Error('Windows did not say who is logged on.');
    newest = { at, hint, list };
    return list;
  };
}
