import type { DesiredState } from '../desired-state';
import { disagreements } from './disagreement';

/** A policy as far as who wins is concerned. */
export interface RivalPolicy {
  id: string;
  mode: 'audit' | 'enforce';
  desired: DesiredState;
}

/** Somebody decided which of two policies that disagree is followed where both are for a machine. */
export interface Precedence {
  winnerId: string;
  loserId: string;
}

/**
 * How a policy stands on a machine. `alone`: none disagrees with it there. `wins`: over each that does. `yields`: another one
 * is followed. `undecided`: it disagrees with another and nobody decided which is followed, so neither acts.
 */
export type PolicyStandingKind = 'alone' | 'wins' | 'yields' | 'undecided';

export interface PolicyStanding {
  id: string;
  kind: PolicyStandingKind;
  /** Policies that disagree with it on this machine. */
  rivals: string[];
}

type Outcome = 'over' | 'under' | 'undecided';

function decided(one: RivalPolicy, other: RivalPolicy, decisions: readonly Precedence[]): Outcome {
  for (const decision of decisions) {
    if (decision.winnerId === one.id && decision.loserId === other.id) return 'over';
    if (decision.winnerId === other.id && decision.loserId === one.id) return 'under';
  }
  // A policy that only looks hinders none that acts.
  if (one.mode !== other.mode) return one.mode === 'enforce' ? 'over' : 'under';
  return 'undecided';
}

function standingOf(
  policy: RivalPolicy,
  policies: readonly RivalPolicy[],
  decisions: readonly Precedence[],
): PolicyStanding {
  const standing: PolicyStanding = { id: policy.id, kind: 'alone', rivals: [] };
  for (const other of policies) {
    if (other.id === policy.id || disagreements(policy.desired, other.desired).length === 0) continue;
    standing.rivals.push(other.id);
    const outcome = decided(policy, other, decisions);
    if (outcome === 'under') standing.kind = 'yields';
    else if (outcome === 'undecided' && standing.kind !== 'yields') standing.kind = 'undecided';
    else if (outcome === 'over' && standing.kind === 'alone') standing.kind = 'wins';
  }
  return standing;
}

/**
 * Which of the policies that are for one machine is followed there. Of two that disagree at most one ever acts, so that they
 * can't undo each other's work in turn; those that agree may all act.
 */
export function policyStandings(
  policies: readonly RivalPolicy[],
  decisions: readonly Precedence[],
): PolicyStanding[] {
  const standings: PolicyStanding[] = [];
  for (const policy of policies) standings.push(standingOf(policy, policies, decisions));
  return standings;
}

/** Whether "winner before loser" would close a circle of decisions, in which nobody wins where all of them meet. */
export function closesCircle(wanted: Precedence, decisions: readonly Precedence[]): boolean {
  const reached = [wanted.loserId];
  for (let index = 0; index < reached.length; index += 1) {
    if (reached[index] === wanted.winnerId) return true;
    for (const { winnerId, loserId } of decisions) {
      if (winnerId === reached[index] && reached.indexOf(loserId) === -1) reached.push(loserId);
    }
  }
  return false;
}
