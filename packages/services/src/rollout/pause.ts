import { defineChange } from '../core/define-verb';
import { changeRolloutState } from './change-state';

/** From the commit on, no job of this rollout is let start. */
export const pauseRollout = defineChange('rollout.pause', (call, { id, reason }) =>
  changeRolloutState(call, { id, from: 'running', to: 'paused', reason }),
);
