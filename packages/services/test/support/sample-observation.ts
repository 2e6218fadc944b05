import type { Observation } from '@teredo-fleet/teredo';

/** A Linux machine with Miredo installed. Times in milliseconds. */
export function sampleObservation(changes: {
  type: 'disabled' | 'client';
  verdict: 'yes' | 'no' | 'unknown';
  at: number;
}): Observation {
  const { type, verdict, at } = changes;
  return {
    os: {
      family: 'linux',
      name: 'Debian GNU/Linux 12',
      version: '12',
      servicePack: null,
      displayLanguage: 'en',
    },
    elevated: true,
    domainJoined: false,
    ipv6: { installed: true, disabledComponents: null, nativeGlobalAddress: null },
    configured: {
      at,
      type,
      typeSetBy: 'local',
      serverName: '192.0.2.1',
      serverNameSetBy: 'local',
      refreshIntervalSeconds: null,
      clientPort: null,
    },
    sources: null,
    effective: {
      at,
      type,
      state: 'offline',
      role: null,
      network: null,
      nat: null,
      error: null,
      errorCode: null,
      localMapping: null,
      externalMapping: null,
      address: null,
    },
    reachable: { at, verdict, probe: null, ping: null },
    firewall: {
      at,
      on: true,
      teredoException: null,
      exceptionPort: null,
      edgeTraversal: null,
      setBy: 'local',
    },
    service: { name: 'miredo', state: type === 'client' ? 'running' : 'disabled' },
    evidence: [],
  };
}
