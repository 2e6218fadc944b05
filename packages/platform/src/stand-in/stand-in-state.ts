import type { LocalTeredo, WindowsRelease, WindowsSettings } from '@teredo-fleet/teredo';
import { isOldRelease, windowsReleaseOf } from '@teredo-fleet/teredo';
import { SIMULATED_SERVER, type SimulatedMachine } from '../simulator';
import type { StandInRegistry } from './stand-in-registry';

/**
 * How the programs of the machine misbehave. `no-effect`: "Ok." and nothing changed. `refused`: the answer to a wrong
 * parameter. `partial`: of several values only the first is taken. `access-denied`: as without an administrator's
 * rights. `unread`: in words that nobody knows. `slow`: it takes seconds. `hangs`: it never ends. `missing`: there is no
 * such program.
 */
export type StandInQuirk =
  | 'none'
  | 'no-effect'
  | 'refused'
  | 'partial'
  | 'access-denied'
  | 'unread'
  | 'slow'
  | 'hangs'
  | 'missing';

/** One Windows machine that has programs and a registry, and that settings can be changed on. It is plain data. */
export interface StandInState {
  /** Which Windows it is, its language, its policies, its network; its `settings` are those below. */
  machine: SimulatedMachine;
  settings: WindowsSettings;
  /** Of netsh. */
  quirk: StandInQuirk;
  /** Of msg. */
  msg: 'works' | 'hangs';
  /** IPv6 was uninstalled, or DisabledComponents changed: the machine has to be restarted. */
  restartDue: boolean;
  /** What somebody wrote into the registry by hand; it stands in the place of what the machine would have. */
  written: StandInRegistry;
  /**
   * Of its network's gateway and of everything behind it. `unreachable`: as told by its own stack. `itself`: so, too, and the
   * way out is a dial-up connection, whose route leads to the machine's own address.
   */
  gateway: 'answers' | 'unreachable' | 'itself' | 'none';
  /** Folders that a user who is no administrator made, by their whole paths. */
  madeByUser: readonly string[];
}

export class StandInError extends Error {
  override name = 'StandInError';
}

/** The release of the machine. Throws for one that has no Teredo client. */
export function releaseOf({ machine }: StandInState): WindowsRelease {
  const release = windowsReleaseOf(machine.os);
  if (release === null) throw new StandInError(`${machine.os.name} has no Teredo client to stand in for`);
  return release;
}

/** The server that this Windows has by itself, as it prints it. */
export function ownServerOf(state: StandInState): string {
  if (releaseOf(state) === '10' || releaseOf(state) === '11') return 'win1910.ipv6.microsoft.com.';
  return 'teredo.ipv6.microsoft.com.';
}

function typeWord({ type }: LocalTeredo): NonNullable<LocalTeredo['type']> {
  return type ?? 'default';
}

/** The policies for Teredo are read from Windows 7 on; on an older Windows the key may be there and rules nothing. */
function policyThatRules(state: StandInState): string | null {
  const release = releaseOf(state);
  return isOldRelease(release) || release === 'vista' ? null : state.machine.policyTeredoState;
}

/** The machine with what is set on it, for those who ask what its client does. */
export function machineOf(state: StandInState): SimulatedMachine {
  const { machine, settings } = state;
  const { teredo, service, firewall } = settings;
  const isDown = service === null || !service.running;
  return {
    ...machine,
    policyTeredoState: policyThatRules(state),
    settings: {
      ipv6Installed: settings.ipv6Installed,
      teredoType: typeWord(teredo),
      serverName: teredo.serverName ?? ownServerOf(state),
      refreshIntervalSeconds: teredo.refreshIntervalSeconds ?? 30,
      clientPort: teredo.clientPort,
      serviceState: isDown ? (service?.start === 'disabled' ? 'disabled' : 'stopped') : 'running',
      exception: { open: firewall.ownAllowRule || firewall.othersAllow, port: firewall.openPorts[0] ?? null },
    },
  };
}

/** A machine as it comes out of the box, with IPv6 where it is part of the system. */
export function standInState(machine: SimulatedMachine, change: Partial<StandInState> = {}): StandInState {
  const release = windowsReleaseOf(machine.os);
  const old = release !== null && isOldRelease(release);
  return {
    machine,
    settings: {
      ipv6Installed: !old,
      teredo: { type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
      service: old ? null : { running: true, start: 'auto' },
      firewall: { openPorts: [], ownPorts: [], ownAllowRule: false, ownBlockRule: false, othersAllow: !old },
    },
    quirk: 'none',
    msg: 'works',
    restartDue: false,
    written: {},
    gateway: 'answers',
    madeByUser: [],
    ...change,
  };
}

/** An invented machine of a Windows: elevated, outside of any domain, behind a NAT. */
export function standInMachine(
  os: SimulatedMachine['os'],
  change: Partial<SimulatedMachine> = {},
): SimulatedMachine {
  const old = os.version.startsWith('5.');
  return {
    hostname: 'STANDIN',
    hardwareId: '00000000-0000-4000-8000-000000000001',
    bootId: 'boot-1',
    timeZone: 'Europe/Berlin',
    os,
    language: 'en-US',
    domainJoined: false,
    elevated: true,
    networkingPack: os.servicePack === 1 && os.version.startsWith('5.1') ? true : null,
    disabledComponents: old ? null : 0,
    policyTeredoState: null,
    firewallOn: true,
    nat: 'cone',
    privateAddress: '192.168.0.10',
    publicAddress: '203.0.113.23',
    mappedPort: 40000,
    nativeGlobalAddress: null,
    serverReachable: true,
    inUse: true,
    settings: {
      ipv6Installed: !old,
      teredoType: 'default',
      serverName: SIMULATED_SERVER.name,
      refreshIntervalSeconds: 30,
      clientPort: null,
      serviceState: 'running',
      exception: { open: false, port: null },
    },
    users: [],
    quirk: 'none',
    fault: 'none',
    presence: { kind: 'always' },
    clockSkewMs: 0,
    ...change,
  };
}
