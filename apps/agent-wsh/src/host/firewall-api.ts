import type { FirewallApiCall } from '@teredo-fleet/teredo';
import { createObject } from './host';

interface OpenPort {
  Name: string;
  Port: number;
  Protocol: number;
  Enabled: boolean;
}

interface FirewallManager {
  LocalPolicy: {
    CurrentProfile: {
      GloballyOpenPorts: { Add(port: OpenPort): void; Remove(port: number, protocol: number): void };
    };
  };
}

const UDP = 17;

/** The Windows Firewall API of XP SP2 and 2003 SP1. Throws what the firewall throws. */
export function callFirewallApi({ object, deed, port, name }: FirewallApiCall): void {
  const ports = createObject<FirewallManager>(object).LocalPolicy.CurrentProfile.GloballyOpenPorts;
  if (deed === 'close-port') return ports.Remove(port, UDP);
  const opened = createObject<OpenPort>('HNetCfg.FwOpenPort');
  opened.Name = name;
  opened.Port = port;
  opened.Protocol = UDP;
  opened.Enabled = true;
  ports.Add(opened);
}
