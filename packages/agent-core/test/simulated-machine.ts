import type { Observation, Step } from '@teredo-fleet/teredo';

/** What a Windows XP SP2 machine has written down that a job may change. */
interface Values {
  ipv6: boolean;
  type: 'disabled' | 'client';
  serverName: string | null;
  clientPort: number | null;
  exceptionPort: number | null;
  service: 'running' | 'stopped';
}

/** A machine whose steps take effect at once and wholly, and which outlives any crash of the agent. */
export class SimulatedMachine {
  values: Values = {
    ipv6: false,
    type: 'disabled',
    serverName: 'teredo.example.net',
    clientPort: null,
    exceptionPort: null,
    service: 'stopped',
  };
  readonly slots = new Map<string, { values: Values; before: Observation }>();
  readonly applied: Step[] = [];
  /** Steps of these kinds do nothing and say that they failed. */
  broken = new Set<Step['kind']>();
  /** Steps of these kinds say that they are done and do nothing. */
  ineffective = new Set<Step['kind']>();
  reachable: 'yes' | 'no' = 'yes';
  readable = true;

  apply(step: Step): 'done' | 'failed' {
    if (this.broken.has(step.kind)) return 'failed';
    this.applied.push(step);
    if (!this.ineffective.has(step.kind)) this.change(step);
    return 'done';
  }

  private change(step: Step): void {
    const values = this.values;
    if (step.kind === 'install-ipv6') values.ipv6 = true;
    else if (step.kind === 'start-service') values.service = 'running';
    else if (step.kind === 'allow-teredo-through-firewall') values.exceptionPort = Number(step.port);
    else if (step.kind === 'remove-firewall-exception') values.exceptionPort = null;
    else if (step.kind === 'restore-saved') {
      const slot = this.slots.get(step.savedByJob);
      if (slot) this.values = { ...slot.values, ipv6: values.ipv6 };
    } else if (step.kind === 'set-teredo') {
      values.type = step.type === 'disabled' ? 'disabled' : 'client';
      values.serverName = step.serverName ?? values.serverName;
      values.clientPort = step.clientPort ?? values.clientPort;
    }
  }

  save(slot: string, before: Observation): void {
    if (!this.slots.has(slot)) this.slots.set(slot, { values: { ...this.values }, before });
  }

  observe(at: number): Observation {
    const values = this.values;
    const on = values.type === 'client' && values.service === 'running' && values.ipv6;
    return {
      os: {
        family: 'windows',
        name: 'Windows XP Professional SP2',
        version: '5.1.2600',
        servicePack: 2,
        displayLanguage: 'de-DE',
      },
      elevated: true,
      domainJoined: false,
      ipv6: { installed: values.ipv6, disabledComponents: null, nativeGlobalAddress: null },
      configured: {
        at,
        type: values.type,
        typeSetBy: 'local',
        serverName: values.serverName,
        serverNameSetBy: 'local',
        refreshIntervalSeconds: null,
        clientPort: values.clientPort,
      },
      sources: null,
      effective: {
        at,
        type: values.type,
        state: on ? 'qualified' : 'offline',
        role: 'client',
        network: 'unmanaged',
        nat: 'cone',
        error: 'none',
        errorCode: null,
        localMapping: null,
        externalMapping: null,
        address: on ? '2001:0:c000:201:1410:7050:34ff:8ee8' : null,
      },
      reachable: { at, verdict: on ? this.reachable : 'unknown', probe: null, ping: null },
      firewall: {
        at,
        on: true,
        teredoException: values.exceptionPort !== null,
        exceptionPort: values.exceptionPort,
        edgeTraversal: null,
        setBy: 'local',
      },
      service: { name: '6to4', state: values.service },
      evidence: [{ source: 'netsh', text: 'raw text', truncated: false }],
    };
  }
}
