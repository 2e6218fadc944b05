/**
 * Time as a script can tell it. There is only the machine's own clock, which somebody may set: a step back, or ahead by
 * more than could have gone by, is noticed at the next look, and from then on the server's time is not known until it
 * is told again.
 */
export interface ScriptClock {
  /** Milliseconds since the Unix epoch on the server's clock, as far as it is known. */
  now(): number;
  /** By the machine's own clock. */
  localNow(): number;
  follow(serverTime: number): void;
  /** What went by since the last look, sleep and settings of the clock left out; milliseconds. */
  look(): { awakeMs: number; jumped: boolean };
  /** The same after work, which may have taken long. */
  lookAfterWork(): { awakeMs: number; jumped: boolean };
}

/** No exchange and no pause between two looks takes longer. */
const LONGEST_WAIT_MS = 120_000;
/** No work between two looks takes longer: a look at a slow machine, or one step, of which IPv6's is given five minutes. */
const LONGEST_WORK_MS = 20 * 60_000;

export function createScriptClock(wall: () => number = () => Date.now()): ScriptClock {
  let offsetMs = 0;
  let lastLook = wall();

  function lookWithin(longestMs: number): { awakeMs: number; jumped: boolean } {
    const at = wall();
    const passed = at - lastLook;
    lastLook = at;
    const jumped = passed < 0 || passed > longestMs;
    return { awakeMs: jumped ? 0 : passed, jumped };
  }

  return {
    now: () => wall() + offsetMs,
    localNow: wall,
    follow(serverTime) {
      offsetMs = serverTime - wall();
    },
    look: () => lookWithin(LONGEST_WAIT_MS),
    lookAfterWork: () => lookWithin(LONGEST_WORK_MS),
  };
}
