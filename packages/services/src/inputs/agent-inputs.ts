import { enrolSchema, proveSchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import { id } from './shared-inputs';

const bytes32 = z.instanceof(Uint8Array).refine((value) => value.length === 32, 'must be 32 bytes');
const { hostname, agentVersion, platform, bootId, hardwareId, timeZone } = enrolSchema.shape;
const host = { hostname, agentVersion, platform, bootId, hardwareId, timeZone };

export const agentIdentity = z.strictObject({ machineId: id });

/** What a gateway passes on after it verified the signature of `enrol` over its own nonce. */
export const agentEnrol = z.strictObject({
  tokenId: enrolSchema.shape.tokenId,
  secret: enrolSchema.shape.secret,
  agentKey: bytes32,
  ...host,
});

/** What a gateway passes on after it verified the signature of `prove` with the machine's key. */
export const agentOpenSession = z.strictObject({
  machineId: id,
  highestSequence: proveSchema.shape.highestSequence,
  door: z.enum(['ws', 'poll']),
  remote: z.string().max(100),
  serverId: id,
  ...host,
});
