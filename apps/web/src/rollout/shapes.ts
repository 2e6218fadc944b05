import type { RolloutView, RouterInputs, RouterOutputs } from '@/trpc/shapes';

/** A rollout with waves as the engine sees it. */
export type RunningView = NonNullable<RolloutView['planned']>;
export type WaveView = RunningView['waves'][number];
export type WaveCounts = WaveView['counts'];
export type CheckView = WaveView['checks'][number];
export type RolloutVerb = RunningView['may'][number]['verb'];

export type MemberRow = RouterOutputs['rollouts']['members']['rows'][number];
export type NoticeFunnel = RouterOutputs['rollouts']['notices'];
export type NoticeCounts = NoticeFunnel['total'];
export type MemberGroup = MemberRow['group'];
export type MemberFilter = NonNullable<RouterInputs['rollouts']['members']['filter']>;
export type NoticeStand = NonNullable<MemberFilter['notice']>;
