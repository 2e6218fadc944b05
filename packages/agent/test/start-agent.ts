import {
  createSimulatedNoticeChannel,
  makePlainMachine,
  openMachineInFolder,
  SIMULATED_WITNESS,
  simulatedHostFacts,
} from '@teredo-fleet/platform/simulator';
import { Agent, type AgentParts, readEnrolment } from '../src';

/** What an agent said while it ran. */
export interface RunningAgent {
  agent: Agent;
  news: string[];
  failures: unknown[];
  /** Faults in the agent itself. */
  faults: unknown[];
}

/** Starts an agent in this process on a machine whose settings lie in `folder`. */
export function startAgent(
  { folder, stateDir }: { folder: string; stateDir: string },
  changes: Partial<AgentParts> = {},
): RunningAgent {
  const machine = makePlainMachine(0);
  const news: string[] = [];
  const failures: unknown[] = [];
  const faults: unknown[] = [];
  const agent = new Agent({
    enrolment: readEnrolment(stateDir),
    stateDir,
    host: simulatedHostFacts(machine),
    platform: openMachineInFolder(folder, machine),
    notice: createSimulatedNoticeChannel(machine, { now: Date.now, pace: 20 }),
    applications: null,
    programs: null,
    witness: SIMULATED_WITNESS,
    reporter: {
      connected: ({ door }) => news.push(`connected ${door}`),
      disconnected: ({ code }) => news.push(`disconnected ${code}`),
      failed: (error) => failures.push(error),
      broken: (error) => faults.push(error),
    },
    random: () => 0,
    failpoint: null,
    updates: null,
    ...changes,
  });
  agent.start();
  return { agent, news, failures, faults };
}
