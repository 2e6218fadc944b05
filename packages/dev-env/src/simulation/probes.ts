import type { AgentStore } from '@teredo-fleet/server';
import { promise } from './broken-promise';
import { expectedHolds } from './expected-holds';
import type { KeptMember } from './kept-member';
import type { People } from './people';
import type { SimulatedAgent } from './simulated-agent';
import type { SimulationStore } from './simulation-store';
import { forgeJob, forgeOrder, isSigned, removeJob } from './stored-world';
import type { TrackedRollout } from './tracked-rollout';

export interface ProbeParts {
  store: SimulationStore;
  agents: AgentStore;
  people: People;
  agentOf(machineId: string): SimulatedAgent;
  /** The signer looks at what was asked for. */
  sign(): Promise<void>;
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
    // Who was let start and is not said to have begun would take that back by asking.
    if (job === null || (job.goAt !== null && !job.isSaidBegun)) return;
    const about = { facts, ledger, member, zone: tracked.zoneOf(machineId) };
    const holds = expectedHolds(about, this.parts.now());
    if (holds.length > 0) await this.#mustHold(member, job, holds);
  }

  /** Gives whether it could ask. */
  async #mustHold(
    { machineId }: Pick<KeptMember, 'machineId'>,
    job: { id: string; attempt: number },
    holds: readonly string[],
  ): Promise<boolean> {
    const { agentOf, agents, people } = this.parts;
    const { epoch } = agentOf(machineId);
    if (epoch === null) return false;
    this.count += 1;
    const question = {
      machineId,
      epoch,
      jobId: job.id,
      attempt: job.attempt,
      askId: people.key(),
      cameInAt: performance.now(),
    };
    const { granted } = await agents.answerAsk(question);
    promise(!granted, () => `${machineId} asks out of turn and is let start although ${holds.join(', ')}`);
    return true;
  }

  /** A machine that was let start asks with another question whether it may. */
  async askTwice(machineId: string, job: { id: string; attempt: number }): Promise<void> {
    await this.#mustHold({ machineId }, job, ['it was let start before']);
  }

  /**
   * A machine whose wave is not open, and one that is left out of an open one, ask with signed jobs that nobody made.
   * Gives why each had to be held.
   */
  async intrude(tracked: TrackedRollout): Promise<string[]> {
    const { ledger } = tracked;
    const isOpen = ({ wave }: KeptMember) => wave !== null && ledger.waves[wave]!.openedAt !== null;
    const idle = ledger.members.filter(({ job, wave }) => job === null && wave !== null);
    const shut = idle.find((one) => !one.excluded && !isOpen(one));
    const out = idle.find((one) => one.excluded && isOpen(one));
    return [
      ...(await this.#askUnasked(tracked, shut, 'its wave is not open')),
      ...(await this.#askUnasked(tracked, out, 'it is left out')),
    ];
  }

  async #askUnasked({ id }: TrackedRollout, member: KeptMember | undefined, hold: string): Promise<string[]> {
    const { store } = this.parts;
    const jobId = member === undefined ? null : await forgeJob(store, id, member.machineId);
    if (member === undefined || jobId === null) return [];
    const hasAsked = await this.#mustHold(member, { id: jobId, attempt: 1 }, [hold]);
    await removeJob(store, jobId);
    return hasAsked ? [hold] : [];
  }

  /** Somebody who can write to the database asks for a job of a plan that nobody approved. Gives whether they could. */
  async order({ id }: TrackedRollout): Promise<boolean> {
    const { store, sign } = this.parts;
    const forged = await forgeOrder(store, id);
    if (forged === null) return false;
    this.count += 1;
    await sign();
    const isBroken = await isSigned(store, forged.jobId);
    promise(!isBroken, () => `a job of ${id} is signed although nobody approved its plan`);
    await forged.undo();
    return true;
  }
}
