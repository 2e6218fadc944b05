import type { AgentStore } from '@teredo-fleet/server';
import { promise } from './broken-promise';
import { expectedHolds } from './expected-holds';
import type { KeptMember } from './kept-member';
import type { People } from './people';
import type { SimulatedAgent } from './simulated-agent';
import type { SimulationStore } from './simulation-store';
import { forgeJob, removeJob } from './stored-world';
import type { TrackedRollout } from './tracked-rollout';

export interface ProbeParts {
  store: SimulationStore;
  agents: AgentStore;
  people: People;
  agentOf(machineId: string): SimulatedAgent;
  now(): number;
}

/** Asks out of turn, as an agent that does what it likes: whoever must be held has to be held. */
export class Probes {
  /** Asks that were made. */
  count = 0;

  constructor(private readonly parts: ProbeParts) {}

  /** The machine asks to start unless it would rightly be let. Throws BrokenPromiseError when it is let start. */
  async ask(tracked: TrackedRollout, member: KeptMember): Promise<void> {
    const { facts, ledger } = tracked;
    const { job, machineId } = member;
    if (job === null || job.goAt !== null) return;
    const about = { facts, ledger, member, zone: tracked.zoneOf(machineId) };
    const holds = expectedHolds(about, this.parts.now());
    if (holds.length > 0) await this.#mustHold(member, job, holds);
  }

  /** Gives whether it could ask. */
  async #mustHold(
    { machineId }: KeptMember,
    job: { id: string; attempt: number },
    holds: readonly string[],
  ): Promise<boolean> {
    const { agentOf, agents, people } = this.parts;
    const { epoch } = agentOf(machineId);
    if (epoch === null) return false;
    this.count += 1;
    const question = { machineId, epoch, jobId: job.id, attempt: job.attempt, askId: people.key() };
    const { granted } = await agents.answerAsk(question);
    promise(!granted, () => `${machineId} asks out of turn and is let start although ${holds.join(', ')}`);
    return true;
  }

  /** A machine whose wave is not open asks with a signed job that nobody made. Gives whether it could. */
  async intrude({ id, ledger }: TrackedRollout): Promise<boolean> {
    const isShut = ({ wave, job, excluded }: KeptMember) =>
      wave !== null && job === null && !excluded && ledger.waves[wave]!.openedAt === null;
    const member = ledger.members.find(isShut);
    if (member === undefined) return false;
    const jobId = await forgeJob(this.parts.store, id, member.machineId);
    if (jobId === null) return false;
    const hasAsked = await this.#mustHold(member, { id: jobId, attempt: 1 }, ['its wave is not open']);
    await removeJob(this.parts.store, jobId);
    return hasAsked;
  }
}
