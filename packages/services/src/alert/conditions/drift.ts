import { driftByScope, policyDrift } from '@teredo-fleet/db';
import { condition, type Judging, type ReadConditions } from '../condition-source';
import type { Condition } from '../decide-alert';

async function ofRollouts(db: Judging['db']): Promise<Condition[]> {
  return (await driftByScope(db))
    .filter(({ machines }) => machines > 0)
    .map(({ scopeId, machines, verified }) =>
      condition('drift', { subject: '', scopeId, name: 'Verified machines' }, { machines, outOf: verified }),
    );
}

async function ofPolicies(db: Judging['db']): Promise<Condition[]> {
  return (await policyDrift(db)).map(({ id, scopeId, name, drifted, machines }) =>
    condition('drift', { subject: id, scopeId, name }, { machines: drifted, outOf: machines }),
  );
}

/** Machines that a rollout left as wanted, or that a policy is for, and that are otherwise now; each told of once. */
export const readDrift: ReadConditions = async ({ db }) => [
  ...(await ofRollouts(db)),
  ...(await ofPolicies(db)),
];
