import { clean, lt } from 'semver';
import type { AgentAge } from '../views';

/** Agents before this one lack what this server counts on. */
export const OLDEST_AGENT = '0.1.0';

/**
 * How old an agent is beside the server's own version, by Semantic Versioning 2.0.0; one whose version can't be read is
 * too old.
 */
export function agentAge(version: string, serverVersion: string): AgentAge {
  const read = clean(version);
  if (read === null || lt(read, OLDEST_AGENT)) return 'too-old';
  const newest = clean(serverVersion);
  return newest !== null && lt(read, newest) ? 'older' : 'current';
}
