import type { PeerPing, SolicitationResult, TeredoProbe } from '@teredo-fleet/teredo';
import { encodeTeredoAddress } from '@teredo-fleet/teredo';
import type { ReachabilityOptions } from '../platform';
import { clientStateOf, isSymmetric, teredoAddressOf } from './client-state';
import type { SimulatedMachine } from './simulated-machine';
import { SIMULATED_SERVER, simulatedServerOf } from './simulated-servers';

/** The Teredo peer that answers pings there, as `teredo-mire` would. */
const SIMULATED_PEER = encodeTeredoAddress({
  prefix: '2001:0',
  server: '203.0.113.10',
  flags: { raw: 0 },
  udpPort: 3545,
  clientIPv4: '203.0.113.10',
})!;
const PINGS = 4;

function solicitation(
  machine: SimulatedMachine,
  asked: { serverAddress: string; answers: boolean; shift: number },
): SolicitationResult {
  const { serverAddress, answers, shift } = asked;
  if (!machine.serverReachable || !answers)
    return { serverAddress, answered: false, mapped: null, roundTripMs: null };
  const mapped = { address: machine.publicAddress, port: machine.mappedPort + shift };
  return { serverAddress, answered: true, mapped, roundTripMs: 20 };
}

function probeOf(machine: SimulatedMachine, probeServer: string | null): TeredoProbe {
  const serverName = machine.settings.serverName || (probeServer ?? SIMULATED_SERVER.name);
  const { primary, secondary, answers } = simulatedServerOf(serverName);
  if (answers === 'gone') return { serverName, resolved: false, primary: null, secondary: null, nat: null };
  const symmetric = isSymmetric(machine.nat);
  const both = machine.serverReachable && answers === 'both';
  return {
    serverName,
    resolved: true,
    primary: solicitation(machine, { serverAddress: primary, answers: answers !== 'none', shift: 0 }),
    secondary: solicitation(machine, {
      serverAddress: secondary,
      answers: answers === 'both',
      shift: symmetric ? 1 : 0,
    }),
    nat: both ? (symmetric ? 'symmetric' : machine.nat) : null,
  };
}

/** Windows from Vista on gets through a symmetric NAT here; XP and 2003 never qualify behind one; Miredo loses pings. */
function pingOf(machine: SimulatedMachine, peer: string | null): PeerPing | null {
  if (clientStateOf(machine).state !== 'qualified' || teredoAddressOf(machine) === null) return null;
  const stuck = machine.os.family === 'linux' && isSymmetric(machine.nat);
  const lost = stuck || ['pings-lost', 'no-mapping', 'old-prefix'].includes(machine.fault);
  return { peer: peer ?? SIMULATED_PEER, sent: PINGS, received: lost ? 0 : PINGS };
}

/** What an agent on this machine would measure; nothing unless it is asked to. */
export function measuredOf(machine: SimulatedMachine, reachability: ReachabilityOptions | null) {
  if (reachability === null) return { probe: null, ping: null };
  return { probe: probeOf(machine, reachability.probeServer), ping: pingOf(machine, reachability.peer) };
}
