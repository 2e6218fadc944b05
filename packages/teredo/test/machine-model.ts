import type { Observation, Step } from '../src/index';

/** What a step does to a machine, as a model: the facts that the step is there to change. */
export function applyToModel(observation: Observation, step: Step): Observation {
  const next = structuredClone(observation);
  switch (step.kind) {
    case 'install-ipv6':
      next.ipv6.installed = true;
      return next;
    case 'set-teredo':
      next.configured.type = step.type;
      next.configured.typeSetBy = 'local';
      if (step.serverName !== null) next.configured.serverName = step.serverName;
      if (step.clientPort !== null) next.configured.clientPort = step.clientPort;
      if (step.refreshIntervalSeconds !== null)
        next.configured.refreshIntervalSeconds = step.refreshIntervalSeconds;
      if (step.type === 'disabled') {
        next.effective.address = null;
        if (next.os.family === 'linux') next.service.state = 'disabled';
      }
      return next;
    case 'allow-teredo-through-firewall':
      next.firewall.teredoException = true;
      next.firewall.exceptionPort = step.port === 'teredo' ? null : step.port;
      return next;
    case 'remove-firewall-exception':
      next.firewall.teredoException = false;
      next.firewall.exceptionPort = null;
      return next;
    case 'start-service':
      next.service = { name: step.service, state: 'running' };
      return next;
    case 'restore-saved':
      return next;
  }
}
