import type { TeredoType } from '../observation';

export type ServiceStart = 'auto' | 'demand' | 'disabled';

/** Teredo's values as they are set on the machine itself. Null: not set, so that Windows' own counts. */
export interface LocalTeredo {
  type: TeredoType | null;
  serverName: string | null;
  refreshIntervalSeconds: number | null;
  clientPort: number | null;
}

/** The firewall as far as an agent changes it. */
export interface LocalFirewall {
  /** XP and 2003: the UDP ports that the machine itself opens to anybody. Empty from Vista on. */
  openPorts: number[];
  /** XP and 2003: those that stand under this product's name. Empty from Vista on. */
  ownPorts: number[];
  /** From Vista on: the rules of this product that are there. */
  ownAllowRule: boolean;
  ownBlockRule: boolean;
  /** From Vista on: whether rules of others let Teredo in. */
  othersAllow: boolean;
}

/** What an agent may change on a Windows machine, as it is: saved before a job, and given back by a rollback. */
export interface WindowsSettings {
  ipv6Installed: boolean;
  teredo: LocalTeredo;
  /** Null: there is no such service, as on XP before IPv6 is installed. */
  service: { running: boolean; start: ServiceStart } | null;
  firewall: LocalFirewall;
}
