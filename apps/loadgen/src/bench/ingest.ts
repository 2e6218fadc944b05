import { type ForkedProgram, readCpuMs, readTreeCpuMs } from '@teredo-fleet/dev-env';
import { type FleetUnderTest, startFleetUnderTest } from './fleet-under-test';
import { print, printMachine } from './output';
import { spreadOver, startPrograms } from './programs';
import { type Column, medianOf, printRounds } from './report';
import { type Contestant, type Results, takeTurns } from './rounds';
import type { SwarmIngest } from './swarm/questions';

const MACHINES = 500;
const IN_FLIGHT = 100;
const ROUNDS = 6;
const SECONDS = 5;
const CHANGED_ONE_IN = 10;

const OURS = 'gateway';
const RAW_SOCKET = 'raw ws';
const RAW_UPSERT = 'raw upsert';

/** One round. Processor time in µs an observation; NaN where there is no such process. */
interface IngestRound {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  socketCpuUs: number;
  databaseCpuUs: number;
  /** Of one core: the swarm, or the process that writes. */
  clientShare: number;
}

const COLUMNS: Column<IngestRound>[] = [
  { title: 'observations/s', worse: 'lower', read: (round) => round.perSecond, digits: 0 },
  { title: 'p50 ms', worse: 'higher', read: (round) => round.p50Ms, digits: 1 },
  { title: 'p99 ms', worse: 'higher', read: (round) => round.p99Ms, digits: 1 },
  { title: 'server CPU µs', worse: 'higher', read: (round) => round.socketCpuUs, digits: 0 },
  { title: 'database CPU µs', worse: 'higher', read: (round) => round.databaseCpuUs, digits: 0 },
  { title: 'client, cores', worse: 'higher', read: (round) => round.clientShare, digits: 2 },
];

interface Watched {
  client: ForkedProgram;
  question: object;
  socketCpuMs(): number;
  databaseCpuMs(): number;
}

const nothing = () => Number.NaN;

async function ingestRound({ client, question, socketCpuMs, databaseCpuMs }: Watched): Promise<IngestRound> {
  const before = { socket: socketCpuMs(), database: databaseCpuMs(), client: readCpuMs(client.pid) };
  const { accepted, elapsedMs, p50Ms, p99Ms } = await client.ask<SwarmIngest>(question);
  const eachUs = (ms: number) => (ms * 1000) / accepted;
  return {
    perSecond: (accepted * 1000) / elapsedMs,
    p50Ms: p50Ms ?? Number.NaN,
    p99Ms: p99Ms ?? Number.NaN,
    socketCpuUs: eachUs(socketCpuMs() - before.socket),
    databaseCpuUs: eachUs(databaseCpuMs() - before.database),
    clientShare: (readCpuMs(client.pid) - before.client) / elapsedMs,
  };
}

async function contest(
  fleet: FleetUnderTest,
  [ours, others, rawSocket, rawUpsert]: readonly [ForkedProgram, ForkedProgram, ForkedProgram, ForkedProgram],
): Promise<Results<IngestRound>> {
  const { port } = await rawSocket.ask<{ port: number }>({ host: '127.0.0.1' });
  const token = await fleet.token(MACHINES);
  for (const [swarm, servers] of [
    [ours, spreadOver(fleet.server.agentPort)],
    [others, [`ws://127.0.0.1:${port}`]],
  ] as const) {
    await swarm.ask({ kind: 'enrol', servers, count: MACHINES, inFlight: IN_FLIGHT, token });
    await swarm.ask({ kind: 'connect', servers, inFlight: IN_FLIGHT });
  }
  await rawUpsert.ask({ kind: 'prepare', databaseUrl: fleet.databaseUrl, machines: MACHINES });
  const observe = { kind: 'observe', seconds: SECONDS, changedOneIn: CHANGED_ONE_IN };
  const database = () => readTreeCpuMs(fleet.postmaster);
  const gateway = () => readCpuMs(fleet.processes.gateway);
  const watched: Record<string, Watched> = {
    [OURS]: { client: ours, question: observe, socketCpuMs: gateway, databaseCpuMs: database },
    [RAW_SOCKET]: {
      client: others,
      question: observe,
      socketCpuMs: () => readCpuMs(rawSocket.pid),
      databaseCpuMs: nothing,
    },
    [RAW_UPSERT]: {
      client: rawUpsert,
      question: { ...observe, kind: 'write' },
      socketCpuMs: nothing,
      databaseCpuMs: database,
    },
  };
  const contestants: Contestant<IngestRound>[] = Object.entries(watched).map(([name, one]) => ({
    name,
    round: () => ingestRound(one),
  }));
  return takeTurns(contestants, ROUNDS);
}

function report(results: Results<IngestRound>): void {
  printRounds(results, COLUMNS);
  const rate = (name: string) => medianOf(results, name, (round) => round.perSecond);
  const floor = Math.min(rate(RAW_SOCKET), rate(RAW_UPSERT));
  print(`ingest efficiency, gateway / the lower of the two floors: ${(rate(OURS) / floor).toFixed(2)}`);
}

/** `npm run bench -- ingest`: observations that are committed, beside bare sockets and bare batches of the same rows. */
export async function benchIngest(): Promise<void> {
  const fleet = await startFleetUnderTest();
  const programs = startPrograms('swarm', 'swarm', 'raw-socket', 'raw-upsert');
  try {
    const results = await contest(fleet, programs);
    printMachine();
    print(
      `${MACHINES} machines, each sends its next observation when the one before is kept; one in ${CHANGED_ONE_IN} differs; ${ROUNDS} rounds of ${SECONDS} s in turns`,
    );
    report(results);
  } finally {
    for (const program of programs) program.stop();
    await fleet.stop();
  }
}
