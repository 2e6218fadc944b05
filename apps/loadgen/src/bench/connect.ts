import { loadavg } from 'node:os';
import { type ForkedProgram, readCpuMs, readTreeCpuMs } from '@teredo-fleet/dev-env';
import { type FleetUnderTest, startFleetUnderTest } from './fleet-under-test';
import { print, printMachine } from './output';
import { spreadOver, startPrograms } from './programs';
import { type Column, medianOf, printRounds } from './report';
import { type Contestant, type Results, takeTurns } from './rounds';
import type { SwarmTimes } from './swarm/questions';

const MACHINES = 2_000;
const IN_FLIGHT = 200;
const ROUNDS = 6;
/** Disconnections are written, buffers collected. */
const SETTLE_MS = 1_500;

const OURS = 'gateway';
const RAW = 'raw ws';

/** One round: every machine connected once. Processor time in µs a connection. */
interface ConnectRound extends SwarmTimes {
  perSecond: number;
  socketCpuUs: number;
  databaseCpuUs: number;
  /** Of one core. */
  swarmShare: number;
}

interface Watched {
  swarm: ForkedProgram;
  servers: string[];
  /** The processes that take connections in. */
  cpuMs(): number;
  databaseCpuMs(): number;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function connectRound(
  { swarm, servers, cpuMs, databaseCpuMs }: Watched,
  machines: number,
): Promise<ConnectRound> {
  const before = { cpu: cpuMs(), database: databaseCpuMs(), swarm: readCpuMs(swarm.pid) };
  const times = await swarm.ask<SwarmTimes>({ kind: 'connect', servers, inFlight: IN_FLIGHT });
  const perMachineUs = (ms: number) => (ms * 1000) / machines;
  const round = {
    ...times,
    perSecond: (machines * 1000) / times.elapsedMs,
    socketCpuUs: perMachineUs(cpuMs() - before.cpu),
    databaseCpuUs: perMachineUs(databaseCpuMs() - before.database),
    swarmShare: (readCpuMs(swarm.pid) - before.swarm) / times.elapsedMs,
  };
  await swarm.ask({ kind: 'disconnect' });
  await pause(SETTLE_MS);
  return round;
}

async function contest(
  fleet: FleetUnderTest,
  [ours, others, rawServer]: readonly [ForkedProgram, ForkedProgram, ForkedProgram],
  machines: number,
) {
  const { port } = await rawServer.ask<{ port: number }>({ host: '0.0.0.0' });
  const { supervisor, gateway } = fleet.processes;
  const watched = {
    // The supervisor takes connections in for its workers and hands them on.
    ours: {
      swarm: ours,
      servers: spreadOver(fleet.server.agentPort),
      cpuMs: () => readCpuMs(gateway) + readCpuMs(supervisor),
      databaseCpuMs: () => readTreeCpuMs(fleet.postmaster),
    },
    raw: {
      swarm: others,
      servers: spreadOver(port),
      cpuMs: () => readCpuMs(rawServer.pid),
      databaseCpuMs: () => 0,
    },
  };
  const token = await fleet.token(machines);
  const task = { kind: 'enrol', count: machines, inFlight: IN_FLIGHT } as const;
  const enrolled = await ours.ask<SwarmTimes>({ ...task, servers: watched.ours.servers, token });
  await others.ask({ ...task, servers: watched.raw.servers, token });
  await pause(SETTLE_MS);
  const contestants: Contestant<ConnectRound>[] = [
    { name: OURS, round: () => connectRound(watched.ours, machines) },
    { name: RAW, round: () => connectRound(watched.raw, machines) },
  ];
  return { enrolled, results: await takeTurns(contestants, ROUNDS) };
}

const COLUMNS: Column<ConnectRound>[] = [
  { title: 'connects/s', worse: 'lower', read: (round) => round.perSecond, digits: 0 },
  { title: 'p50 ms', worse: 'higher', read: (round) => round.p50Ms, digits: 1 },
  { title: 'p99 ms', worse: 'higher', read: (round) => round.p99Ms, digits: 1 },
  { title: 'server CPU µs', worse: 'higher', read: (round) => round.socketCpuUs, digits: 0 },
  { title: 'database CPU µs', worse: 'higher', read: (round) => round.databaseCpuUs, digits: 0 },
  { title: 'swarm, cores', worse: 'higher', read: (round) => round.swarmShare, digits: 2 },
];

function report(results: Results<ConnectRound>): void {
  printRounds(results, COLUMNS);
  const ratio = (read: (round: ConnectRound) => number) =>
    medianOf(results, OURS, read) / medianOf(results, RAW, read);
  print(`connects/s, gateway / raw ws: ${ratio((round) => round.perSecond).toFixed(2)}`);
  print(`server CPU a connect, gateway / raw ws: ${ratio((round) => round.socketCpuUs).toFixed(1)}`);
}

/** `npm run bench -- connect [machines]`: sessions opened on a real gateway, beside bare `ws` in the same run. */
export async function benchConnect([count]: readonly string[]): Promise<void> {
  const machines = Math.min(Number(count ?? MACHINES), MACHINES);
  const loadBefore = loadavg()[0] ?? 0;
  const fleet = await startFleetUnderTest();
  const programs = startPrograms('swarm', 'swarm', 'raw-socket');
  try {
    const { enrolled, results } = await contest(fleet, programs, machines);
    printMachine();
    print(`load average before the run: ${loadBefore.toFixed(1)}`);
    print(
      `${machines} machines, ${IN_FLIGHT} at once, ${ROUNDS} rounds in turns, plain WebSocket, sessions durable`,
    );
    print(`enrolment of all of them: ${((machines * 1000) / enrolled.elapsedMs).toFixed(0)} a second`);
    report(results);
  } finally {
    for (const program of programs) program.stop();
    await fleet.stop();
  }
}
