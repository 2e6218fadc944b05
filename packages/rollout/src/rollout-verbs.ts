import type { RolloutState } from './rollout-state';

export const ROLLOUT_VERBS = [
  'edit',
  'submit',
  'approve',
  'reject',
  'pause',
  'resume',
  'promote',
  'override-gate',
  'retry-failed',
  'exclude',
  'nudge',
  'override-notice',
  'abort',
  'roll-back',
] as const;
export type RolloutVerb = (typeof ROLLOUT_VERBS)[number];

/** The states in which a verb makes sense (SPEC V1). */
const STATES_OF: Readonly<Record<RolloutVerb, readonly RolloutState[]>> = {
  edit: ['draft', 'awaiting-approval', 'approved'],
  submit: ['draft'],
  approve: ['awaiting-approval'],
  reject: ['awaiting-approval', 'approved'],
  pause: ['approved', 'running'],
  resume: ['paused'],
  promote: ['running', 'paused'],
  'override-gate': ['running', 'paused'],
  'retry-failed': ['running', 'paused'],
  exclude: ['approved', 'running', 'paused'],
  nudge: ['running', 'paused'],
  'override-notice': ['running', 'paused'],
  abort: ['draft', 'awaiting-approval', 'approved', 'running', 'paused'],
  'roll-back': ['running', 'paused', 'done', 'aborted'],
};

const VERB_WORDS: Readonly<Record<RolloutVerb, string>> = {
  edit: 'be edited',
  submit: 'be submitted for approval',
  approve: 'be approved',
  reject: 'be rejected',
  pause: 'be paused',
  resume: 'be resumed',
  promote: 'be promoted',
  'override-gate': 'have a gate overridden',
  'retry-failed': 'have failed machines tried again',
  exclude: 'leave machines out',
  nudge: 'have people asked again',
  'override-notice': 'have a notice overridden',
  abort: 'be aborted',
  'roll-back': 'be rolled back',
};

const STATE_WORDS: Readonly<Record<RolloutState, string>> = {
  draft: 'is a draft',
  'awaiting-approval': 'awaits approval',
  approved: 'is approved and has not started',
  running: 'is running',
  paused: 'is paused',
  done: 'is done',
  aborted: 'was aborted',
};

/** What to do instead, by state. */
const REMEDIES: Readonly<Record<RolloutState, string>> = {
  draft: 'Submit it for approval first.',
  'awaiting-approval': 'Have it approved first.',
  approved: 'Wait for its start.',
  running: 'Pause it first if it must not go on.',
  paused: 'Resume it first, or abort it.',
  done: 'Clone it to do it again, or roll it back.',
  aborted: 'Clone it to begin anew, or roll it back.',
};

const CHANGED_BY_CLONE = 'Abort it and change a clone of it.';

/** The same for verbs to which it is no answer: nobody who wants to stop something is to be told to start it. */
const REMEDIES_OF: Readonly<Partial<Record<RolloutVerb, Partial<Record<RolloutState, string>>>>> = {
  edit: { running: CHANGED_BY_CLONE, paused: CHANGED_BY_CLONE },
  pause: {
    draft: 'Nothing of it has begun; abort it if it never shall.',
    'awaiting-approval': 'Nothing of it has begun; reject or abort it if it must not start.',
  },
  exclude: {
    draft: 'Add an exclusion to its plan.',
    'awaiting-approval': 'Edit it and add an exclusion to its plan.',
  },
  'roll-back': {
    draft: 'It has changed nothing; abort it if it never shall.',
    'awaiting-approval': 'It has changed nothing; reject or abort it if it must not start.',
    approved: 'It has changed nothing; pause or abort it if it must not start.',
  },
};

/** The state that a verb brings about: who asks for it again has what they want. */
const BRINGS: Readonly<Partial<Record<RolloutVerb, RolloutState>>> = {
  submit: 'awaiting-approval',
  approve: 'approved',
  pause: 'paused',
  resume: 'running',
  abort: 'aborted',
};

export type VerbVerdict = { ok: true } | { ok: false; text: string };

/** Whether the verb makes sense now, or a sentence that says why not and what to do. */
export function judgeVerb(verb: RolloutVerb, state: RolloutState): VerbVerdict {
  if (STATES_OF[verb].includes(state)) return { ok: true };
  if (BRINGS[verb] === state) {
    return {
      ok: false,
      text: `The rollout ${STATE_WORDS[state]}: that was done already. Nothing was changed.`,
    };
  }
  const refusal = `The rollout ${STATE_WORDS[state]}, so it can't ${VERB_WORDS[verb]}.`;
  return { ok: false, text: `${refusal} ${REMEDIES_OF[verb]?.[state] ?? REMEDIES[state]}` };
}
