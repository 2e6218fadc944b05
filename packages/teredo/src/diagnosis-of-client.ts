import type { DiagnosisRule } from './diagnosis-rule';
import { clientName, found, isOn } from './diagnosis-rule';
import { factAt } from './evidence-fact';
import type { FactCode } from './facts-to-fetch';
import { isSymmetric } from './nat';
import type { Observation } from './observation';

function codeWords({ effective }: Observation): string {
  return effective.errorCode === null ? '' : ` (code ${effective.errorCode})`;
}

/** Whether the port that was pinned may be why the client does not start. */
function mayFailByPort(observation: Observation): boolean {
  const { error, state } = observation.effective;
  const vague = error === null || error === 'none' || error === 'unknown' || error === 'general-failure';
  return observation.configured.clientPort !== null && state === 'offline' && vague;
}

/** Whether the agent's own questions were answered, so that the way to the server is open. */
function serverAnswersAgent({ reachable }: Observation): boolean {
  return reachable.probe !== null && reachable.probe.primary?.answered === true;
}

/** Whether the client is down, names no reason, and nothing that was read is one. */
function isOfflineWithoutReason(observation: Observation): boolean {
  const { effective, ipv6, os, reachable, service } = observation;
  const { probe } = reachable;
  const isSilent = effective.error === null || effective.error === 'none';
  const isWindows = os.family === 'windows' && ipv6.installed !== false;
  const mayRun = service.state === 'running' || service.state === 'unknown';
  const noServer = probe !== null && (!probe.resolved || probe.primary?.answered === false);
  return isWindows && effective.state === 'offline' && isSilent && mayRun && !noServer;
}

/** What would tell more of a client that gives no reason. */
function behindNoReason({ firewall, ipv6, reachable, service }: Observation): FactCode[] {
  const missing: FactCode[] = [];
  if (service.state === 'unknown') missing.push('service-state');
  if (ipv6.disabledComponents === 'unknown') missing.push('disabled-components');
  if (firewall.on === 'unknown') missing.push('firewall-state');
  if (reachable.probe === null) missing.push('own-probe');
  missing.push('later-look');
  return missing;
}

function noReasonText(observation: Observation): string {
  const text = 'Teredo is set to be on; Windows says that the client is offline and names no error.';
  if (serverAnswersAgent(observation))
    return `${text} Its server answers the agent, so that what keeps the client down is on the machine itself.`;
  return text;
}

/** Rules about what the Teredo client says of itself. */
export const CLIENT_RULES: DiagnosisRule[] = [
  {
    code: 'tunnel-adapter-missing',
    severity: 'problem',
    title: 'The tunnel adapter of Teredo is missing',
    meaning:
      'The client says that it could not open its tunnel adapter: it is disabled, damaged or was removed.',
    remedy:
      'Open Device Manager, show hidden devices, and look for the Teredo Tunneling Pseudo-Interface among the network adapters: enable it, or uninstall it and restart the machine.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isOn(observation) && observation.effective.error === 'tunnel-adapter'
        ? found('The Teredo client is offline because its tunnel adapter could not be opened.', [
            factAt(observation, 'effective.error'),
          ])
        : null,
  },
  {
    code: 'general-failure',
    severity: 'problem',
    title: 'The Teredo client failed',
    meaning: 'The client reports a general system failure and no more than a number.',
    remedy:
      'Restart the Teredo service, then the machine. If it comes back, look at the system log for its cause.',
    confidence: 'certain',
    pace: 'momentary',
    find: (observation) =>
      isOn(observation) && observation.effective.error === 'general-failure'
        ? found(
            `The Teredo client is offline and reports a general system failure${codeWords(observation)}.`,
            [factAt(observation, 'effective.error'), factAt(observation, 'effective.errorCode')],
          )
        : null,
  },
  {
    code: 'client-error',
    severity: 'problem',
    title: 'The Teredo client reports an error not known here',
    meaning:
      'The client is offline and gives its reason in words, or in a language, that are not known here.',
    remedy: 'Have the error line translated as it was printed.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isOn(observation) && observation.effective.error === 'unknown'
        ? found(
            `The Teredo client reports an error in words that are not known here${codeWords(observation)}.`,
            [factAt(observation, 'effective.error'), factAt(observation, 'effective.errorCode')],
          )
        : null,
  },
  {
    code: 'client-port-taken',
    severity: 'warning',
    title: 'The UDP port may belong to another program',
    meaning:
      'Teredo is set to one UDP port and is offline without a clear reason; a port that another program holds keeps it from starting.',
    remedy: 'Let the system choose the client port, or name one that is free.',
    confidence: 'possible',
    pace: 'standing',
    find: (observation) =>
      isOn(observation) && mayFailByPort(observation)
        ? found(
            `Teredo is set to use UDP port ${observation.configured.clientPort} and is offline; another program may hold that port.`,
            [
              factAt(observation, 'configured.clientPort'),
              factAt(observation, 'effective.state'),
              factAt(observation, 'effective.error'),
            ],
            { missing: ['used-ports'] },
          )
        : null,
  },
  {
    code: 'offline-without-reason',
    severity: 'warning',
    title: 'Teredo is on, offline, and gives no reason',
    meaning:
      'Teredo is set to be on, its service is not seen to be down, and the client is offline with the error none, or without an Error line. It is a problem once it lasts.',
    remedy:
      'Observe again in a minute: a client that has just started says so, too. If it stays so, see that the service of the Windows Firewall runs, which Teredo is said to need, and restart the Teredo service; then turn Teredo off and on again.',
    confidence: 'likely',
    pace: 'momentary',
    find: (observation) =>
      isOn(observation) && isOfflineWithoutReason(observation) && !mayFailByPort(observation)
        ? found(
            noReasonText(observation),
            [
              factAt(observation, 'configured.type'),
              factAt(observation, 'effective.state'),
              factAt(observation, 'effective.error'),
            ],
            { lasting: 'problem', missing: behindNoReason(observation) },
          )
        : null,
  },
  {
    code: 'managed-network',
    severity: 'warning',
    title: 'Teredo holds back in a managed network',
    meaning:
      'The type client switches itself off where a domain controller is seen. On a machine of the domain that is by design, and only worth knowing.',
    remedy: 'If Teredo is wanted here, set the type enterpriseclient.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      if (!isOn(observation) || observation.effective.error !== 'managed-network') return null;
      const evidence = [
        factAt(observation, 'effective.error'),
        factAt(observation, 'configured.type'),
        factAt(observation, 'domainJoined'),
      ];
      const text =
        'Windows sees a domain controller on this network, and the Teredo type client stays off there.';
      if (observation.domainJoined === true)
        return found(`${text} For a machine of the domain that is healthy.`, evidence, { severity: 'info' });
      return found(text, evidence, {
        missing: observation.domainJoined === 'unknown' ? ['domain-membership'] : [],
      });
    },
  },
  {
    code: 'probing',
    severity: 'warning',
    title: 'Teredo is still looking for its server',
    meaning:
      'The client runs and has not qualified: just started, or without an answer from its server. It is a problem once it lasts.',
    remedy: 'Observe again in half a minute. If it stays so, see what is said of the server and the NAT.',
    confidence: 'likely',
    pace: 'momentary',
    find: (observation) => {
      if (!isOn(observation) || observation.effective.state !== 'probe') return null;
      const noAddress = observation.os.family === 'linux' && serverAnswersAgent(observation);
      const stripped =
        noAddress && !isSymmetric(observation.reachable.probe?.nat ?? null)
          ? ' Its server answers the agent, so NetworkManager or systemd-networkd may have taken the address away.'
          : '';
      return found(
        `${clientName(observation)} runs Teredo and has no working address yet.${stripped}`,
        [factAt(observation, 'effective.state')],
        {
          lasting: 'problem',
          missing: observation.reachable.probe === null ? ['own-probe', 'later-look'] : ['later-look'],
        },
      );
    },
  },
];
