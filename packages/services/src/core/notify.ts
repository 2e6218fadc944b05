import { sql } from '@teredo-fleet/db';
import { CHANGED_CHANNEL, type Changed, WAKE_CHANNEL, type Wake } from './channels';
import type { Transaction } from './transaction';

/** Tells the other processes when, and only when, the transaction commits. */
export async function notify(
  tx: Transaction,
  wake: readonly Wake[],
  changed: readonly Changed[],
): Promise<void> {
  const channels = [...wake.map(() => WAKE_CHANNEL), ...changed.map(() => CHANGED_CHANNEL)];
  if (channels.length === 0) return;
  await tx.$queryRaw(
    sql`select pg_notify(channel, payload)::text from unnest(${channels}::text[], ${[...wake, ...changed]}::text[]) as message(channel, payload)`,
  );
}
