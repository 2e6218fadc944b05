import { BrokenPromiseError, openSimulation, WorldRunner } from '@teredo-fleet/dev-env/simulation';
import { print, printMachine, printTable } from './output';

const SEEDS = 200;
const TOLD_EVERY = 25;

interface Tally {
  worlds: number;
  histories: number;
  steps: number;
  probes: number;
  rollbacks: number;
  pauses: number;
  broken: string[];
  outcomes: Map<string, number>;
}

/** The number after a word such as `--seeds`. Throws when something else stands there. */
function numberAfter(args: readonly string[], word: string, otherwise: number): number {
  const at = args.indexOf(word);
  if (at === -1) return otherwise;
  const value = Number(args[at + 1]);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new Error(`${word} takes a whole number from 1, such as ${word} ${otherwise}.`);
}

async function liveThrough(runner: WorldRunner, seed: number, tally: Tally): Promise<void> {
  try {
    const { steps, probes, rollbacks, histories } = await runner.run(seed);
    tally.steps += steps;
    tally.probes += probes;
    tally.rollbacks += rollbacks;
    tally.histories += histories.length;
    tally.pauses += histories.filter(({ hasPaused }) => hasPaused).length;
    for (const outcome of histories.flatMap(({ outcomes }) => outcomes))
      tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof BrokenPromiseError)) throw error;
    tally.broken.push(error.message);
    print(error.message);
  }
  tally.worlds += 1;
}

/** `-- simulate --seeds N --from SEED`: random histories of rollouts on real tables; fails when a promise was broken. */
export async function benchSimulate(args: readonly string[]): Promise<void> {
  const seeds = numberAfter(args, '--seeds', SEEDS);
  const from = numberAfter(args, '--from', 1);
  const nothing = { worlds: 0, histories: 0, steps: 0, probes: 0, rollbacks: 0, pauses: 0 };
  const tally: Tally = { ...nothing, broken: [], outcomes: new Map() };
  const started = performance.now();
  const simulation = await openSimulation();
  const runner = new WorldRunner(simulation.store);
  try {
    for (let seed = from; seed < from + seeds; seed += 1) {
      await liveThrough(runner, seed, tally);
      if (tally.worlds % TOLD_EVERY === 0) print(`${tally.worlds} of ${seeds}`);
    }
  } finally {
    await simulation.discard();
  }
  printMachine();
  const seconds = (performance.now() - started) / 1000;
  print(
    `${tally.worlds} seeds, ${tally.histories} histories, ${tally.steps} events, ${tally.probes} asks out of turn, ${tally.rollbacks} rollbacks, ${seconds.toFixed(0)} s`,
  );
  print(`${tally.pauses} histories paused; promises broken: ${tally.broken.length}`);
  printTable(
    ['machines ended as', ''],
    [...tally.outcomes].sort(([, a], [, b]) => b - a).map(([name, count]) => [name, String(count)]),
  );
  if (tally.broken.length > 0) process.exitCode = 1;
}
