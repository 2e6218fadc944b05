import { makePopulation } from '@teredo-fleet/platform/simulator';
import { readFleetConfiguration } from './configuration';
import { SimulatedAgent } from './simulated-agent';

/** The same machines every time. */
const SEED = 7;
const AT_ONCE = 8;

const configuration = readFleetConfiguration();
const agents = makePopulation(configuration.machines, SEED).map(
  (machine) => new SimulatedAgent(machine, configuration),
);

async function stop(): Promise<void> {
  await Promise.all(agents.map((agent) => agent.stop()));
  process.exit(0);
}

process.once('SIGTERM', () => void stop());
process.once('SIGINT', () => void stop());
process.once('disconnect', () => void stop());

const waiting = [...agents];
const startNext = async (): Promise<void> => {
  for (let agent = waiting.shift(); agent !== undefined; agent = waiting.shift())
    await agent.start().catch((error: unknown) => agent.report(error));
};
await Promise.all(Array.from({ length: AT_ONCE }, startNext));
