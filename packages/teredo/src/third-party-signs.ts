import { factAt, factInWords } from './evidence-fact';
import type { Observation } from './observation';
import type { DiagnosisConfidence, EvidenceFact } from './plan-types';
import { isTypeRuledByPolicy } from './policy-rules';
import { usesCommunityServer } from './servers/community-servers';

/** Something that Windows does not do by itself and other software is known to do. */
export interface ThirdPartySign {
  /** To follow "a sign of other software: ". */
  text: string;
  evidence: EvidenceFact;
  confidence: DiagnosisConfidence;
}

/** What AdGuard for Windows writes: Teredo off, IPv4 preferred. */
const ADGUARD = 0x28;
const TEREDO_ALONE = 0x08;
const EVERY_BIT = 0xffffffff;

function inComponents(observation: Observation): ThirdPartySign | null {
  const value = observation.ipv6.disabledComponents;
  if (typeof value !== 'number') return null;
  const evidence = factInWords(observation, 'ipv6.disabledComponents', `0x${value.toString(16)}`);
  if (value === ADGUARD) {
    const text = 'DisabledComponents has the value 0x28, which AdGuard for Windows is known to write';
    return { text, evidence, confidence: 'likely' };
  }
  if (value === TEREDO_ALONE) {
    const text =
      'DisabledComponents has the bit 0x08 alone, which filters and privacy tools are known to write';
    return { text, evidence, confidence: 'possible' };
  }
  if (value !== EVERY_BIT) return null;
  const text = 'DisabledComponents has the value 0xffffffff of old scripts; Microsoft names 0xff for all';
  return { text, evidence, confidence: 'possible' };
}

function inPolicy(observation: Observation): ThirdPartySign | null {
  if (observation.domainJoined !== false || !isTypeRuledByPolicy(observation)) return null;
  return {
    text: 'a policy sets Teredo although the machine is in no domain: device management or a program wrote it',
    evidence: factAt(observation, 'domainJoined'),
    confidence: 'possible',
  };
}

function inServer(observation: Observation): ThirdPartySign | null {
  if (observation.os.family !== 'windows' || !usesCommunityServer(observation)) return null;
  return {
    text: `the server set for Teredo is ${observation.configured.serverName}, a public server that no Windows has by itself and proxy programs set`,
    evidence: factAt(observation, 'configured.serverName'),
    confidence: 'possible',
  };
}

/** Every sign that other software sets Teredo here. */
export function thirdPartySigns(observation: Observation): ThirdPartySign[] {
  const signs: ThirdPartySign[] = [];
  for (const sign of [inComponents(observation), inPolicy(observation), inServer(observation)]) {
    if (sign !== null) signs.push(sign);
  }
  return signs;
}
