import type { RolloutVerb, RunningView, WaveView } from './shapes';

export interface VerbDialog {
  title: string;
  description: string;
  /** What will happen, a line each. */
  consequences: readonly string[];
  action: string;
  danger: boolean;
  /** Must be typed exactly, where much hangs on it; null: nothing is to be typed. */
  confirmWord: string | null;
}

export interface VerbSubject {
  view: RunningView;
  /** The wave that a verb of waves is about. */
  wave: WaveView | null;
}

const machines = (count: number) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;

const underWay = ({ totals: { begun } }: RunningView) =>
  begun === 0 ? 'No machine is under way.' : `${machines(begun)} under way finish and report.`;

type Asked = Exclude<
  RolloutVerb,
  'edit' | 'submit' | 'approve' | 'reject' | 'exclude' | 'nudge' | 'override-notice'
>;

function pause({ view }: VerbSubject): VerbDialog {
  return {
    title: 'Pause this rollout',
    description: 'No machine is allowed to start from now on.',
    consequences: [
      underWay(view),
      `${machines(view.totals.waiting)} ${view.totals.waiting === 1 ? 'waits' : 'wait'} until it is resumed.`,
    ],
    action: 'Pause',
    danger: false,
    confirmWord: null,
  };
}

/** Failures that nobody acknowledged. */
export const newFailures = ({ totals }: RunningView): number => totals.bad - totals.acknowledged;

function resume({ view }: VerbSubject): VerbDialog {
  const fresh = newFailures(view);
  return {
    title: 'Resume this rollout',
    description: 'Machines that ask to start are allowed to again.',
    consequences: [
      fresh > 0
        ? `${fresh === 1 ? 'One failure counts' : `${fresh} failures count`} as acknowledged: only new ones pause it again.`
        : 'No failure is waiting to be acknowledged.',
      'The failed machines stay as they are; retry or roll them back apart from this.',
    ],
    action: 'Resume',
    danger: false,
    confirmWord: null,
  };
}

function promote({ wave }: VerbSubject): VerbDialog {
  return {
    title: `Promote ${wave?.name ?? 'the wave'}`,
    description: 'The next wave may open as soon as the gate’s other checks hold.',
    consequences: ['Promoting skips no check. To go on against a check, override the gate.'],
    action: 'Promote',
    danger: false,
    confirmWord: null,
  };
}

function overrideGate({ view, wave }: VerbSubject): VerbDialog {
  const unmet = (wave?.checks ?? []).filter(({ passes }) => !passes).map(({ text }) => text);
  const second = wave?.overrideAskedBy
    ? `${wave.overrideAskedBy.name} asked for it; your yes carries it out.`
    : 'It takes a second person: it happens when somebody else overrides the gate too.';
  return {
    title: `Override the gate of ${wave?.name ?? 'the wave'}`,
    description: 'The next wave opens although the gate’s checks do not hold.',
    consequences: [...unmet, ...(view.overrideNeedsTwo ? [second] : [])],
    action: 'Override the gate',
    danger: true,
    confirmWord: null,
  };
}

function retryFailed({ view }: VerbSubject): VerbDialog {
  return {
    title: 'Retry what failed',
    description: 'Machines that went wrong get a new attempt under the same plan.',
    consequences: [
      `${machines(view.totals.bad)} went wrong; those still out of contact are not tried again.`,
      'Their users are told again as the plan says.',
    ],
    action: 'Retry',
    danger: false,
    confirmWord: null,
  };
}

function abort({ view }: VerbSubject): VerbDialog {
  return {
    title: 'Abort this rollout',
    description: 'It ends for good. It can be cloned and it can be rolled back, it can’t be resumed.',
    consequences: [
      `${machines(view.totals.waiting)} that have not begun are left as they are.`,
      underWay(view),
      `${machines(view.totals.good)} changed already stay changed.`,
    ],
    action: 'Abort',
    danger: true,
    confirmWord: null,
  };
}

function rollBack({ view, wave }: VerbSubject): VerbDialog {
  const counts = wave?.counts ?? view.totals;
  return {
    title: wave === null ? 'Roll back the whole rollout' : `Roll back ${wave.name}`,
    description: 'A new rollout gives every changed machine its own earlier settings back.',
    consequences: [
      `${machines(counts.good)} were changed and verified, ${machines(counts.bad)} went wrong.`,
      wave === null
        ? 'This rollout ends if it is still running.'
        : 'This rollout is paused if it is running.',
      'The approval of this plan covers it; no freeze holds it.',
    ],
    action: 'Roll back',
    danger: true,
    confirmWord: wave === null ? String(counts.good) : null,
  };
}

export function rollBackMachineDialog(hostname: string): VerbDialog {
  return {
    title: `Roll back ${hostname}`,
    description: 'A rollout of its own gives this one machine its earlier settings back.',
    consequences: ['This rollout goes on without it being changed again.'],
    action: 'Roll back',
    danger: true,
    confirmWord: null,
  };
}

const DIALOGS: Record<Asked, (subject: VerbSubject) => VerbDialog> = {
  pause,
  resume,
  promote,
  'override-gate': overrideGate,
  'retry-failed': retryFailed,
  abort,
  'roll-back': rollBack,
};

/** What is said before a verb is carried out, by what is known now. */
export function verbDialog(verb: Asked, subject: VerbSubject): VerbDialog {
  return DIALOGS[verb](subject);
}
