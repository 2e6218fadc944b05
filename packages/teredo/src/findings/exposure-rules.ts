import { isOn } from '../diagnosis-rule';
import { factAt } from '../evidence-fact';
import type { FindingRule } from './finding-rule';
import { judged, notApplicable } from './finding-rule';

/** What puts a machine at risk while Teredo is on. */
export const EXPOSURE_RULES: FindingRule[] = [
  {
    id: 'firewall-on-with-teredo',
    version: 1,
    kind: 'compliance',
    title: 'Host firewall on beside Teredo',
    severity: 'high',
    demand: 'A machine with an address by Teredo has its host firewall on.',
    appliesTo: 'machines on which Teredo is on',
    remedy: 'Turn the host firewall on, or turn Teredo off.',
    source: { name: 'RFC 4380', version: '2006', item: 'section 7.1, opening a hole in the NAT' },
    judge: (observation) => {
      const { configured, firewall } = observation;
      if (configured.type === 'unknown')
        return judged('unknown', 'Whether Teredo is on could not be read.', {
          at: configured.at,
          evidence: [factAt(observation, 'configured.type')],
        });
      if (!isOn(observation)) return notApplicable('Teredo is off on this machine.');
      const read = {
        at: firewall.at,
        evidence: [factAt(observation, 'firewall.on'), factAt(observation, 'configured.type')],
      };
      if (firewall.on === 'unknown')
        return judged('unknown', 'Whether the firewall is on could not be read.', read);
      return firewall.on
        ? judged('pass', 'The host firewall is on.', read)
        : judged('finding', 'Teredo is on and the host firewall is off.', read);
    },
  },
];
