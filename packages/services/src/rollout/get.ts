import { defineQuery } from '../core/define-verb';
import { rolloutView } from './rollout-view';

export const getRollout = defineQuery('rollout.get', async (call, { id }) => {
  const { scopeId: _scope, ...view } = await rolloutView(call, id);
  return view;
});
