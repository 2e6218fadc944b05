import type { TeredoType } from './observation';

/**
 * What a machine should be. The server sends this and nothing else: never a command.
 * A null inside says "leave as it is", or, for `type`, "let the plan pick".
 */
export interface DesiredState {
  teredo: {
    mode: 'on' | 'off';
    type: Extract<TeredoType, 'client' | 'enterpriseclient' | 'natawareclient' | 'default'> | null;
    serverName: string | null;
    refreshIntervalSeconds: number | null;
    /** 1..65535; null lets the plan pick (XP and 2003 need one pinned for the firewall). */
    clientPort: number | null;
  };
  ipv6: 'install-if-missing' | 'leave';
  firewall: 'allow-teredo' | 'remove-exception' | 'leave';
  /** Whether a step that takes effect only after a restart may be planned. */
  allowReboot: boolean;
  /** Whether Teredo may be turned on although the host firewall is off. */
  acceptFirewallOff: boolean;
}
