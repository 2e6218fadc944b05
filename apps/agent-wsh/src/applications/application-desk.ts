import {
  comingChange,
  decodeRequests,
  encodeStanding,
  type JobState,
  type LeftRequest,
  type PassedOn,
  passOn,
  readinessOf,
  type Standing,
  TELL_STANDING_EVERY_MS,
} from '@teredo-fleet/agent-core';
import type { Observation } from '@teredo-fleet/teredo';
import type { ScriptClock } from '../host/clock';
import type { Outbox } from '../outbox';
import type { ApplicationBox } from './application-box';

/** Without a call: one may be lost, and on some machines nobody can call. */
const LOOK_UNCALLED_MS = 300_000;

/** Tells applications on this machine how it stands, and the server which of them asked. It changes nothing. */
export interface ApplicationDesk {
  observed(observation: Observation): void;
  /** Null: no session stands. */
  connected(status: Standing['status']): void;
  /** Does what is due, between two exchanges. */
  work(): void;
  close(): void;
}

interface DeskParts {
  box: ApplicationBox;
  clock: ScriptClock;
  outbox: Outbox;
  jobs(): JobState[];
}

export function createApplicationDesk({ box, clock, outbox, jobs }: DeskParts): ApplicationDesk {
  let passed: PassedOn = [];
  let status: Standing['status'] = null;
  let isConnected = false;
  let seen: Standing['seen'] = null;
  let told: { at: number; text: string } | null = null;
  let lookedAt: number | null = null;

  function tell(at: number): void {
    const said = { status, connected: isConnected, seen, coming: comingChange(jobs()) };
    const text = JSON.stringify([status, isConnected, seen === null ? null : seen.readiness, said.coming]);
    if (told !== null && told.text === text && Math.abs(at - told.at) < TELL_STANDING_EVERY_MS) return;
    box.tell(encodeStanding({ v: 1, at, ...said }));
    told = { at, text };
  }

  function take(at: number): void {
    const restedMs = lookedAt === null ? LOOK_UNCALLED_MS : Math.abs(at - lookedAt);
    // A call that comes too soon after a look waits in its place.
    if (restedMs < TELL_STANDING_EVERY_MS) return;
    if (restedMs < LOOK_UNCALLED_MS && !box.wasCalled()) return;
    // The call is heard and comes no second time: a look that fails is made again as soon as one may be.
    lookedAt = at - LOOK_UNCALLED_MS + TELL_STANDING_EVERY_MS;
    const taken = box.take();
    lookedAt = at;
    const left: LeftRequest[] = [];
    for (const { text, account } of taken)
      for (const request of decodeRequests(text, at)) left.push({ ...request, askedBy: account });
    const going = passOn(passed, left, at);
    passed = going.passed;
    for (const { application, askedBy } of going.requests)
      outbox.add({
        type: 'application-request',
        application,
        askedBy: askedBy.slice(0, 256),
        at: clock.now(),
      });
  }

  return {
    observed(observation) {
      seen = { at: clock.localNow(), readiness: readinessOf(observation) };
    },
    connected(standing) {
      isConnected = standing !== null;
      if (standing !== null) status = standing;
    },
    work() {
      const at = clock.localNow();
      for (const due of [tell, take]) {
        try {
          due(at);
        } catch (_error) {
          // Windows refuses, or is busy: it is tried again, and nothing else waits for it.
        }
      }
    },
    close() {
      try {
        box.close();
      } catch (_error) {
        // What it told counts for nothing in three minutes.
      }
    },
  };
}
