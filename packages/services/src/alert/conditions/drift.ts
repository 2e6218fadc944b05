import { driftByScope } from '@teredo-fleet/db';
import { condition, type ReadConditions } from '../condition-source';

/** Machines that a rollout left as wanted and that are otherwise now. */
export const readDrift: ReadConditions = async ({ db }) =>
  (await driftByScope(db))
    .filter(({ machines }) => machines > 0)
    .map(({ scopeId, machines, verified }) =>
      condition('drift', { subject: '', scopeId, name: 'Verified machines' }, { machines, outOf: verified }),
    );
