import type { Observation, SetBy, SourceValues, TeredoSources, Unknown } from './observation';

/** What the winner of a value says of its sources, where an agent did not tell them apart. */
function impliedBy<Value>(by: SetBy, source: 'group-policy' | 'local', value: Value): Value | null | Unknown {
  if (by === source) return value;
  if (by === 'unknown') return 'unknown';
  const hidden = source === 'local' && by !== 'default';
  return hidden ? 'unknown' : null;
}

function impliedValues(observation: Observation, source: 'group-policy' | 'local'): SourceValues {
  const { type, typeSetBy, serverName, serverNameSetBy } = observation.configured;
  return {
    type: impliedBy(typeSetBy, source, type),
    serverName: impliedBy(serverNameSetBy, source, serverName),
    refreshIntervalSeconds: 'unknown',
    clientPort: 'unknown',
  };
}

/** Policy and local settings as the agent told them, or as far as the winner tells. */
export function sourcesOf(observation: Observation): TeredoSources {
  const told = observation.sources;
  if (told !== null && told !== undefined) return told;
  return { policy: impliedValues(observation, 'group-policy'), local: impliedValues(observation, 'local') };
}

/** Whether a policy sets the Teredo type, so that no local change of it has effect. */
export function isTypeRuledByPolicy(observation: Observation): boolean {
  if (observation.os.family === 'linux') return false;
  const { type } = sourcesOf(observation).policy;
  return observation.configured.typeSetBy === 'group-policy' || (type !== null && type !== 'unknown');
}

/** Whether a policy sets the server's name. */
export function isServerRuledByPolicy(observation: Observation): boolean {
  if (observation.os.family === 'linux') return false;
  const { serverName } = sourcesOf(observation).policy;
  return (
    observation.configured.serverNameSetBy === 'group-policy' ||
    (serverName !== null && serverName !== 'unknown')
  );
}

/** Whether a policy sets the client's port. */
export function isClientPortRuledByPolicy(observation: Observation): boolean {
  return typeof sourcesOf(observation).policy.clientPort === 'number';
}

/** Whether a policy sets the refresh interval. */
export function isRefreshRuledByPolicy(observation: Observation): boolean {
  return typeof sourcesOf(observation).policy.refreshIntervalSeconds === 'number';
}
