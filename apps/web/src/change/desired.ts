import type { DesiredState, Observation } from '@/trpc/shapes';

export type Mode = DesiredState['teredo']['mode'];

/** What is asked for when nothing more is said: the plan picks the type, the rest is left as it is. */
export function usualDesired(mode: Mode, observation: Observation | null): DesiredState {
  const linux = observation?.os.family === 'linux';
  const on = mode === 'on';
  return {
    teredo: { mode, type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
    ipv6: on ? 'install-if-missing' : 'leave',
    firewall: linux ? 'leave' : on ? 'allow-teredo' : 'remove-exception',
    allowReboot: false,
    acceptFirewallOff: false,
  };
}

const FIREWALL_WORDS: Record<DesiredState['firewall'], string> = {
  'allow-teredo': 'open for Teredo',
  'remove-exception': 'closed',
  leave: 'as it is',
};

/** What a desired state asks for, in one line. */
export function desiredWords(desired: DesiredState): string {
  const { mode, type, serverName } = desired.teredo;
  if (mode === 'off') return 'Teredo off';
  return ['Teredo on', type, serverName === null ? null : `server ${serverName}`].filter(Boolean).join(', ');
}

export function firewallWords(wanted: DesiredState['firewall']): string {
  return FIREWALL_WORDS[wanted];
}
