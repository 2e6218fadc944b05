import { enrolSchema, proveSchema, updatesSchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { id } from './shared-inputs';

const bytes32 = z.instanceof(Uint8Array).refine((value) => value.length === 32, 'must be 32 bytes');
const { hostname, agentVersion, platform, bootId, hardwareId, timeZone } = enrolSchema.shape;
const host = { hostname, agentVersion, platform, bootId, hardwareId, timeZone };

/** As many as a gateway asks about at once. */
const MAX_BATCH = 500;

export const agentIdentities = z.strictObject({ machineIds: z.array(id).max(MAX_BATCH) });

/** What a gateway passes on after it verified the signature of `enrol` over its own nonce. */
export const agentEnrol = z.strictObject({
  tokenId: enrolSchema.shape.tokenId,
  secret: enrolSchema.shape.secret,
  agentKey: bytes32,
  ...host,
});

const session = z.strictObject({
  machineId: id,
  highestSequence: proveSchema.shape.highestSequence,
  door: z.enum(['ws', 'poll']),
  remote: z.string().max(100),
  serverId: id,
  /** Null: an agent that can't replace itself. */
  updates: updatesSchema.strict().nullable().default(null),
  ...host,
});

/** What a gateway passes on after it verified the signatures of `prove` with the machines' keys. */
export const agentOpenSessions = z.strictObject({ sessions: z.array(session).max(MAX_BATCH) });
