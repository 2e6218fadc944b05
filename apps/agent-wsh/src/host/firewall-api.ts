import type { FirewallApiCall } from '@teredo-fleet/teredo';
import { createObject } from './host';

interface OpenPort {
  Name: string;
  Port: number;
  Protocol: number;
  Enabled: boolean;
}

interface OpenPorts {
  Add(port: OpenPort): void;
  Remove(port: number, protocol: number): void;
}

interface FirewallManager {
  LocalPolicy: { GetProfileByType(type: number): { GloballyOpenPorts: OpenPorts } };
}

const UDP = 17;
/** In a domain, outside of one: NET_FW_PROFILE_TYPE. */
const PROFILES = [0, 1];

function change(ports: OpenPorts, { deed, port, name }: FirewallApiCall): void {
  if (deed === 'close-port') return ports.Remove(port, UDP);
  const opened = createObject<OpenPort>('HNetCfg.FwOpenPort');
  opened.Name = name;
  opened.Port = port;
  opened.Protocol = UDP;
  opened.Enabled = true;
  ports.Add(opened);
}

/**
 * The Windows Firewall API of XP SP2 and 2003 SP1, in every profile as netsh does it. Throws what the firewall threw first,
 * once each profile was tried.
 */
export function callFirewallApi(call: FirewallApiCall): void {
  const { LocalPolicy } = createObject<FirewallManager>(call.object);
  const thrown: unknown[] = [];
  for (const profile of PROFILES) {
    try {
      change(LocalPolicy.GetProfileByType(profile).GloballyOpenPorts, call);
    } catch (error) {
      thrown.push(error);
    }
  }
  if (thrown.length > 0) throw thrown[0];
}
