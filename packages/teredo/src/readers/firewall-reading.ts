import type { Unknown } from '../observation';

/** How a rule was printed. */
export type FirewallRuleSource = 'registry' | 'netsh' | 'listing' | 'json';

/** The kinds of network that Windows tells apart; one it does not know is public. */
export type FirewallProfile = 'domain' | 'private' | 'public';

/** A firewall rule. Null: the output doesn't say. Its display name is translated and tells nothing. */
export interface FirewallRule {
  /** `CoreNet-Teredo-In`; the only name that is the same in every language. */
  id: string | null;
  displayName: string | null;
  enabled: boolean | Unknown | null;
  action: 'allow' | 'block' | Unknown | null;
  direction: 'in' | 'out' | Unknown | null;
  /** IANA number: 17 is UDP. `any` is what it says. */
  protocol: number | 'any' | Unknown | null;
  /** As printed: `Teredo`, `3544`, `5000-5010`. */
  localPorts: string[] | null;
  /** Who may call, as printed (`LocalSubnet`); null: anybody, or not said. */
  remoteAddresses: string[] | null;
  /** In which networks it counts; null: in all, or not said. */
  profiles: FirewallProfile[] | null;
  program: string | null;
  service: string | null;
  edge: 'no' | 'yes' | 'defer-to-app' | 'defer-to-user' | Unknown | null;
  source: FirewallRuleSource;
  /** Whether the id or the keyword `Teredo` among the ports says that it is for Teredo. */
  isTeredo: boolean;
  raw: string;
}

/** Rules found in registry strings, `netsh advfirewall` listings, COM dumps or PowerShell listings. */
export interface FirewallReading {
  readable: boolean;
  rules: FirewallRule[];
  /** Of `rules`, those for Teredo. */
  teredoRules: FirewallRule[];
  /**
   * Whether UDP for Teredo may come in by these rules: `blocked` as soon as an active rule blocks it, `unknown` when no
   * rule says or an answer wasn't understood, `limited` when those that allow it name who may call, so that the internet
   * at large is not among them, or leave out public networks, or when it is blocked in some networks only. Whether the
   * firewall is on is another fact.
   */
  inbound: 'allowed' | 'limited' | 'blocked' | Unknown;
}
