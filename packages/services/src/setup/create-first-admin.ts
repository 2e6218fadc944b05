import { defineChange, unchanged } from '../core/define-verb';
import { makeFirstAdmin } from './first-admin';
import { lockSetup } from './setup-record';

/** Unattended start: the admin named in the environment, unless there is one already. */
export const createFirstAdmin = defineChange('setup.createFirstAdmin', async (call, input) => {
  const record = await lockSetup(call.tx);
  if (record.completedAt !== null) return unchanged({ created: false });
  return {
    result: { created: true },
    entries: [await makeFirstAdmin(call, input)],
    wake: [],
    changed: ['settings'],
  };
});
