import {
  findServerProcesses,
  type ProcessCost,
  readProcessCost,
  startFleetServer,
} from '@teredo-fleet/dev-env';
import { print, printMachine, printTable } from './output';

const SETTLE_MS = 30_000;
const IDLE_MINUTES = 2;
const HEAD = ['', 'RSS', 'PSS', 'processor'];

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** `npm run bench -- server [minutes]`: what each process of a server costs to which nobody and nothing is connected. */
export async function benchServer([minutes]: readonly string[]): Promise<void> {
  const idleMinutes = Number(minutes ?? IDLE_MINUTES);
  const server = await startFleetServer();
  try {
    const processes = Object.entries(findServerProcesses(server.process.pid ?? 0));
    const read = () => new Map(processes.map(([name, pid]) => [name, readProcessCost(pid)]));
    await pause(SETTLE_MS);
    const begin = read();
    await pause(idleMinutes * 60_000);
    const end = read();
    const mb = (kb: number) => `${(kb / 1024).toFixed(1)} MB`;
    const cpu = (name: string, after: ProcessCost) =>
      `${((after.cpuMs - (begin.get(name)?.cpuMs ?? 0)) / idleMinutes).toFixed(0)} ms/min`;
    printMachine();
    print(`idle for ${idleMinutes} min`);
    printTable(
      HEAD,
      [...end].map(([name, cost]) => [name, mb(cost.rssKb), mb(cost.pssKb), cpu(name, cost)]),
    );
  } finally {
    await server.stop();
  }
}
