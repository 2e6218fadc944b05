import { defineQuery } from '../core/define-verb';
import { readUpdateView } from './offer-view';

/** Whether agents can be replaced from here, by which release, and how the one that is offered goes. */
export const getAgentUpdate = defineQuery('agentUpdate.get', async (call) =>
  readUpdateView(call, await call.context.ports.releases.read()),
);
