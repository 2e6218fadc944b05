/** A Linux machine with Miredo, as an agent would say it. Times in milliseconds. */
export function sampleObservation(changes: { state?: string; verdict?: string; at?: number } = {}) {
  const { state = 'offline', verdict = 'unknown', at = 1_700_000_000_000 } = changes;
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
      type: 'client',
      typeSetBy: 'local',
      serverName: 'teredo.example.net',
      serverNameSetBy: 'local',
      refreshIntervalSeconds: null,
      clientPort: null,
    },
    sources: null,
    effective: {
      at,
      type: 'client',
      state,
      role: 'client',
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
      on: 'unknown',
      teredoException: null,
      exceptionPort: null,
      edgeTraversal: null,
      setBy: 'unknown',
    },
    service: { name: 'miredo', state: 'running' },
    evidence: [],
  };
}
