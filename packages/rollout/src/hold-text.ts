import type { Hold, PauseReason } from './decisions';
import type { GateCheck } from './judge-gate';

/** A wave as people count. */
const waveName = (wave: number): string => `Wave ${wave + 1}`;
const machines = (count: number): string => `${count} ${count === 1 ? 'machine' : 'machines'}`;
const share = ({ part, whole, percent }: GateCheck): string => `${part} of ${whole}, ${percent} % wanted`;
const atMostShare = ({ part, whole, percent }: GateCheck): string =>
  `${part} of ${whole}, ${percent} % allowed`;

/** What a failed check holds the next wave for, in one sentence. `number`: of its wave, from 0. */
export function failedCheckText(number: number, check: GateCheck): string {
  const wave = waveName(number);
  switch (check.name) {
    case 'nobody-to-judge':
      return `${wave} has no machine to judge by. Look why, then override its gate or abort.`;
    case 'sample':
      return `${wave} has too few good results: ${check.part} of ${check.whole}.`;
    case 'success':
      return `${wave} has too few good results among those reported: ${share(check)}.`;
    case 'coverage':
      return `${wave} waits for more machines to report: ${share(check)}.`;
    case 'late':
      return `${wave} has too many machines in the late pool: ${atMostShare(check)}.`;
    case 'blocked':
      return `${wave} has too many blocked machines: ${atMostShare(check)}.`;
  }
}

/** The hold in one sentence; `formatTime` puts milliseconds since 1970 into words. */
export function holdText(hold: Hold, formatTime: (at: number) => string): string {
  switch (hold.name) {
    case 'brake':
      return 'The brake is on: no change starts anywhere.';
    case 'frozen':
      return `The freeze calendar holds changes until ${formatTime(hold.until)}.`;
    case 'paused':
      return 'The rollout is paused.';
    case 'scheduled':
      return `The rollout starts at ${formatTime(hold.at)}.`;
    case 'soak':
      return `${waveName(hold.wave)} is watched until ${formatTime(hold.until)}.`;
    case 'promotion':
      return `${waveName(hold.wave)} waits for somebody to promote it.`;
    case 'under-way':
      return `${machines(hold.machines)} not done yet.`;
    case 'late-pool':
      return `${machines(hold.machines)} in the late pool not done yet.`;
    case 'out-of-contact':
      return `${machines(hold.machines)} out of contact may still say how it went.`;
    default:
      return failedCheckText(hold.wave, hold.check);
  }
}

/** Why the rollout paused by itself, in one sentence. */
export function pauseText(reason: PauseReason): string {
  if (reason.kind === 'below-success') {
    return `${waveName(reason.wave)} finished with too few good results: ${share(reason.check)}.`;
  }
  const where = reason.wave === null ? 'The late pool' : waveName(reason.wave);
  const { trip } = reason;
  return trip.rule === 'max-failures'
    ? `${where} has new failures: ${trip.newBad}, and ${trip.maxFailures} pause the rollout.`
    : `${where} has new failures: ${trip.newBad} of ${trip.reported} reported, ${trip.maxFailPercent} % allowed.`;
}
