import { createSimulatedPlatform, makePopulation } from '@teredo-fleet/platform/simulator';
import { percentile } from '../statistics';
import { LightAgent } from './light-agent';
import type { SwarmIngest, SwarmQuestion, SwarmTimes } from './questions';

/** The same machines every time. */
const SEED = 11;
const NO_REACHABILITY = { reachability: { probeServer: null, peer: null } };

const summary = (elapsedMs: number, times: readonly number[]): SwarmTimes => ({
  elapsedMs,
  p50Ms: percentile(times, 50),
  p99Ms: percentile(times, 99),
});

/** Does the task for all, so many at once; how long each took, in milliseconds. */
async function forAll<T>(
  all: readonly T[],
  inFlight: number,
  task: (one: T, index: number) => Promise<void>,
): Promise<SwarmTimes> {
  const times: number[] = [];
  const begun = performance.now();
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < all.length; index = next++) {
      const started = performance.now();
      await task(all[index] as T, index);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  return summary(performance.now() - begun, times);
}

/** Many light machines in one process. */
export class Swarm {
  #agents: LightAgent[] = [];
  #n = 0;

  answer(question: SwarmQuestion): Promise<SwarmTimes | SwarmIngest> {
    switch (question.kind) {
      case 'enrol': {
        const { servers, count, inFlight, token } = question;
        this.#agents = Array.from({ length: count }, (_, index) => new LightAgent(index));
        return forAll(this.#agents, inFlight, (agent, index) => agent.enrol(of(servers, index), token));
      }
      case 'connect': {
        const { servers, inFlight } = question;
        return forAll(this.#agents, inFlight, (agent, index) => agent.connect(of(servers, index)));
      }
      case 'observe':
        return this.#observe(question);
      case 'disconnect':
        return forAll(this.#agents, this.#agents.length, (agent) => agent.close());
      default: {
        const unknown: never = question;
        throw new TypeError(`unknown question ${JSON.stringify(unknown)}`);
      }
    }
  }

  /** Each machine sends its next observation as soon as the one before is kept. */
  async #observe({
    seconds,
    changedOneIn,
  }: Extract<SwarmQuestion, { kind: 'observe' }>): Promise<SwarmIngest> {
    const observations = await makeObservations();
    const times: number[] = [];
    const begun = performance.now();
    const until = begun + seconds * 1000;
    const run = async (agent: LightAgent, index: number): Promise<void> => {
      const plain = of(observations, index);
      for (let turn = index; performance.now() < until; turn += 1) {
        this.#n += 1;
        const started = performance.now();
        const version = turn % changedOneIn === 0 ? `${plain.os.version}.${this.#n}` : plain.os.version;
        await agent.observe(this.#n, { ...plain, os: { ...plain.os, version } });
        times.push(performance.now() - started);
      }
    };
    await Promise.all(this.#agents.map(run));
    return { ...summary(performance.now() - begun, times), accepted: times.length };
  }
}

const of = <T>(all: readonly T[], index: number): T => all[index % all.length] as T;

/** What the simulator's machines say of themselves. */
export function makeObservations() {
  const options = { now: Date.now, changeTakesMs: () => 0 };
  const machines = makePopulation(100, SEED).map((machine) => createSimulatedPlatform(machine, options));
  return Promise.all(machines.map((machine) => machine.observe(NO_REACHABILITY)));
}
