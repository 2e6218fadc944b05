import { sql } from '@teredo-fleet/db';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { findDestination } from './find-destination';

/** Has a message sent that says it is a test. What came back is among the deliveries, in a moment. */
export const testAlertDestination = defineChange('alertDestination.test', async (call, { id }) => {
  const { tx, now } = call;
  const { name } = await findDestination(call, id);
  await tx.alertDestination.update({ where: { id }, data: { nextAt: now }, select: { id: true } });
  const [row] = await tx.$queryRaw<{ id: string }[]>(sql`
    insert into alert_delivery (destination_id, is_test) values (${id}::uuid, true) returning id::text`);
  return {
    result: { deliveryId: row!.id },
    entries: [entry({ kind: 'alertDestination', id, name }, null, { after: { test: true } })],
    wake: ['engine:send-alerts'],
    changed: ['alert'],
  };
});
