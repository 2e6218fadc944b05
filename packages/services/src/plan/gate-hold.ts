import {
  foreseeFailing,
  type Gate,
  type GateCheck,
  mostAllowed,
  passingPercent,
  type WaveOutlook,
} from '@teredo-fleet/rollout';
import type { GateHold } from '../views';

const LATER = 'or override the gate when it holds';

/** What can be done about a check before the plan is submitted, and after. */
function remedyOf(check: GateCheck): string {
  const percent = passingPercent(check);
  switch (check.name) {
    case 'nobody-to-judge':
      return `Let the wave take machines that are in contact, ${LATER}.`;
    case 'sample':
      return `Ask for fewer results, ${LATER}.`;
    case 'success':
      return `Look at what failed first; ${percent} % of good results would pass.`;
    case 'coverage':
      return `Let ${percent} % of reports be enough, shorten its patience, ${LATER}.`;
    case 'late':
      return `Allow ${percent} % to be late, give it more patience, let it take machines that are in contact, ${LATER}.`;
    case 'blocked':
      return `Clear what blocks them, leave them out, allow ${percent} % to be blocked, ${LATER}.`;
  }
}

export function gateHold({ passes: _, ...check }: GateCheck, text: string): GateHold {
  const failed = { ...check, passes: false };
  return { ...check, allowed: mostAllowed(failed), text, remedy: remedyOf(failed) };
}

const these = (whole: number): string =>
  whole === 1 ? 'The only machine that counts' : `these ${whole} machines`;

const part = (count: number, whole: number): string =>
  whole === 1 ? these(whole) : `${count} of ${these(whole)}`;

function foreseenText(check: GateCheck): string {
  const { name, whole } = check;
  const most = mostAllowed(check) ?? 0;
  const is = check.part === 1 ? 'is' : 'are';
  if (name === 'late') {
    const limit = most === 0 ? 'any' : `more than ${most}`;
    return `${part(check.part, whole)} ${is} out of contact now. If ${limit} of them stay away until the wave’s patience is over, the next wave waits for them.`;
  }
  if (name === 'blocked') {
    const limit = most === 0 ? 'none' : `no more than ${most}`;
    return `${part(check.part, whole)} ${is} blocked, and ${limit} may be: the next wave waits.`;
  }
  if (name === 'success') {
    const failing = whole - check.part;
    const does = failing === 1 ? 'does' : 'do';
    return `${part(failing, whole)} ${failing === 1 ? 'is' : 'are'} set as wished and ${does} not work, which counts as failed. ${check.percent} % have to be good: the next wave waits.`;
  }
  return 'No machine that would change is in contact now. If none comes back, there is nothing to judge by and the next wave waits.';
}

/** What would hold the wave after this one, by who is out of contact and what is known now (SPEC F1 of packages/rollout). */
export function foreseenHolds(gate: Gate, outlook: WaveOutlook): GateHold[] {
  return foreseeFailing(gate, outlook).map((check) => gateHold(check, foreseenText(check)));
}
