import type { RouterOutputs } from '@/trpc/shapes';

export type NudgeView = RouterOutputs['rollouts']['nudgePreview'];

const machines = (count: number) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;

/** Why a machine's people are not asked again, after the number of machines; in the order in which it is said. */
const WHY: readonly [keyof NudgeView['leftAlone'], (many: boolean) => string][] = [
  ['putOff', () => 'put off by somebody: asked when that time is over, not earlier'],
  ['isUp', () => 'where the notice is up now'],
  ['nobody', () => 'where nobody is logged on: whoever logs on is asked within a minute'],
  ['lately', () => 'asked again in the last quarter of an hour'],
  ['notYet', (many) => `whose ${many ? 'agents have' : 'agent has'} no notice of this yet`],
  ['over', () => 'answered, begun or ended'],
];

/** What a nudge comes to, a line each: who is asked again now, and who is not and why. */
export function nudgeLines({ machines: nudged, away, leftAlone }: NudgeView): string[] {
  const first =
    nudged === 0
      ? 'Nobody is asked again now.'
      : `The notice is shown again now on ${machines(nudged)}.${
          away === 0
            ? ''
            : ` ${machines(away)} of them not connected: told when back, if it still waits then.`
        }`;
  const others = WHY.flatMap(([key, why]) =>
    leftAlone[key] === 0 ? [] : [`Not: ${machines(leftAlone[key])} ${why(leftAlone[key] > 1)}.`],
  );
  return [first, ...others];
}
