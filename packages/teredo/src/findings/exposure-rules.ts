import { factAt } from '../evidence-fact';
import type { FindingRule } from './finding-rule';
import { judged } from './finding-rule';
import { isLive, isOff, onUnknown, whetherOn } from './teredo-on';

/** How a machine whose firewall is off has Teredo, on or live in some other way. */
function howItRuns(on: boolean | 'unknown'): string {
  if (on === 'unknown') return 'has an address, whether it is on could not be read,';
  return on ? 'is on' : 'still runs, though it is not set to be on,';
}

/** What puts a machine at risk while Teredo is on. */
export const EXPOSURE_RULES: FindingRule[] = [
  {
    id: 'firewall-on-with-teredo',
    version: 2,
    kind: 'compliance',
    title: 'Host firewall on beside Teredo',
    severity: 'high',
    demand: 'A machine with an address by Teredo has its host firewall on.',
    appliesTo: 'machines on which Teredo is on, or still runs',
    remedy: 'Turn the host firewall on, or turn Teredo off.',
    source: { name: 'RFC 4380', version: '2006', item: 'section 7.1, opening a hole in the NAT' },
    judge: (observation) => {
      const { firewall } = observation;
      const on = whetherOn(observation);
      if (on !== true && !isLive(observation))
        return on === 'unknown' ? onUnknown(observation) : isOff(observation);
      const read = {
        at: firewall.at,
        evidence: [
          factAt(observation, 'firewall.on'),
          factAt(observation, 'configured.type'),
          factAt(observation, 'effective.state'),
        ],
      };
      if (firewall.on === 'unknown')
        return judged('unknown', 'Whether the firewall is on could not be read.', read);
      if (firewall.on) return judged('pass', 'The host firewall is on.', read);
      return judged('finding', `Teredo ${howItRuns(on)} and the host firewall is off.`, read);
    },
  },
];
