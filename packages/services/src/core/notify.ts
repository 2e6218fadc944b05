import { Prisma } from '@teredo-fleet/db';
import type { Transaction } from './transaction';

export const WAKE_CHANNEL = 'teredo_wake';
export const CHANGED_CHANNEL = 'teredo_changed';

/** Who has something to do: the signer, or the gateway that holds a machine. */
export type Wake = 'signer' | 'gateway' | `gateway:${string}`;

/** What changed, for pages that show it: `machine:<id>`, `settings`. */
export type Changed =
  | `${'machine' | 'job' | 'rollout' | 'token'}:${string}`
  | 'machine'
  | 'rollout'
  | 'token'
  | 'settings'
  | 'audit';

/** Tells the other processes when, and only when, the transaction commits. */
export async function notify(
  tx: Transaction,
  wake: readonly Wake[],
  changed: readonly Changed[],
): Promise<void> {
  const channels = [...wake.map(() => WAKE_CHANNEL), ...changed.map(() => CHANGED_CHANNEL)];
  if (channels.length === 0) return;
  await tx.$queryRaw(
    Prisma.sql`select pg_notify(channel, payload)::text from unnest(${channels}::text[], ${[...wake, ...changed]}::text[]) as message(channel, payload)`,
  );
}
