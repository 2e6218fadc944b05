import { defineChange } from '../core/define-verb';
import { changeRolloutState } from './change-state';

export const resumeRollout = defineChange('rollout.resume', (call, { id, reason }) =>
  changeRolloutState(call, { id, from: 'paused', to: 'running', reason }),
);
