import type { DiagnosisRule } from './diagnosis-rule';
import { clientName, found, isOn, pingFacts } from './diagnosis-rule';
import { factAt } from './evidence-fact';

/** Rules about what is well, or not known to be ill. */
export const HEALTH_RULES: DiagnosisRule[] = [
  {
    code: 'host-specific-relay',
    severity: 'info',
    title: 'The machine only relays for itself',
    meaning:
      'It has IPv6 from elsewhere; Teredo is used towards Teredo machines only and gives no IPv6 internet.',
    remedy: null,
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      if (observation.effective.role !== 'host-specific-relay') return null;
      const native = observation.ipv6.nativeGlobalAddress;
      return found(
        'This machine has IPv6 of its own and uses Teredo only to talk to Teredo machines.',
        [factAt(observation, 'effective.role')].concat(
          native === null || native === 'unknown' ? [] : [factAt(observation, 'ipv6.nativeGlobalAddress')],
        ),
        { missing: native === 'unknown' ? ['native-address'] : [] },
      );
    },
  },
  {
    code: 'not-tested',
    severity: 'info',
    title: 'Whether Teredo works was not tested',
    meaning: 'No Teredo peer to ping is configured or none was pinged, so reachability is not known.',
    remedy: 'Name a Teredo peer to ping (for example a teredo-mire responder) in the agent configuration.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isOn(observation) && observation.reachable.verdict === 'unknown'
        ? found(
            'Nothing contradicts that Teredo works here, and nothing proves it: no Teredo peer was pinged.',
            [factAt(observation, 'reachable.verdict')],
            { missing: ['peer-ping'] },
          )
        : null,
  },
  {
    code: 'reachable',
    severity: 'ok',
    title: 'Teredo works',
    meaning: 'A Teredo peer answered a ping through Teredo.',
    remedy: null,
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const { ping, verdict } = observation.reachable;
      if (verdict !== 'yes') return null;
      const peer = ping === null ? 'A Teredo peer' : `The Teredo peer ${ping.peer}`;
      return found(
        `${peer} answered through Teredo.`,
        [factAt(observation, 'reachable.verdict')].concat(pingFacts(observation)),
      );
    },
  },
  {
    code: 'qualified',
    severity: 'ok',
    title: 'Teredo is up',
    meaning: 'The client has qualified with its server. That alone does not prove that packets arrive.',
    remedy: null,
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const { state, address } = observation.effective;
      if (!isOn(observation) || state !== 'qualified') return null;
      const has = address === null ? '' : ` and has the address ${address}`;
      return found(`${clientName(observation)} has qualified with its Teredo server${has}.`, [
        factAt(observation, 'effective.state'),
      ]);
    },
  },
  {
    code: 'dormant-healthy',
    severity: 'ok',
    title: 'Teredo sleeps until it is needed',
    meaning: 'Dormant is the healthy state of an enabled Windows client that no program uses.',
    remedy: null,
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      isOn(observation) && observation.effective.state === 'dormant'
        ? found('Teredo is on and dormant: it wakes when a program asks for it. Nothing needs to be done.', [
            factAt(observation, 'effective.state'),
          ])
        : null,
  },
];
