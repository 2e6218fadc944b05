import type { NatKind, TeredoErrorKind } from '@teredo-fleet/teredo';
import { encodeTeredoAddress, keepsTeredoOff } from '@teredo-fleet/teredo';
import type { ClientState } from './netsh-text';
import type { MachineFault, SimulatedMachine } from './simulated-machine';
import { simulatedServerOf } from './simulated-servers';
import { isOldWindows } from './windows-catalogue';

type Doing = Omit<ClientState, 'takenAway'>;

export const isSymmetric = (nat: NatKind) => nat.startsWith('symmetric');

/** What a client with a fault says of itself, offline. */
const ERRORS: Partial<Record<MachineFault, TeredoErrorKind>> = {
  'adapter-missing': 'tunnel-adapter',
  'client-fails': 'general-failure',
  'foreign-error': 'unknown',
  'stays-offline': 'none',
};

/** Whether DisabledComponents took Teredo away when the machine started. */
function isTakenAway({ disabledComponents, fault }: SimulatedMachine): boolean {
  return keepsTeredoOff(disabledComponents) && fault !== 'restart-pending';
}

function isTurnedOff(machine: SimulatedMachine): boolean {
  const policy = machine.policyTeredoState?.toLowerCase();
  const byType = policy === undefined ? machine.settings.teredoType === 'disabled' : policy === 'disabled';
  return byType || !machine.settings.ipv6Installed || isTakenAway(machine);
}

function isPlainClient(machine: SimulatedMachine): boolean {
  const { policyTeredoState, settings } = machine;
  const type = policyTeredoState?.toLowerCase().replace(' ', '') ?? settings.teredoType;
  return type === 'client' || type === 'default' || type === 'natawareclient';
}

/** Whether the server that the machine asks answers it. */
function isAnswered({ serverReachable, settings }: SimulatedMachine): boolean {
  const { answers } = simulatedServerOf(settings.serverName);
  return serverReachable && (answers === 'both' || answers === 'first');
}

/** Miredo runs or not; without an answer of its server it has no address. It never notices a symmetric NAT. */
function miredoStateOf(machine: SimulatedMachine): Doing {
  return isAnswered(machine) ? { state: 'qualified', error: null } : { state: 'probe', error: null };
}

function windowsStateOf(machine: SimulatedMachine): Doing {
  if (machine.domainJoined && isPlainClient(machine)) return { state: 'offline', error: 'managed-network' };
  const error = ERRORS[machine.fault];
  if (error !== undefined) return { state: 'offline', error };
  if (machine.fault === 'keeps-probing') return { state: 'probe', error: null };
  if (simulatedServerOf(machine.settings.serverName).answers === 'gone')
    return { state: 'offline', error: 'server-name-unresolved' };
  if (!isAnswered(machine)) return { state: 'offline', error: 'primary-server-unreachable' };
  if (isOldWindows(machine.os.version) && isSymmetric(machine.nat))
    return { state: 'offline', error: 'symmetric-nat' };
  return { state: machine.inUse ? 'qualified' : 'dormant', error: null };
}

/** What the machine's Teredo client is doing, from everything that rules it. */
export function clientStateOf(machine: SimulatedMachine): ClientState {
  return { ...doingOf(machine), takenAway: isTakenAway(machine) };
}

function doingOf(machine: SimulatedMachine): Doing {
  const ill = machine.fault === 'service-missing' || machine.fault === 'service-hangs';
  const down = machine.settings.serviceState !== 'running' || ill;
  if (isTurnedOff(machine) || down) return { state: 'offline', error: 'none' };
  return machine.os.family === 'linux' ? miredoStateOf(machine) : windowsStateOf(machine);
}

/** The Teredo address of a qualified machine, or one that stayed behind, else null. */
export function teredoAddressOf(machine: SimulatedMachine): string | null {
  const qualified = clientStateOf(machine).state === 'qualified';
  if (!qualified && machine.fault !== 'leftover-address') return null;
  return encodeTeredoAddress({
    prefix: machine.fault === 'old-prefix' ? '3ffe:831f' : '2001:0',
    server: simulatedServerOf(machine.settings.serverName).primary,
    flags: { raw: 0 },
    udpPort: machine.mappedPort,
    clientIPv4: machine.fault === 'no-mapping' ? machine.privateAddress : machine.publicAddress,
  });
}
