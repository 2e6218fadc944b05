import type { Observation } from './observation';
import { canonicalHostName } from './text/lines';

/** Public servers of the community, by name. */
const COMMUNITY = [
  'teredo.remlab.net',
  'teredo2.remlab.net',
  'teredo-debian.remlab.net',
  'teredo.trex.fi',
  'teredo.iks-jena.de',
  'teredo.ginzado.ne.jp',
];

/** Servers that were public once and are reported gone. */
const GONE = [
  'teredo.managemydedi.com',
  'teredo.autotrans.consulintel.com',
  'teredo.ngix.ne.kr',
  'debian-miredo.progsoc.org',
];

function isAmong(names: string[], { configured }: Observation): boolean {
  const { serverName } = configured;
  return serverName !== null && names.indexOf(canonicalHostName(serverName)) >= 0;
}

/** Whether the machine asks a public server that is not Microsoft's. */
export function usesCommunityServer(observation: Observation): boolean {
  return isAmong(COMMUNITY, observation) || isAmong(GONE, observation);
}

/** Whether the machine asks a server that is reported gone. */
export function usesGoneServer(observation: Observation): boolean {
  return isAmong(GONE, observation);
}
