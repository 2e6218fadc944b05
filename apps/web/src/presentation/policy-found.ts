import type { Tone } from '@teredo-fleet/ui';
import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  Eye,
  type LucideIcon,
  OctagonPause,
  ShieldCheck,
  TriangleAlert,
  Wrench,
} from 'lucide-react';
import type { MachinePolicyView, PolicyRow } from '@/trpc/shapes';
import type { Look } from './look';

const look = (word: string, icon: LucideIcon, tone: Tone): Look => ({ word, icon, tone });

/** What a policy finds on a machine, from what asks for something to what asks for nothing. */
export const POLICY_VERDICTS: Record<MachinePolicyView['verdict'], Look> = {
  drifted: look('Drifted', Wrench, 'warn'),
  blocked: look('Blocked', CircleAlert, 'bad'),
  ineffective: look('Not working', TriangleAlert, 'warn'),
  unknown: look('Not known', CircleHelp, 'idle'),
  compliant: look('Compliant', CircleCheck, 'ok'),
};

export const POLICY_STANDINGS: Record<MachinePolicyView['standing'], string> = {
  alone: 'Nothing disagrees with it here',
  wins: 'It is followed here',
  yields: 'Another policy is followed here',
  undecided: 'Neither acts here now, and nobody decided which is followed',
};

export const POLICY_STATES: Record<PolicyRow['state'], Look> = {
  audit: look('Audit only', Eye, 'info'),
  'awaiting-approval': look('Awaits approval', CircleDashed, 'warn'),
  enforced: look('Enforced', ShieldCheck, 'ok'),
  stopped: look('Stopped', OctagonPause, 'warn'),
  retired: look('Retired', CircleDashed, 'idle'),
};

const SAID: Record<string, string> = {
  drifted: 'drifted',
  blocked: 'blocked',
  ineffective: 'not working',
  unknown: 'not known',
  compliant: 'compliant',
  wins: 'followed there',
  yields: 'another is followed',
  undecided: 'undecided',
  alone: 'alone there',
};

/** What `id:drifted` asks of machines. The name of the policy is on its page. */
export function policyFoundWords(value: string): string {
  const said = value.split(':')[1];
  return said === undefined ? 'is for it' : (SAID[said] ?? said);
}
