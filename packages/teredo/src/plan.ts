import type { DesiredState } from './desired-state';
import type { Observation } from './observation';
import { blockersOf } from './plan-blockers';
import { stepsBetween } from './plan-steps';
import type { Plan } from './plan-types';

/**
 * Decides what is to be done to bring a machine to a desired state. No steps and no blockers: it is there already.
 * With a blocker nothing is done. Making the steps and planning again gives no steps.
 *
 * What executors owe: `set-teredo` leaves alone what is null in it; on Linux it writes the configuration and restarts
 * a running Miredo, and with type `disabled` stops Miredo and keeps it from starting at boot; `start-service` also
 * sets the service to start at boot.
 */
export function plan(observation: Observation, desired: DesiredState): Plan {
  const steps = stepsBetween(observation, desired);
  const blockers = blockersOf(observation, desired, steps);
  return blockers.length > 0 ? { steps: [], blockers } : { steps, blockers: [] };
}
