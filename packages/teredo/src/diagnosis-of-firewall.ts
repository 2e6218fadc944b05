import type { DiagnosisRule } from './diagnosis-rule';
import { found, isOn } from './diagnosis-rule';
import { factAt } from './evidence-fact';
import type { Observation } from './observation';
import { isOldWindows } from './wanted-teredo';

/** XP and 2003 open one port: whether it is another than the client was told to use. */
function opensOtherPort(observation: Observation): boolean {
  const { teredoException, exceptionPort } = observation.firewall;
  const { clientPort } = observation.configured;
  const known = exceptionPort !== null && clientPort !== null && isOldWindows(observation);
  return teredoException === true && known && exceptionPort !== clientPort;
}

/** Whether the client is up, or is down for a reason that it names and that is no firewall's. */
function isBesideThePoint({ effective }: Observation): boolean {
  const { error, state } = effective;
  if (state === 'qualified' || state === 'dormant') return true;
  return error !== null && error !== 'none' && error !== 'unknown' && error !== 'primary-server-unreachable';
}

/** Whether a policy, which was not read, may turn on what the machine itself has off. */
function mayBeRuledOtherwise({ firewall, os }: Observation): boolean {
  return os.family === 'windows' && firewall.setBy === 'unknown';
}

/** Rules about the firewall of the machine itself. */
export const FIREWALL_RULES: DiagnosisRule[] = [
  {
    code: 'firewall-off',
    severity: 'warning',
    title: 'Teredo is on and the firewall is off',
    meaning: 'Anybody on the internet can send packets to the machine through Teredo, past every NAT.',
    remedy:
      'Turn the host firewall on, or turn Teredo off. Another firewall program may stand in: see which is installed.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isOn(observation) && observation.firewall.on === false
        ? found(
            'Teredo gives this machine an address on the internet, and no firewall of its own guards it.',
            [factAt(observation, 'firewall.on'), factAt(observation, 'configured.type')],
            { confidence: mayBeRuledOtherwise(observation) ? 'likely' : null },
          )
        : null,
  },
  {
    code: 'firewall-blocks',
    severity: 'warning',
    title: 'The firewall does not let Teredo in',
    meaning:
      'The firewall is on and has no open rule for Teredo (CoreNet-Teredo-In), or on Windows XP and 2003 it opens another port than the client uses. Where Teredo is up all the same, or names another reason for being down, it only keeps programs from being called.',
    remedy:
      'Enable the rule CoreNet-Teredo-In, or set the firewall to allow Teredo on the page of the machine.',
    confidence: 'likely',
    pace: 'standing',
    find: (observation) => {
      const { on, teredoException } = observation.firewall;
      const otherPort = opensOtherPort(observation);
      if (!isOn(observation) || on !== true || (teredoException !== false && !otherPort)) return null;
      const evidence = [factAt(observation, 'firewall.on'), factAt(observation, 'firewall.teredoException')];
      const ports = [
        factAt(observation, 'firewall.exceptionPort'),
        factAt(observation, 'configured.clientPort'),
      ];
      const what = otherPort
        ? 'The firewall opens another port than the one Teredo uses.'
        : 'The firewall of the machine has no open rule for Teredo.';
      return isBesideThePoint(observation)
        ? found(
            `${what} Programs on it can call out through Teredo and cannot be called.`,
            evidence.concat(otherPort ? ports : []),
            {
              severity: 'info',
              confidence: 'possible',
            },
          )
        : found(`${what} That may be why Teredo is not up.`, evidence.concat(otherPort ? ports : []));
    },
  },
];
