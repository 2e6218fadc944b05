import { LIST_SESSIONS } from '@teredo-fleet/teredo';
import type { AsOf } from '../../notice-channel';
import { ProgramError } from '../../spawn';
import type { RunWindows } from '../../spawn-windows';
import { listSessionsCommand } from './session-script';

/** A person's session: connected to a screen, or left open (WTS_CONNECTSTATE_CLASS). */
const OF_PEOPLE = [0, 4];

const LINE = /^(\d+) (\d+) ([A-Za-z0-9+/=]+) ([A-Za-z0-9+/=]*) (\d{1,19}) (-|S-[0-9-]{1,180})$/;

/** A person may write anything into their own part of the registry. */
const LANGUAGE_TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/;

export interface LoggedOn {
  id: number;
  user: string;
  language: string | null;
  /** When they logged on: hundreds of nanoseconds since 1601; 0: Windows does not tell. */
  since: bigint;
  /** Null: Windows does not tell. */
  sid: string | null;
}

const decoded = (base64: string) => Buffer.from(base64, 'base64').toString('utf8');

/** Reads what `List` of the script prints; null: it was cut off, so that somebody may be missing. */
export function readSessions(text: string): LoggedOn[] | null {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines.pop() !== 'end') return null;
  return lines.flatMap((line) => {
    const [, id, state, user = '', language = '', since = '0', sid = '-'] = LINE.exec(line) ?? [];
    if (id === undefined || !OF_PEOPLE.includes(Number(state))) return [];
    const tag = decoded(language);
    const own = LANGUAGE_TAG.test(tag) ? tag : null;
    const known = sid === '-' ? null : sid;
    return [{ id: Number(id), user: decoded(user), language: own, since: BigInt(since), sid: known }];
  });
}

/** PowerShell compiles the script at every start, which takes seconds of a processor. */
const GOOD_FOR_MS = { whileNothingMoves: 10 * 60_000, lately: 60_000, now: 10_000 };

const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

interface MadeList {
  /** When it was there: the compiler is done before Windows is asked. */
  at: number;
  /** What `qwinsta` printed before it was made; null: home editions have none. */
  hint: string | null;
  people: LoggedOn[];
}

/** Nobody is taken for absent by an old list, since a change may start where nobody is logged on. */
function goodForMs({ hint, people }: MadeList, asOf: AsOf): number {
  if (hint !== null) return GOOD_FOR_MS.whileNothingMoves;
  return people.length === 0 ? GOOD_FOR_MS.now : GOOD_FOR_MS[asOf];
}

/**
 * Lists who is logged on, with whole names; rejects when Windows does not say. The list is made anew when that of
 * `qwinsta`, which costs little, is another than it was; home editions have none, and there it serves for a while. Whoever
 * asks while a list is made gets that one, where `qwinsta` lists the same: two compilers at once would only hold each other up.
 */
export function createLoggedOnList(run: RunWindows, now: () => number): (asOf: AsOf) => Promise<LoggedOn[]> {
  let newest: MadeList | null = null;
  let making: { hint: string | null; people: Promise<LoggedOn[]> } | null = null;

  async function hintOf(): Promise<string | null> {
    try {
      const { bytes, exitCode } = await run(LIST_SESSIONS);
      return exitCode === 0 && bytes.length > 0 ? asText(bytes) : null;
    } catch (error) {
      if (error instanceof ProgramError) return null;
      throw error;
    }
  }

  function serves(list: MadeList, hint: string | null, asOf: AsOf): boolean {
    const age = now() - list.at;
    return list.hint === hint && age >= 0 && age < goodForMs(list, asOf);
  }

  async function make(hint: string | null): Promise<LoggedOn[]> {
    const people = readSessions(asText((await run(listSessionsCommand())).bytes));
    if (people === null) throw new Error('Windows did not say who is logged on.');
    newest = { at: now(), hint, people };
    return people;
  }

  return async (asOf) => {
    const hint = await hintOf();
    // Somebody came or went since that one was begun, and may be missing in it.
    while (making !== null && making.hint !== hint) await making.people.catch(() => undefined);
    if (newest !== null && serves(newest, hint, asOf)) return newest.people;
    making ??= { hint, people: make(hint).finally(() => (making = null)) };
    return making.people;
  };
}
