import type { JobEvent, NoticeRequest } from '@teredo-fleet/agent-core';
import type { ScriptClock } from '../host/clock';

/** One round of a notice. */
export interface NoticeRound {
  /** Looks who is logged on and what was answered meanwhile. */
  look(): void;
  withdraw(): void;
}

const LOOK_EVERY_MS = 60_000;
const NO_CHANNEL =
  'This agent can show no notice. Use a plan without a notice for this machine, or the executable agent on it.';

/**
 * The agent runs where no user's screen is and can't tell who is logged on: nobody counts as told, and a job that has to
 * tell somebody waits and says why.
 */
export function createNoticeRound(
  request: NoticeRequest,
  deliver: (event: JobEvent) => void,
  clock: ScriptClock,
): NoticeRound {
  let lookedAt: number | null = null;
  return {
    look() {
      const now = clock.now();
      if (lookedAt !== null && now - lookedAt < LOOK_EVERY_MS) return;
      lookedAt = now;
      deliver({ kind: 'notice-sessions-unknown', round: request.round, text: NO_CHANNEL });
    },
    withdraw: () => undefined,
  };
}
