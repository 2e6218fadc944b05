import { decideType } from './decision-of-values';
import { componentsWords, decisionText } from './decision-text';
import type { DiagnosisRule } from './diagnosis-rule';
import { clientName, found, isSeenToRun } from './diagnosis-rule';
import { factAt, factInWords } from './evidence-fact';
import type { FactCode } from './facts-to-fetch';
import type { Observation } from './observation';
import { isTypeRuledByPolicy } from './policy-rules';
import { thirdPartySigns } from './third-party-signs';
import { isOldWindows } from './wanted-teredo';
import { keepsTeredoOff } from './windows-generation';

/** The value of DisabledComponents where it takes Teredo away, else null. */
function takingAway({ ipv6 }: Observation): number | null {
  const value = ipv6.disabledComponents;
  return typeof value === 'number' && keepsTeredoOff(value) ? value : null;
}

/** Whether Teredo is set to be off, or left to a system that keeps it off. */
function isOff(observation: Observation): boolean {
  const { configured, effective, ipv6, service } = observation;
  const bareXp = isOldWindows(observation) && ipv6.installed === false;
  if (service.state === 'missing' && !bareXp) return false;
  const idle =
    configured.type === 'default' && effective.state === 'offline' && !isErrorNamed(effective.error);
  return configured.type === 'disabled' || idle;
}

function isErrorNamed(error: Observation['effective']['error']): boolean {
  return error !== null && error !== 'none';
}

/** Rules about what is set on the machine and what it is set by. */
export const SETTING_RULES: DiagnosisRule[] = [
  {
    code: 'disabled-components',
    severity: 'warning',
    title: 'A registry value keeps Teredo off',
    meaning: 'DisabledComponents has bit 0x01 or 0x08 set: netsh says Ok to every change, without effect.',
    remedy: 'Clear the bits 0x01 and 0x08 of DisabledComponents and restart the machine.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const value = takingAway(observation);
      if (value === null) return null;
      return found(
        `The registry value DisabledComponents is ${componentsWords(value)}; with it Teredo stays off whatever is set.`,
        [factInWords(observation, 'ipv6.disabledComponents', `0x${value.toString(16)}`)],
      );
    },
  },
  {
    code: 'restart-pending',
    severity: 'warning',
    title: 'DisabledComponents counts only after a restart',
    meaning:
      'DisabledComponents takes Teredo away and Teredo still runs, or it took it away in an earlier look and Teredo is still off.',
    remedy: 'Restart the machine: Windows reads DisabledComponents when it starts.',
    confidence: 'certain',
    pace: 'over-time',
    find: (observation, earlier) => {
      const value = takingAway(observation);
      const evidence = [
        factAt(observation, 'ipv6.disabledComponents'),
        factAt(observation, 'effective.state'),
      ];
      if (value !== null && isSeenToRun(observation)) {
        const text = `DisabledComponents is ${componentsWords(value)} and Teredo still runs: the next restart takes it away.`;
        return found(text, evidence);
      }
      if (value !== null || isSeenToRun(observation) || !tookAwayBefore(observation, earlier)) return null;
      const text =
        'DisabledComponents was put right, and Teredo has not run since: it comes back with the next restart.';
      return found(text, evidence, { confidence: 'likely', severity: 'info' });
    },
  },
  {
    code: 'group-policy',
    severity: 'info',
    title: 'Group Policy decides',
    meaning: 'A policy sets the Teredo type; a local change has no effect.',
    remedy: 'To change it, change the policy: IPv6 Transition Technologies under TCPIP Settings.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isTypeRuledByPolicy(observation)
        ? found(`Group Policy sets Teredo to ${observation.configured.type} on this machine.`, [
            factAt(observation, 'configured.type'),
            factAt(observation, 'configured.typeSetBy'),
          ])
        : null,
  },
  {
    code: 'third-party',
    severity: 'info',
    title: 'Other software may set Teredo here',
    meaning:
      "A value is set as filters, privacy tools, proxies and scripts set it: DisabledComponents 0x28, 0x08 or 0xffffffff, a policy outside any domain, a public server that is not Microsoft's.",
    remedy:
      'Ask which filter, privacy, proxy or tuning program is installed, and change Teredo there: it may set the value again.',
    confidence: 'possible',
    pace: 'standing',
    find: (observation) => {
      const signs = thirdPartySigns(observation);
      if (signs.length === 0) return null;
      const likely = signs.filter(({ confidence }) => confidence === 'likely').length > 0;
      return found(
        `There is a sign of other software: ${signs.map(({ text }) => text).join('; ')}.`,
        signs.map(({ evidence }) => evidence),
        { confidence: likely ? 'likely' : null },
      );
    },
  },
  {
    code: 'not-a-client',
    severity: 'info',
    title: 'Teredo is used in another role',
    meaning: 'The machine is set to be a Teredo server or relay; it is not managed as a client.',
    remedy: null,
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const { type } = observation.configured;
      return type === 'server' || type === 'relay' || type === 'automatic'
        ? found(`Teredo is set to the type ${type}, which is not a client.`, [
            factAt(observation, 'configured.type'),
          ])
        : null;
    },
  },
  {
    code: 'off-by-choice',
    severity: 'info',
    title: 'Teredo is off',
    meaning: 'Somebody, or this system on their behalf, turned Teredo off on the machine.',
    remedy: null,
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isOff(observation) && decideType(observation).decidedBy === 'local'
        ? found(`${clientName(observation)} is set not to use Teredo.`, [
            factAt(observation, 'configured.type'),
            factAt(observation, 'configured.typeSetBy'),
          ])
        : null,
  },
  {
    code: 'off-by-default',
    severity: 'info',
    title: 'Teredo is off and always was',
    meaning:
      'Nobody decided: this system has Teredo off as it comes (Windows since 10 version 1803, any Linux).',
    remedy: null,
    confidence: 'likely',
    pace: 'standing',
    find: (observation) =>
      isOff(observation) && decideType(observation).decidedBy === 'default'
        ? found(decisionText(observation, decideType(observation)), [
            factAt(observation, 'configured.type'),
            factAt(observation, 'configured.typeSetBy'),
          ])
        : null,
  },
  {
    code: 'off-unexplained',
    severity: 'info',
    title: 'Teredo is off, and it is not known by whom',
    meaning:
      'The type is disabled. A person, a policy, DisabledComponents and the system itself all look alike there, and the fact that tells them apart was not read.',
    remedy: 'Fetch the fact that is named with this finding, then look again.',
    confidence: 'possible',
    pace: 'standing',
    find: (observation) => {
      const decision = decideType(observation);
      if (!isOff(observation) || decision.decidedBy !== 'unknown') return null;
      if (observation.configured.type === 'disabled' && isTypeRuledByPolicy(observation)) return null;
      const missing: FactCode[] = [];
      for (const { source, toFetch } of decision.sources) {
        if (toFetch !== null && decision.candidates.indexOf(source) >= 0) missing.push(toFetch.code);
      }
      return found(
        decisionText(observation, decision),
        [factAt(observation, 'configured.type'), factAt(observation, 'configured.typeSetBy')],
        { missing },
      );
    },
  },
];

/** Whether the newest look that says something of it had the bit set, and Teredo has not run since. */
function tookAwayBefore(observation: Observation, earlier: Observation[]): boolean {
  if (observation.ipv6.disabledComponents === 'unknown') return false;
  for (const look of earlier) {
    if (isSeenToRun(look)) return false;
    if (takingAway(look) !== null) return true;
  }
  return false;
}
