import type { ConditionSources } from './condition-source';
import { readLostAgents } from './conditions/agents-lost';
import { readEndingCertificate, type ServedCertificate } from './conditions/certificate-expiring';
import { readBrokenChain } from './conditions/chain-broken';
import { readDrift } from './conditions/drift';
import { readNewFindings } from './conditions/new-finding';
import { readHeldPolicies } from './conditions/policy-held';
import { readHeldRollouts } from './conditions/rollout-held';
import { readPausedRollouts } from './conditions/rollout-paused';
import { readEndingTokens } from './conditions/token-expiring';

/** Where the conditions of each kind come from. Another kind: one function, and a line here. */
export function conditionSources(certificate: () => Promise<ServedCertificate | null>): ConditionSources {
  return {
    drift: readDrift,
    'new-finding': readNewFindings,
    'rollout-paused': readPausedRollouts,
    'rollout-held': readHeldRollouts,
    'policy-held': readHeldPolicies,
    'chain-broken': readBrokenChain,
    'agents-lost': readLostAgents,
    'token-expiring': readEndingTokens,
    'certificate-expiring': readEndingCertificate(certificate),
  };
}
