import {
  type Blocker,
  contradictedFacts,
  type Observation,
  type Plan,
  plan,
  type UnmetFact,
  unmetFacts,
} from '@teredo-fleet/teredo';
import { changedSinceEarlier, unmetEarlierFacts } from './earlier-facts';
import type { JobState } from './job-state';

const NOTHING_SAVED: Blocker = {
  code: 'unreadable',
  text: "The values that this job should give back are not kept on this machine, or can't be read there any more. Set what you want with a new job instead.",
};

/** The steps of a job from what the machine is now; for a restore one step, or none when all is as it was. */
export function planWork(state: JobState, observation: Observation): Plan {
  const work = state.order.work;
  if (work.kind === 'apply') return plan(observation, work.desired);
  if (state.earlier === null) return { steps: [], blockers: [NOTHING_SAVED] };
  if (changedSinceEarlier(state.earlier, observation).length === 0) return { steps: [], blockers: [] };
  return { steps: [{ kind: 'restore-saved', savedByJob: work.savedByJob }], blockers: [] };
}

/** The facts that the job wants and that aren't so; empty is success. */
export function unmetWork(state: JobState, observation: Observation): UnmetFact[] {
  const work = state.order.work;
  if (work.kind === 'apply') return unmetFacts(observation, work.desired);
  return unmetEarlierFacts(state.earlier as Observation, observation);
}

/** Those that were read to be otherwise, where nothing is to be set: what could not be read is no failure. */
export function contradictedWork(state: JobState, observation: Observation): UnmetFact[] {
  const work = state.order.work;
  return work.kind === 'apply' ? contradictedFacts(observation, work.desired) : unmetWork(state, observation);
}

/** Their sentences, one after the other. */
export function textsOf(unmet: UnmetFact[]): string {
  const texts: string[] = [];
  for (let index = 0; index < unmet.length; index += 1) texts.push((unmet[index] as UnmetFact).text);
  return texts.join(' ');
}

/** An observation as it goes into journal and reports: its evidence travels in `observation` messages only. */
export function withoutEvidence(observation: Observation): Observation {
  return {
    os: observation.os,
    elevated: observation.elevated,
    domainJoined: observation.domainJoined,
    ipv6: observation.ipv6,
    configured: observation.configured,
    sources: observation.sources,
    effective: observation.effective,
    reachable: observation.reachable,
    firewall: observation.firewall,
    service: observation.service,
    evidence: [],
  };
}
