import type { RouterOutputs } from '@/trpc/shapes';

export type RolloutPreview = RouterOutputs['rollouts']['preview'];
export type PreviewWave = RolloutPreview['waves'][number];
export type ProspectCount = keyof PreviewWave['counts'];
export type PreviewGroup = RolloutPreview['groups'][number];
export type GateHold = PreviewWave['foreseen'][number];
export type RehearsalView = RouterOutputs['rollouts']['rehearse'];
export type RehearsalWait = RehearsalView['waits'][number];
