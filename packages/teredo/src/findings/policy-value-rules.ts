import { factAt, factInWords } from '../evidence-fact';
import type { Observation } from '../observation';
import type { FindingRule, RuleJudgement } from './finding-rule';
import { judged, otherSystem, releaseUnknown } from './finding-rule';
import type { WindowsRelease } from './windows-release';
import { runsOneOf } from './windows-release';

const REMEDY =
  'Set the policy "Set Teredo State" (Computer Configuration, Administrative Templates, Network, TCPIP Settings, IPv6 Transition Technologies) to Disabled State in the domain. Turning Teredo off on the machine does not answer the rule.';

/** What stands on the machine itself, which the rule does not ask for and people take for enough. */
function besideIt(observation: Observation): string {
  const local = observation.sources === null ? null : observation.sources.local.type;
  return local === 'disabled'
    ? ' Teredo is turned off on the machine itself, which is no policy: the rule asks for the policy.'
    : '';
}

/** The policy's value must be there and say Disabled; what Teredo does counts for nothing. */
function judgePolicyValue(observation: Observation): RuleJudgement {
  const { sources, configured } = observation;
  const { at } = configured;
  if (sources === null || sources === undefined) {
    const evidence = [factAt(observation, 'configured.type')];
    return judged('not-reviewed', 'The agent of this machine does not read the policy apart.', {
      at,
      evidence,
    });
  }
  const { type } = sources.policy;
  const evidence = [factInWords(observation, 'sources.policy', type === null ? 'none' : type)];
  if (type === 'unknown')
    return judged('unknown', 'The policy Teredo_State could not be read.', { at, evidence });
  if (type === 'disabled') return judged('pass', 'The policy Teredo_State is Disabled.', { at, evidence });
  const said =
    type === null
      ? 'The policy Teredo_State is not set.'
      : `The policy Teredo_State says ${type}, not Disabled.`;
  return judged('finding', said + besideIt(observation), { at, evidence });
}

function ofRelease(
  release: WindowsRelease,
  name: string,
  rule: Omit<FindingRule, 'judge' | 'appliesTo'>,
): FindingRule {
  return {
    ...rule,
    appliesTo: name,
    judge: (observation) => {
      const isFor = runsOneOf(observation, [release]);
      if (isFor === 'unknown') return releaseUnknown(observation, name);
      return isFor ? judgePolicyValue(observation) : otherSystem(observation, name);
    },
  };
}

/** DISA's rules: the value of Group Policy, and nothing else. */
export const POLICY_VALUE_RULES: FindingRule[] = [
  ofRelease('server-2012', 'Windows Server 2012 and 2012 R2', {
    id: 'stig-wn12-cc-000010',
    version: 2,
    kind: 'compliance',
    title: 'Teredo disabled by policy, Server 2012 (STIG)',
    severity: 'medium',
    demand: 'The policy value Teredo_State exists and is Disabled.',
    remedy: REMEDY,
    source: {
      name: 'DISA, Windows Server 2012/2012 R2 STIG',
      version: 'V-225323 for member servers, V-226144 for domain controllers; V-26578 in earlier releases',
      item: 'WN12-CC-000010',
    },
  }),
  ofRelease('windows-7', 'Windows 7', {
    id: 'stig-winne-000004',
    version: 2,
    kind: 'compliance',
    title: 'Teredo disabled by policy, Windows 7 (STIG)',
    severity: 'medium',
    demand: 'The policy value Teredo_State exists and is Disabled.',
    remedy: REMEDY,
    source: { name: 'DISA, Windows 7 STIG', version: 'V-26578, SV-36008', item: 'WINNE-000004' },
  }),
];
