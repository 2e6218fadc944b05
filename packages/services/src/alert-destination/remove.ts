import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { enteredDestination, findDestination, noSuchPlace } from './find-destination';

/** Nothing more is told there; what waited to be is not. */
export const removeAlertDestination = defineChange('alertDestination.remove', async (call, { id }) => {
  const row = await findDestination(call, id);
  const { count } = await call.tx.alertDestination.deleteMany({ where: { id } });
  if (count === 0) throw noSuchPlace();
  return {
    result: { ok: true },
    entries: [
      entry({ kind: 'alertDestination', id, name: row.name }, null, { before: enteredDestination(row) }),
    ],
    wake: [],
    changed: ['alert'],
  };
});
