import type { Observation } from '../observation';
import type { KnownServer } from './known-servers';
import { KNOWN_SERVERS } from './known-servers';
import { findServer } from './match-server';

function knownServerOf({ configured }: Observation): KnownServer | null {
  return configured.serverName === null ? null : findServer(KNOWN_SERVERS, configured.serverName);
}

/** Whether a public server that is not Microsoft's is written down on the machine. */
export function usesCommunityServer(observation: Observation): boolean {
  const known = knownServerOf(observation);
  return known !== null && known.standing !== 'default';
}

/** Whether a server that is listed as dead is written down on the machine. */
export function usesGoneServer(observation: Observation): boolean {
  const known = knownServerOf(observation);
  return known !== null && known.standing === 'dead';
}
