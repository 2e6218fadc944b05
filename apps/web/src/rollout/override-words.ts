import type { RolloutView, RouterOutputs } from '@/trpc/shapes';

export type OverridePreview = RouterOutputs['rollouts']['noticeOverridePreview'];
export type NoticeOverride = RolloutView['noticeOverrides'][number];

export const machines = (count: number) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'machine' : 'machines'}`;

const HIT: readonly [keyof OverridePreview['counts'], string][] = [
  ['putOff', 'where somebody has put it off: that counts no more'],
  ['asked', 'where people are asked and have not agreed'],
  ['notYet', 'that have nothing of it yet: people there are shown it, and never asked'],
];

const alreadyLines = (already: number): string[] =>
  already === 0
    ? []
    : [
        `${machines(already)} left out of it: an override that was granted before is for ${already === 1 ? 'it' : 'them'}.`,
      ];

function minimumLine(seconds: number): string {
  if (seconds === 0)
    return 'This rollout has no minimum notice: the change may begin as soon as it is shown.';
  const minutes = Math.ceil(seconds / 60).toLocaleString('en-GB');
  return `The minimum notice of ${minutes} min from its first display is kept, and so are window, limits and pause.`;
}

/** Whom an override would hit, a line each. */
export function overrideLines({
  machines: hit,
  away,
  counts,
  minimumNoticeSeconds,
}: OverridePreview): string[] {
  const already = alreadyLines(counts.already);
  if (hit === 0) return ['Nobody would be passed over: no machine of these waits for an answer.', ...already];
  const off =
    away === 0 ? '' : ` ${machines(away)} of them not connected: told when back, within seven days.`;
  return [
    `${machines(hit)} ${hit === 1 ? 'is' : 'are'} changed without waiting for an answer.${off}`,
    ...HIT.flatMap(([key, where]) => (counts[key] === 0 ? [] : [`${machines(counts[key])} ${where}.`])),
    ...already,
    'Where somebody has refused, the change has ended and stays so. Nobody is asked from then on: people are only shown what happens.',
    minimumLine(minimumNoticeSeconds),
    'It is for these machines and this attempt alone: not for waves that open later.',
    'A second person with the right to approve has to grant it within four hours.',
  ];
}

/** What stands above an override. */
export function overrideTitle({ state, machines: asked, askedBy, closedBy }: NoticeOverride): string {
  const waited = `answers are waited for on ${machines(asked)}`;
  switch (state) {
    case 'asked':
      return `Emergency: not to wait for answers on ${machines(asked)} is asked for`;
    case 'granted':
      return `Emergency: answers were not to be waited for on ${machines(asked)}`;
    case 'refused':
      return `${closedBy?.id === askedBy.id ? 'Taken back' : 'Refused'}: ${waited}`;
    case 'lapsed':
      return `Nobody granted it in time: ${waited}`;
  }
}

/** What a second person grants, as it stands now, a line each. */
export function grantLines({ machines: asked, hits }: NoticeOverride): string[] {
  const now = hits ?? { machines: 0, first: [] };
  const more = now.machines - now.first.length;
  const names = [...now.first, ...(more > 0 ? [`${more.toLocaleString('en-GB')} more`] : [])].join(', ');
  return [
    now.machines === 0
      ? `It was asked for ${machines(asked)}, and none of them waits for an answer any more: it would change nothing.`
      : `It was asked for ${machines(asked)}. ${machines(now.machines)} of them ${now.machines === 1 ? 'waits' : 'wait'} for an answer now, and would be changed although people there were not heard: ${names}.`,
    'People there are shown what happens, with both names and reasons on their page. It can’t be taken back; pausing the rollout still stops every start.',
  ];
}

/** Whether one waits for a second person: no other can be asked for meanwhile. */
export const isOverrideAsked = (overrides: readonly NoticeOverride[]): boolean =>
  overrides.some(({ state }) => state === 'asked');

/** How far a granted one came, a sentence each. */
export function overrideProgress({ applied, waiting, notSigned, machines: asked }: NoticeOverride): string[] {
  const rest = asked - applied - waiting - notSigned;
  return [
    applied === 0 ? 'No machine has followed it yet.' : `${machines(applied)} followed it.`,
    ...(waiting === 0 ? [] : [`${machines(waiting)} ${waiting === 1 ? 'has' : 'have'} yet to follow it.`]),
    ...(rest <= 0
      ? []
      : [
          `${machines(rest)} did not follow it: everybody agreed before, it ended otherwise, or its seven days were over.`,
        ]),
    ...(notSigned === 0
      ? []
      : [`The signer refused it for ${machines(notSigned)}; the audit trail says why.`]),
  ];
}
