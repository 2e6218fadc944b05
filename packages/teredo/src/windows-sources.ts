import type { SourceValues, TeredoSources, TeredoType, Unknown } from './observation';
import type { RawWindows } from './raw-observation';
import type { NetshTeredoReading } from './readers/netsh-teredo-reading';
import { teredoTypeOfSetting } from './readers/netsh-teredo-words';

type PolicyFacts = Pick<
  RawWindows,
  'policyTeredoState' | 'policyServerName' | 'policyRefreshSeconds' | 'policyClientPort' | 'local'
>;

/** Null without a policy that sets the type. */
export function policyTypeOf(value: string | null | Unknown): TeredoType | Unknown | null {
  if (value === null || value === 'unknown') return null;
  return teredoTypeOfSetting(value);
}

/** A policy's value from the registry, or from the line that carries `(Group Policy)`. */
function ruledValue<Value>(
  inRegistry: Value | null | Unknown,
  suffix: boolean | Unknown | null,
  printed: Value,
) {
  if (suffix === true) return inRegistry === null || inRegistry === 'unknown' ? printed : inRegistry;
  if (inRegistry !== 'unknown') return inRegistry;
  return suffix === false ? null : 'unknown';
}

function policyOf(raw: PolicyFacts, reading: NetshTeredoReading): SourceValues {
  const type = raw.policyTeredoState === 'unknown' ? 'unknown' : policyTypeOf(raw.policyTeredoState);
  return {
    type: ruledValue(type, reading.typeByPolicy, reading.type),
    serverName: ruledValue(raw.policyServerName, reading.serverNameByPolicy, reading.serverName),
    refreshIntervalSeconds: ruledValue(
      raw.policyRefreshSeconds,
      reading.refreshIntervalByPolicy,
      reading.refreshIntervalSeconds,
    ),
    clientPort: ruledValue(raw.policyClientPort, reading.clientPortByPolicy, reading.clientPort ?? 0),
  };
}

/** What policy and the machine itself say, from the registry and from what netsh marks as a policy's. */
export function windowsSources(raw: PolicyFacts, reading: NetshTeredoReading): TeredoSources {
  return { policy: policyOf(raw, reading), local: raw.local };
}
