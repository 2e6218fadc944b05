import type { GateCheck } from '@teredo-fleet/rollout';
import { machineCount } from '../core/machine-count';

/** A comparison of a gate in one sentence, whether it holds or not. */
export function checkText({ name, part, whole, percent }: GateCheck): string {
  switch (name) {
    case 'nobody-to-judge':
      return 'No machine is left to judge by.';
    case 'sample':
      return `${part} good ${part === 1 ? 'result' : 'results'}, ${whole} needed.`;
    case 'success':
      return `${part} of ${whole} results are good, ${percent} % needed.`;
    case 'coverage':
      return `${part} of ${machineCount(whole)} reported, ${percent} % needed.`;
    case 'late':
      return `${part} of ${machineCount(whole)} are in the late pool, ${percent} % allowed.`;
    case 'blocked':
      return `${part} of ${machineCount(whole)} are blocked, ${percent} % allowed.`;
  }
}
