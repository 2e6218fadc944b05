import type { RawLinux } from '@teredo-fleet/teredo';
import type { ReachabilityOptions } from '../platform';
import { teredoAddressOf } from './client-state';
import type { SimulatedMachine } from './simulated-machine';
import { measuredOf } from './simulated-reachability';

const link = (ifname: string, mtu: number, local: string) => ({
  ifname,
  mtu,
  flags: ['UP'],
  addr_info: [{ family: 'inet6', local, scope: 'global' }],
});

function ipAddressJson(machine: SimulatedMachine): string {
  const links = [link('eth0', 1500, machine.nativeGlobalAddress ?? 'fe80::1')];
  const teredo = teredoAddressOf(machine);
  if (teredo !== null) links.push(link('teredo', 1280, teredo));
  return JSON.stringify(links);
}

function miredoConfiguration({ settings }: SimulatedMachine): string {
  const port = settings.clientPort === null ? '' : `BindPort ${settings.clientPort}\n`;
  return `InterfaceName teredo\nServerAddress ${settings.serverName}\n${port}`;
}

/** What an agent on this Linux machine would gather. */
export function rawLinuxOf(
  machine: SimulatedMachine,
  reachability: ReachabilityOptions | null,
  now: number,
): RawLinux {
  const { os, language, settings, fault } = machine;
  const installed = fault !== 'service-missing';
  const on = settings.teredoType !== 'disabled';
  return {
    times: { configured: now, effective: now, reachable: now, firewall: now },
    ipAddressJson: ipAddressJson(machine),
    ipRouteJson: '[]',
    miredoConfiguration: installed
      ? { state: 'read', text: miredoConfiguration(machine) }
      : { state: 'missing' },
    miredoInstalled: installed,
    configuredToRun: installed && on,
    serviceState: installed && on ? settings.serviceState : 'disabled',
    uid: machine.elevated ? 0 : 1000,
    ipv6Disabled: { state: 'read', text: fault === 'ipv6-off' ? '1\n' : '0\n' },
    osRelease: `PRETTY_NAME="${os.name}"\nVERSION_ID="${os.version}"\n`,
    locale: `${language.replace('-', '_')}.UTF-8`,
    firewallOn: machine.firewallOn,
    ...measuredOf(machine, reachability),
    notes: [{ source: 'simulator', text: 'This machine is simulated.' }],
  };
}
