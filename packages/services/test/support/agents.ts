import { randomBytes, randomUUID } from 'node:crypto';
import { type VerbInput, type VerbOutputs, verbs } from '../../src';
import type { TestFleet } from './fleet';

/** What opens the door: the secret parts of a token's text. */
export interface EnrolmentSecret {
  tokenId: string;
  secret: string;
}

export const host = () => ({
  hostname: `agent-${randomUUID().slice(0, 8)}`,
  agentVersion: '0.1.0',
  platform: 'linux' as const,
  bootId: randomUUID() as string,
  hardwareId: randomUUID() as string,
  timeZone: 'Europe/Oslo',
});

export const newKey = () => new Uint8Array(randomBytes(32));

/** A token of the second scope that works once, unless said otherwise. */
export async function makeToken(
  fleet: TestFleet,
  changes: Partial<VerbInput<'token.create'>> = {},
): Promise<EnrolmentSecret> {
  const made = await verbs['token.create'](fleet.as('admin'), {
    label: 'Lab',
    scopeId: fleet.otherScopeId,
    autoAccept: true,
    maxUses: 1,
    expiresInHours: 1,
    ...changes,
  });
  const [, tokenId, secret] = made.text.split('.');
  return { tokenId: tokenId!, secret: secret! };
}

export function enrol(
  fleet: TestFleet,
  token: EnrolmentSecret,
  agentKey = newKey(),
  facts: Partial<ReturnType<typeof host>> = {},
) {
  return verbs['agent.enrol'](fleet.asGateway(), { ...token, agentKey, ...host(), ...facts });
}

/** The id of a machine that must have been let in. */
export async function machineOf(answer: Promise<VerbOutputs['agent.enrol']>): Promise<string> {
  const enrolled = await answer;
  if (!enrolled.ok) throw new Error(enrolled.code);
  return enrolled.machineId;
}

export function openSession(
  fleet: TestFleet,
  machineId: string,
  identity: { bootId: string; hardwareId: string },
) {
  return verbs['agent.openSession'](fleet.asGateway(), {
    ...host(),
    ...identity,
    machineId,
    highestSequence: 0,
    door: 'ws',
    remote: '192.0.2.9',
    serverId: randomUUID(),
  });
}
