import { enrolMachine } from './enrol-machine';
import { agentIdentities } from './identities';
import { openAgentSessions } from './open-sessions';

/** What a gateway does for machines. It needs no Prisma: a process that imports only this never loads it. */
export const agentVerbs = {
  'agent.identities': agentIdentities,
  'agent.enrol': enrolMachine,
  'agent.openSessions': openAgentSessions,
};
