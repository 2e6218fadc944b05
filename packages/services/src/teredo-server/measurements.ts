import {
  type AgentMeasurements,
  freshMsFor,
  judgeServer,
  type OwnMeasurement,
  type ServerOutcome,
} from '@teredo-fleet/teredo';
import { isoOrNull } from '../core/instants';
import type { Transaction } from '../core/transaction';
import { readSettings } from '../settings/settings-store';
import type { OwnServerMeasurement, TeredoServerHealth } from '../views';

type TallyRow = Awaited<ReturnType<Transaction['teredoServerTally']['findMany']>>[number];
type ProbeRow = Awaited<ReturnType<Transaction['teredoServerProbe']['findMany']>>[number];

/** Everything measured of any server, by its name. */
export interface Measurements {
  tallies: ReadonlyMap<string, AgentMeasurements>;
  probes: ReadonlyMap<string, ProbeRow>;
  freshMs: number;
}

function measurementsOf(row: TallyRow): AgentMeasurements {
  return {
    fresh: {
      both: row.bothAnswered,
      answered: row.answered,
      'primary-only': row.primaryOnly,
      'secondary-only': row.secondaryOnly,
      silent: row.silent,
      unresolved: row.unresolved,
    },
    failingNetworks: row.failingNetworks,
    old: row.old,
    newestAt: row.newestAt?.getTime() ?? null,
    lastAnswerAt: row.lastAnswerAt?.getTime() ?? null,
    simulated: row.simulated,
  };
}

export async function readMeasurements(tx: Transaction): Promise<Measurements> {
  const [tallies, probes] = [await tx.teredoServerTally.findMany(), await tx.teredoServerProbe.findMany()];
  const { intervals } = await readSettings(tx);
  return {
    tallies: new Map(tallies.map((row) => [row.name, measurementsOf(row)])),
    probes: new Map(probes.map((row) => [row.name, row])),
    freshMs: freshMsFor(intervals.observeSeconds),
  };
}

export function addressesMeasured({ probes }: Measurements): ReadonlyMap<string, readonly string[]> {
  return new Map([...probes].map(([name, { addresses }]) => [name, addresses]));
}

function newer(first: number | null, second: number | null): number | null {
  return first === null || second === null ? (first ?? second) : Math.max(first, second);
}

function add(sum: AgentMeasurements, one: AgentMeasurements): AgentMeasurements {
  const outcomes = Object.keys(sum.fresh) as ServerOutcome[];
  return {
    fresh: Object.fromEntries(
      outcomes.map((outcome) => [outcome, sum.fresh[outcome] + one.fresh[outcome]]),
    ) as AgentMeasurements['fresh'],
    // Networks may be the same ones: at least as many as the larger says.
    failingNetworks: Math.max(sum.failingNetworks, one.failingNetworks),
    old: sum.old + one.old,
    newestAt: newer(sum.newestAt, one.newestAt),
    lastAnswerAt: newer(sum.lastAnswerAt, one.lastAnswerAt),
    simulated: sum.simulated,
  };
}

/** What agents say of one server that they know by several names; real machines go before simulated ones. */
export function agentsOf({ tallies }: Measurements, names: readonly string[]): AgentMeasurements | null {
  const found = names.flatMap((name) => tallies.get(name) ?? []);
  const real = found.filter(({ simulated }) => !simulated);
  const [first, ...rest] = real.length > 0 ? real : found;
  return first === undefined ? null : rest.reduce(add, first);
}

function ownOf({ probes }: Measurements, name: string): OwnMeasurement | null {
  const probe = probes.get(name);
  if (!probe?.measuredAt || probe.outcome === null) return null;
  return {
    at: probe.measuredAt.getTime(),
    outcome: probe.outcome as ServerOutcome,
    lastAnswerAt: probe.lastAnswerAt?.getTime() ?? null,
  };
}

export function ownView({ probes }: Measurements, name: string): OwnServerMeasurement | null {
  const probe = probes.get(name);
  if (!probe?.measuredAt || probe.outcome === null) return null;
  return {
    measuredAt: probe.measuredAt.toISOString(),
    outcome: probe.outcome as ServerOutcome,
    fault: probe.fault,
    addresses: probe.addresses,
    roundTripMs: probe.roundTripMs,
    lastAnswerAt: isoOrNull(probe.lastAnswerAt),
  };
}

/** What is judged: the name that the directory keeps, every name that machines know it by, whether it is listed as dead. */
export interface JudgedServer {
  name: string;
  names: readonly string[];
  listedDead: boolean;
}

export function healthOf(
  measurements: Measurements,
  { name, names, listedDead }: JudgedServer,
  now: Date,
): TeredoServerHealth {
  const agents = agentsOf(measurements, names);
  const own = ownOf(measurements, name);
  const evidence = { listedDead, agents, own, now: now.getTime(), freshMs: measurements.freshMs };
  const { lastAskedAt, lastAnswerAt, ...judged } = judgeServer(evidence);
  const instant = (at: number | null) => isoOrNull(at === null ? null : new Date(at));
  return {
    ...judged,
    lastAskedAt: instant(lastAskedAt),
    lastAnswerAt: instant(lastAnswerAt),
    simulated: agents?.simulated ?? false,
  };
}
