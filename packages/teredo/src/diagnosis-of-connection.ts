import type { DiagnosisRule } from './diagnosis-rule';
import { clientName, found, isOn, pingWords } from './diagnosis-rule';
import { isSymmetric } from './nat';
import type { Observation } from './observation';
import { decodeTeredoAddress } from './teredo-address';
import { isOldWindows } from './wanted-teredo';

function symmetricEvidence({ reachable, effective }: Observation): string[] {
  const evidence: string[] = [];
  const probe = reachable.probe;
  if (probe !== null && isSymmetric(probe.nat)) {
    evidence.push(`reachable.probe.nat = ${probe.nat}`);
    for (const result of [probe.primary, probe.secondary]) {
      const mapped = result === null ? null : result.mapped;
      if (result !== null && mapped !== null) {
        evidence.push(`${result.serverAddress} saw ${mapped.address}:${mapped.port}`);
      }
    }
  }
  if (isSymmetric(effective.nat)) evidence.push(`effective.nat = ${effective.nat}`);
  if (effective.error === 'symmetric-nat') evidence.push('effective.error = symmetric-nat');
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
    find: (observation) => {
      const { probe } = observation.reachable;
      const byProbe = probe !== null && !probe.resolved;
      if (!isOn(observation) || (!byProbe && observation.effective.error !== 'server-name-unresolved'))
        return null;
      return found(`${serverWords(observation)} can not be found: its name gives no IPv4 address.`, [
        byProbe ? 'reachable.probe.resolved = false' : 'effective.error = server-name-unresolved',
      ]);
    },
  },
  {
    code: 'server-unreachable',
    severity: 'problem',
    title: 'The Teredo server does not answer',
    meaning: 'Router solicitations to the server over UDP port 3544 are not answered.',
    remedy: 'Let UDP to port 3544 out through the firewalls on the way, or name a server that answers.',
    confidence: 'certain',
    find: (observation) => {
      const { probe } = observation.reachable;
      const silent = probe?.resolved === true && probe.primary?.answered === false;
      const told = observation.effective.error === 'primary-server-unreachable';
      if (!isOn(observation) || (!silent && !told)) return null;
      const evidence = told ? ['effective.error = primary-server-unreachable'] : [];
      return found(
        `${serverWords(observation)} does not answer over UDP port 3544. It is down, or a firewall between drops the packets.`,
        silent ? evidence.concat(['reachable.probe.primary.answered = false']) : evidence,
      );
    },
  },
  {
    code: 'symmetric-nat',
    severity: 'problem',
    title: 'The NAT is symmetric',
    meaning:
      'The NAT gives the machine another outside port for every destination. Miredo and Windows XP and 2003 can not get through; Windows from Vista on often can (then it is a warning).',
    remedy:
      'Set the NAT to keep one mapping per machine (full cone, "endpoint-independent"), pin the client port and forward it, or use native IPv6.',
    confidence: 'certain',
    find: (observation) => {
      const evidence = symmetricEvidence(observation);
      if (!isOn(observation) || evidence.length === 0) return null;
      const works = observation.reachable.verdict === 'yes';
      const helpless = observation.os.family === 'linux' || isOldWindows(observation);
      const text = helpless
        ? `The NAT in front of this machine is symmetric. ${clientName(observation)} may say that it has started, yet packets from other Teredo machines do not find back.`
        : 'The NAT in front of this machine is symmetric. This Windows can often get through, but not to every peer.';
      return found(text, evidence, helpless && !works ? 'problem' : 'warning');
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
    find: (observation) => {
      const { ping, verdict } = observation.reachable;
      if (!isOn(observation) || observation.effective.state !== 'qualified' || verdict !== 'no') return null;
      if (ping === null || ping.sent === 0) return null;
      return found(
        `${clientName(observation)} says it has started; pings are lost: none of ${ping.sent} through Teredo to ${ping.peer} was answered.`,
        ['effective.state = qualified'].concat(pingWords(observation)),
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
    find: (observation) => {
      const decoded = decodeTeredoAddress(observation.effective.address ?? '');
      if (decoded === null || decoded.clientPrivateReason === null) return null;
      const works = observation.reachable.verdict === 'yes';
      return found(
        `The address ${decoded.address} stands for the client ${decoded.clientIPv4} (${decoded.clientPrivateReason}), which nobody on the internet can answer.`,
        [`effective.address = ${decoded.address}`, `client part = ${decoded.clientIPv4}`],
        works ? 'info' : null,
      );
    },
  },
  {
    code: 'client-error',
    severity: 'problem',
    title: 'The Teredo client reports an error',
    meaning:
      'The tunnel adapter could not be opened, the system failed, or the error text is in words not known here.',
    remedy:
      'Read the raw evidence; check the network adapters for a disabled Teredo tunnel and the system log.',
    confidence: 'certain',
    find: (observation) => {
      const { error, errorCode } = observation.effective;
      const known = error === 'tunnel-adapter' || error === 'general-failure' || error === 'unknown';
      if (!isOn(observation) || !known) return null;
      const code = errorCode === null ? '' : ` (code ${errorCode})`;
      const what = {
        'tunnel-adapter': 'its tunnel adapter could not be opened',
        'general-failure': 'a general system failure',
        unknown: 'an error in words that are not known here',
      }[error];
      return found(`The Teredo client is offline and reports ${what}${code}.`, [
        `effective.error = ${error}`,
      ]);
    },
  },
  {
    code: 'managed-network',
    severity: 'warning',
    title: 'Teredo holds back in a managed network',
    meaning:
      'The type client switches itself off where a domain controller is seen. In a domain that is by design.',
    remedy: 'If Teredo is wanted here, set the type enterpriseclient.',
    confidence: 'certain',
    find: (observation) =>
      isOn(observation) && observation.effective.error === 'managed-network'
        ? found(
            'Windows sees a domain controller on this network, and the Teredo type client stays off there.',
            ['effective.error = managed-network'],
          )
        : null,
  },
  {
    code: 'secondary-silent',
    severity: 'warning',
    title: "The server's second address does not answer",
    meaning: 'Only one of the two server addresses answers, so that the kind of NAT can not be told.',
    remedy: 'Use a server with two addresses, or let UDP port 3544 through to both.',
    confidence: 'certain',
    find: (observation) => {
      const { probe } = observation.reachable;
      if (!isOn(observation) || probe === null || probe.primary === null || probe.secondary === null)
        return null;
      if (!probe.primary.answered || probe.secondary.answered) return null;
      return found(
        `${probe.primary.serverAddress} answers and ${probe.secondary.serverAddress} does not; whether the NAT is symmetric is not known.`,
        ['reachable.probe.secondary.answered = false'],
      );
    },
  },
  {
    code: 'probing',
    severity: 'warning',
    title: 'Teredo is still looking for its server',
    meaning: 'The client runs and has not qualified: just started, or without an answer from its server.',
    remedy: 'Observe again in half a minute. If it stays so, see what is said of the server and the NAT.',
    confidence: 'certain',
    find: (observation) =>
      isOn(observation) && observation.effective.state === 'probe'
        ? found(`${clientName(observation)} runs Teredo and has no working address yet.`, [
            'effective.state = probe',
          ])
        : null,
  },
];
