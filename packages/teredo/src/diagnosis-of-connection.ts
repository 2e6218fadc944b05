import type { DiagnosisRule } from './diagnosis-rule';
import { clientName, found, isOn, pingFacts } from './diagnosis-rule';
import { factAt, factInWords } from './evidence-fact';
import { isSymmetric } from './nat';
import type { Observation } from './observation';
import type { EvidenceFact } from './plan-types';
import { usesGoneServer } from './servers/community-servers';
import { decodeTeredoAddress } from './teredo-address';
import { isOldWindows } from './wanted-teredo';

function symmetricEvidence(observation: Observation): EvidenceFact[] {
  const evidence: EvidenceFact[] = [];
  const { effective, reachable } = observation;
  const { probe } = reachable;
  if (probe !== null && isSymmetric(probe.nat)) {
    evidence.push(factAt(observation, 'reachable.probe.nat'));
    for (const result of [probe.primary, probe.secondary]) {
      const mapped = result === null ? null : result.mapped;
      if (result === null || mapped === null) continue;
      const words = `${result.serverAddress} saw ${mapped.address}:${mapped.port}`;
      evidence.push(factInWords(observation, 'reachable.probe', words));
    }
  }
  if (isSymmetric(effective.nat)) evidence.push(factAt(observation, 'effective.nat'));
  if (effective.error === 'symmetric-nat') evidence.push(factAt(observation, 'effective.error'));
  return evidence;
}

function serverWords({ reachable, configured }: Observation): string {
  const name = reachable.probe === null ? configured.serverName : reachable.probe.serverName;
  return name === null || name === 'unknown' ? 'The Teredo server' : `The Teredo server ${name}`;
}

/** Rules about whether Teredo carries packets. */
export const CONNECTION_RULES: DiagnosisRule[] = [
  {
    code: 'server-unresolved',
    severity: 'problem',
    title: 'The name of the Teredo server does not resolve',
    meaning: 'The configured server has no IPv4 address in DNS as the machine sees it.',
    remedy: 'Check the spelling of the server name and the DNS of this machine, or name another server.',
    confidence: 'certain',
    pace: 'momentary',
    find: (observation) => {
      const { probe } = observation.reachable;
      const measured = probe !== null && !probe.resolved;
      const told = observation.effective.error === 'server-name-unresolved';
      if (!isOn(observation) || (!measured && !told)) return null;
      const text = `${serverWords(observation)} cannot be found: its name gives no IPv4 address.`;
      return measured
        ? found(text, [factAt(observation, 'reachable.probe.resolved')])
        : found(text, [factAt(observation, 'effective.error')], {
            confidence: probe === null ? 'likely' : 'possible',
            missing: probe === null ? ['own-probe'] : ['later-look'],
          });
    },
  },
  {
    code: 'server-gone',
    severity: 'problem',
    title: 'The Teredo server is one that is reported gone',
    meaning: 'The server that is set is among those that were public once and no longer answer.',
    remedy: 'Name another Teredo server, or take the name out so that the system uses its own.',
    confidence: 'likely',
    pace: 'standing',
    find: (observation) => {
      if (!isOn(observation) || !usesGoneServer(observation)) return null;
      const works = observation.effective.state === 'qualified';
      return found(
        `Teredo is set to ask ${observation.configured.serverName}, a public server that is reported gone.`,
        [factAt(observation, 'configured.serverName')],
        works ? { severity: 'info', confidence: 'possible' } : {},
      );
    },
  },
  {
    code: 'server-unreachable',
    severity: 'problem',
    title: 'The Teredo server does not answer',
    meaning: 'Router solicitations to the server over UDP port 3544 are not answered.',
    remedy: 'Let UDP to port 3544 out through the firewalls on the way, or name a server that answers.',
    confidence: 'certain',
    pace: 'momentary',
    find: (observation) => {
      const { probe } = observation.reachable;
      const silent = probe?.resolved === true && probe.primary?.answered === false;
      const told = observation.effective.error === 'primary-server-unreachable';
      if (!isOn(observation) || (!silent && !told)) return null;
      const evidence = told ? [factAt(observation, 'effective.error')] : [];
      const text = `${serverWords(observation)} does not answer over UDP port 3544. It is down, or a firewall between drops the packets.`;
      if (silent)
        return found(text, evidence.concat([factAt(observation, 'reachable.probe.primary.answered')]));
      if (probe?.primary?.answered !== true)
        return found(text, evidence, { confidence: 'likely', missing: ['own-probe', 'firewall-rule'] });
      return found(
        `Windows says that ${serverWords(observation).replace('The', 'the')} does not answer, and it answers the agent. A firewall may stop the Teredo service alone, or it has just come back.`,
        evidence.concat([factAt(observation, 'reachable.probe.primary.answered')]),
        { severity: 'warning', confidence: 'possible', missing: ['later-look', 'firewall-rule'] },
      );
    },
  },
  {
    code: 'symmetric-nat',
    severity: 'problem',
    title: 'The NAT is symmetric',
    meaning:
      'The NAT gives the machine another outside port for every destination. Miredo and Windows XP and 2003 cannot get through; Windows from Vista on often can (then it is a warning).',
    remedy:
      'Set the NAT to keep one mapping per machine (full cone, "endpoint-independent"), pin the client port and forward it, or use native IPv6.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const evidence = symmetricEvidence(observation);
      if (!isOn(observation) || evidence.length === 0) return null;
      const works = observation.reachable.verdict === 'yes';
      const helpless = observation.os.family === 'linux' || isOldWindows(observation);
      const text = helpless
        ? `The NAT in front of this machine is symmetric. ${clientName(observation)} may say that it has started, yet packets from other Teredo machines do not find back.`
        : 'The NAT in front of this machine is symmetric. This Windows can often get through, but not to every peer.';
      return found(text, evidence, { severity: helpless && !works ? 'problem' : 'warning' });
    },
  },
  {
    code: 'started-but-unreachable',
    severity: 'problem',
    title: 'Teredo says it works, and pings are lost',
    meaning:
      'The client has an address and reports itself started or qualified; no ping through Teredo is answered.',
    remedy:
      'Look at the other findings for the cause: NAT, server, firewall. Then see that the peer itself is up.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const { ping, verdict } = observation.reachable;
      if (!isOn(observation) || observation.effective.state !== 'qualified' || verdict !== 'no') return null;
      if (ping === null || ping.sent === 0) return null;
      return found(
        `${clientName(observation)} says it has started; pings are lost: none of ${ping.sent} through Teredo to ${ping.peer} was answered.`,
        [factAt(observation, 'effective.state')].concat(pingFacts(observation)),
      );
    },
  },
  {
    code: 'private-client-address',
    severity: 'problem',
    title: 'The Teredo address holds a private address',
    meaning: 'The client part of the address is not one of the internet: no NAT mapping was learnt.',
    remedy: 'Treat Teredo as not working here until it has another address; check the server and the NAT.',
    confidence: 'likely',
    pace: 'standing',
    find: (observation) => {
      const decoded = decodeTeredoAddress(observation.effective.address ?? '');
      if (decoded === null || decoded.clientPrivateReason === null) return null;
      const works = observation.reachable.verdict === 'yes';
      return found(
        `The address ${decoded.address} stands for the client ${decoded.clientIPv4} (${decoded.clientPrivateReason}), which nobody on the internet can answer.`,
        [
          factAt(observation, 'effective.address'),
          factInWords(observation, 'effective.address', `client part ${decoded.clientIPv4}`),
        ],
        works ? { severity: 'info' } : {},
      );
    },
  },
  {
    code: 'retired-prefix',
    severity: 'problem',
    title: 'Teredo uses the prefix of before 2006',
    meaning:
      'The address begins with 3ffe:831f, which Windows XP and 2003 used until MS06-064 and nobody routes today.',
    remedy: 'Install the newest service pack and updates, or set the registry value TeredoPrefix to 2001::.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const decoded = decodeTeredoAddress(observation.effective.address ?? '');
      if (decoded === null || decoded.prefix !== '3ffe:831f') return null;
      return found(`The address ${decoded.address} has a prefix that was given back in 2006.`, [
        factAt(observation, 'effective.address'),
      ]);
    },
  },
  {
    code: 'leftover-address',
    severity: 'warning',
    title: 'Teredo is off and its address is still there',
    meaning: 'Teredo is set to be off, yet an interface has a Teredo address.',
    remedy: 'Observe again in a minute; if it stays, restart the machine or its Teredo service.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) =>
      observation.configured.type === 'disabled' && observation.effective.address !== null
        ? found(
            `Teredo is set to be off, and the address ${observation.effective.address} is still in use.`,
            [factAt(observation, 'configured.type'), factAt(observation, 'effective.address')],
          )
        : null,
  },
  {
    code: 'secondary-silent',
    severity: 'warning',
    title: "The server's second address does not answer",
    meaning: 'Only one of the two server addresses answers, so that the kind of NAT cannot be told.',
    remedy: 'Use a server with two addresses, or let UDP port 3544 through to both.',
    confidence: 'certain',
    pace: 'standing',
    find: (observation) => {
      const { probe } = observation.reachable;
      if (!isOn(observation) || probe === null || probe.primary === null || probe.secondary === null)
        return null;
      if (!probe.primary.answered || probe.secondary.answered) return null;
      return found(
        `${probe.primary.serverAddress} answers and ${probe.secondary.serverAddress} does not; whether the NAT is symmetric is not known.`,
        [
          factAt(observation, 'reachable.probe.primary.answered'),
          factAt(observation, 'reachable.probe.secondary.answered'),
        ],
      );
    },
  },
];
