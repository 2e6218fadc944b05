import { agentVersionText } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { knownLabel, reason } from './shared-inputs';

const percent = z.int().min(1).max(100);
const atOnce = z.int().min(1).max(1000);

export const agentUpdateOffer = z.strictObject({
  /** Of the release that lies on the server: so that nobody offers another than they saw. */
  version: agentVersionText,
  /** null: machines of every label. */
  label: knownLabel.nullable(),
  percent,
  /** So many machines show first that it works. */
  canaries: z.int().min(1).max(1000),
  atOnce,
  /** So many failures hold it. */
  maxFailures: z.int().min(1).max(1000),
  reason,
});

export const agentUpdateChange = z.strictObject({
  percent,
  atOnce,
  /** Whether the failures until now were looked at, and it goes on. */
  goOn: z.boolean(),
  reason,
});

export const agentUpdateStop = z.strictObject({ reason });
