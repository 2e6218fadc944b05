import type { HoldReason } from '@teredo-fleet/db';

/** What a person reads beside the name of a hold: why the change does not start, and what would let it. */
export const HOLD_TEXTS: Record<HoldReason, string> = {
  'machine-unknown': 'This machine is not known here any more. Enrol it again with a new token.',
  'machine-not-active':
    'This machine is not active: an admin has to accept it, or to release it from quarantine.',
  superseded: 'A newer session of this machine has taken over.',
  'unknown-job': 'There is no such job of this machine.',
  'other-enrolment':
    'The job belongs to an earlier enrolment of this machine and is void. Start the change again.',
  ended: 'The job is at its end. Start the change again if it is still wanted.',
  'already-started': 'This attempt began before. It never begins twice.',
  'not-signed': 'The job is not signed yet. It is asked again in a moment.',
  cancelled: 'The change was cancelled.',
  'too-late': 'The time in which the change could start is over. Start it again if it is still wanted.',
  'rollout-closed': 'The rollout is at its end, so nothing of it starts any more.',
  brake: 'The brake is on: nothing starts anywhere until an admin or operator lets go of it.',
  frozen: 'The freeze calendar holds every change. This one starts when the freeze is over.',
  excluded: 'This machine was left out of the rollout.',
  'wave-closed': 'The wave of this machine is not open yet.',
  judging:
    'A change of the same rollout just failed: nothing more starts before that was judged. It is asked again in a moment.',
  paused: 'The rollout is paused. The change starts when somebody resumes it.',
  'not-yet': 'The time of the change has not come yet.',
  'outside-window': 'The change waits for its window.',
  refused: 'Somebody on this machine refused the change.',
  'refusal-waits':
    'Somebody refused the change on the page of its notice, which this machine has yet to judge. It is asked again in a moment.',
  deferred: 'Somebody on this machine put the change off.',
  'notice-missing': 'The notice to the people on this machine was not shown or not answered yet.',
  'minimum-notice': 'The people on this machine are given the time that the notice promised them.',
  'at-once':
    'As many machines as the plan allows at once are being changed now. This one starts when another one ends.',
  'rate-limit': 'As many machines as the plan allows a minute have started. This one starts a little later.',
  busy: 'The job was changed at this very moment. It is asked again.',
};
