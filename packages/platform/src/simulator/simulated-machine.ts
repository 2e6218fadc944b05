import type { NatKind, TeredoType } from '@teredo-fleet/teredo';

/** A system that machines can run. */
export interface SimulatedOs {
  family: 'windows' | 'linux';
  name: string;
  version: string;
  servicePack: number | null;
}

/** What may be changed on a simulated machine, and is kept and given back. */
export interface SimulatedSettings {
  ipv6Installed: boolean;
  teredoType: TeredoType;
  serverName: string;
  refreshIntervalSeconds: number;
  clientPort: number | null;
  serviceState: 'running' | 'stopped' | 'disabled';
  exception: { open: boolean; port: number | null };
}

/** What a user does when a notice comes up. */
export type UserHabit = 'acknowledges' | 'defers-once' | 'refuses' | 'ignores';

export interface SimulatedUser {
  name: string;
  session: string;
  habit: UserHabit;
  /** From the notice on the screen to the answer. */
  answersAfterMs: number;
}

/** How a machine misbehaves when it is changed; most don't. */
export type ChangeQuirk = 'none' | 'no-effect' | 'refused';

/** What ails a machine beside its settings, its NAT and its server; most are well. */
export type MachineFault =
  | 'none'
  | 'ipv6-off'
  | 'service-missing'
  | 'service-hangs'
  | 'netsh-unread'
  | 'registry-unread'
  | 'adapter-missing'
  | 'client-fails'
  | 'foreign-error'
  /** On, offline, and no reason given. */
  | 'stays-offline'
  | 'keeps-probing'
  | 'no-mapping'
  | 'old-prefix'
  | 'leftover-address'
  | 'pings-lost'
  /** DisabledComponents was changed and the machine not restarted since. */
  | 'restart-pending'
  /** The server is there and gone by turns. */
  | 'flaps'
  /** Other software turns Teredo off again and again. */
  | 'set-back';

/** When a machine is there. `rhythm`: on for `onShare` of every `periodMs`, shifted by `phaseMs`. */
export type Presence =
  | { kind: 'always' }
  | { kind: 'rhythm'; periodMs: number; onShare: number; phaseMs: number };

/** One invented machine: all that its answers are made from. It is plain data. */
export interface SimulatedMachine {
  hostname: string;
  hardwareId: string;
  bootId: string;
  timeZone: string;
  os: SimulatedOs;
  /** BCP 47 tag of the display language. */
  language: string;
  domainJoined: boolean;
  elevated: boolean;
  /** XP SP1 only; null on every other Windows. */
  networkingPack: boolean | null;
  /** Null on XP and 2003. */
  disabledComponents: number | null;
  /** Policy value Teredo_State; null: no policy. */
  policyTeredoState: string | null;
  firewallOn: boolean;
  nat: NatKind;
  privateAddress: string;
  /** From the documentation ranges. */
  publicAddress: string;
  mappedPort: number;
  nativeGlobalAddress: string | null;
  serverReachable: boolean;
  /** An application uses Teredo, so that it qualifies; else it stays dormant. */
  inUse: boolean;
  settings: SimulatedSettings;
  users: SimulatedUser[];
  quirk: ChangeQuirk;
  fault: MachineFault;
  presence: Presence;
  /** The machine's own clock minus the right time, milliseconds. */
  clockSkewMs: number;
}

/** How long a machine that comes and goes stays up or down, and a setting that is put back stays. */
const TURN_MS = 5 * 60_000;

/** The machine at an instant: what comes and goes is there or gone. */
export function machineAt(machine: SimulatedMachine, atMs: number): SimulatedMachine {
  const odd = Math.floor(atMs / TURN_MS) % 2 === 1;
  if (machine.fault === 'flaps') return { ...machine, serverReachable: !odd };
  if (machine.fault !== 'set-back' || !odd) return machine;
  return { ...machine, settings: { ...machine.settings, teredoType: 'disabled' } };
}

/** Whether the machine is there at an instant (milliseconds since 1970). */
export function isPresent(presence: Presence, atMs: number): boolean {
  if (presence.kind === 'always') return true;
  const within = (atMs + presence.phaseMs) % presence.periodMs;
  return within < presence.onShare * presence.periodMs;
}
