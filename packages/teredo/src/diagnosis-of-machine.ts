import type { DiagnosisRule } from './diagnosis-rule';
import { found, isOn } from './diagnosis-rule';
import { factAt } from './evidence-fact';
import type { FactCode } from './facts-to-fetch';
import type { Observation } from './observation';
import { hasNoClient, isOldWindows, lacksNetworkingPack } from './wanted-teredo';

/** What to fetch where netsh's answer is short: it says least to those without rights and while the service is down. */
function behindSilence({ elevated, service }: Observation): FactCode[] {
  const missing: FactCode[] = [];
  if (elevated !== true) missing.push('state-with-rights');
  if (service.state === 'unknown') missing.push('service-state');
  return missing;
}

/** Whether lines behind the State line were read, so that it was there and its word is not known. */
function hasStateInWords({ effective }: Observation): boolean {
  const { role, network, nat, error } = effective;
  return role !== null || network !== null || nat !== null || error !== null;
}

function silenceText(observation: Observation, missing: FactCode[]): string {
  if (hasStateInWords(observation))
    return 'The machine says what Teredo is doing in words that are not known here.';
  const rights = missing.length > 0 ? ', and where the command ran without administrator rights' : '';
  return `The machine says how Teredo is set and not what it is doing: the State line is missing, or in words not known here. It is missing where the service gives no answer${rights}.`;
}

/** Rules about the ground that Teredo stands on: system, stack, service, rights. */
export const MACHINE_RULES: DiagnosisRule[] = [
  {
    code: 'service-stopped',
    severity: 'problem',
    title: 'The Teredo service does not run',
    meaning: 'Teredo is set to be on, and the service that runs it is stopped or disabled.',
    remedy:
      'Start the service and set it to start with the machine; turning Teredo on again on the page of the machine does both.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const { name, state } = observation.service;
      if (!isOn(observation) || (state !== 'stopped' && state !== 'disabled')) return null;
      return found(`Teredo is set to be on, but its service ${name ?? ''} is ${state}.`, [
        factAt(observation, 'configured.type'),
        factAt(observation, 'service.state'),
      ]);
    },
  },
  {
    code: 'service-silent',
    severity: 'warning',
    title: 'What Teredo is doing was not told',
    meaning:
      'How Teredo is set was read, and not what it is doing: no State line, or one in words not known here. That is not the same as off.',
    remedy:
      'Observe again with administrator rights. If the State line is still missing, restart the Teredo service or the machine; if it is in another language, read what was printed.',
    confidence: 'likely',
    pace: 'momentary',
    find: (observation) => {
      if (observation.configured.type === 'unknown' || observation.effective.state !== 'unknown') return null;
      const missing = behindSilence(observation);
      return found(
        silenceText(observation, missing),
        [
          factAt(observation, 'effective.state'),
          factAt(observation, 'service.state'),
          factAt(observation, 'elevated'),
        ],
        missing.length > 0 ? { confidence: 'possible', missing } : {},
      );
    },
  },
  {
    code: 'ipv6-missing',
    severity: 'problem',
    title: 'IPv6 is missing',
    meaning: 'Teredo is set to be on, and the machine has no IPv6 stack or has it switched off.',
    remedy: 'Install IPv6 or switch it on; on Windows XP and 2003 the desired state can do that.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isOn(observation) && observation.ipv6.installed === false
        ? found('Teredo carries IPv6, and this machine has none.', [
            factAt(observation, 'configured.type'),
            factAt(observation, 'ipv6.installed'),
          ])
        : null,
  },
  {
    code: 'unreadable',
    severity: 'warning',
    title: 'Teredo could not be read',
    meaning: 'How Teredo is configured was not understood. That is not the same as off.',
    remedy: 'Look at what was printed, and see that it was read with administrator rights.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const explained = hasNoClient(observation) || lacksNetworkingPack(observation);
      if (observation.configured.type !== 'unknown' || explained) return null;
      const first: FactCode[] = ['state-line'];
      return found(
        'The answer of the machine about Teredo was not understood; nothing is concluded from it.',
        [factAt(observation, 'configured.type')],
        { missing: first.concat(behindSilence(observation)) },
      );
    },
  },
  {
    code: 'networking-pack-missing',
    severity: 'warning',
    title: 'The Advanced Networking Pack is missing',
    meaning: 'Windows XP Service Pack 1 has Teredo only with that pack, and Teredo does not answer.',
    remedy: 'Install Service Pack 3, or at least the Advanced Networking Pack (KB 817778).',
    confidence: 'likely',
    pace: 'standing',
    find: (observation) =>
      lacksNetworkingPack(observation)
        ? found(
            'This is Windows XP Service Pack 1, which has Teredo only with the Advanced Networking Pack, and Teredo does not answer here.',
            [factAt(observation, 'os.servicePack'), factAt(observation, 'configured.type')],
            { missing: ['state-line'] },
          )
        : null,
  },
  {
    code: 'unsupported-os',
    severity: 'info',
    title: 'This system has no Teredo',
    meaning:
      'The system is older than Windows XP SP1 and Server 2003 SP1, the first ones with a Teredo client.',
    remedy: 'Install the newest service pack of the system, or leave the machine out.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      hasNoClient(observation)
        ? found(`${observation.os.name || 'This system'} is older than Teredo.`, [
            factAt(observation, 'os.version'),
            factAt(observation, 'os.servicePack'),
          ])
        : null,
  },
  {
    code: 'client-missing',
    severity: 'info',
    title: 'No Teredo client is installed',
    meaning: 'The program or service that runs Teredo is not on the machine.',
    remedy: 'Where Teredo is wanted, install it (Debian and Ubuntu: apt install miredo).',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const bareXp = isOldWindows(observation) && observation.ipv6.installed === false;
      if (observation.service.state !== 'missing' || bareXp) return null;
      const text =
        observation.os.family === 'linux'
          ? 'Miredo, the Teredo client for Linux, is not installed.'
          : 'The Windows service that runs Teredo is missing.';
      return found(text, [factAt(observation, 'service.state')]);
    },
  },
  {
    code: 'not-elevated',
    severity: 'warning',
    title: 'The agent may only look',
    meaning:
      'The agent runs without administrator rights; some facts may be missing and nothing can be changed.',
    remedy: 'Install the agent as a service (root on Linux, SYSTEM on Windows).',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      observation.elevated === false
        ? found(
            'The agent runs without administrator rights: it reports what it can see and changes nothing.',
            [factAt(observation, 'elevated')],
          )
        : null,
  },
];
