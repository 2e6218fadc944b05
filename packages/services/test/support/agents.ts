import { randomBytes, randomUUID } from 'node:crypto';
import { type VerbInput, verbs } from '../../src';
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

export async function enrol(
  fleet: TestFleet,
  token: EnrolmentSecret,
  agentKey = newKey(),
  facts: Partial<ReturnType<typeof host>> = {},
) {
  return (await verbs['agent.enrol'](fleet.asGateway(), { ...token, agentKey, ...host(), ...facts })).answer;
}

/** The id of a machine that must have been let in. */
export async function machineOf(answer: ReturnType<typeof enrol>): Promise<string> {
  const enrolled = await answer;
  if (!enrolled.ok) throw new Error(enrolled.code);
  return enrolled.machineId;
}

/** Boot and hardware ids, by which copies are told apart. */
export interface Identity {
  bootId: string;
  hardwareId: string;
}

export const sessionRequest = (machineId: string, identity: Identity) => ({
  ...host(),
  ...identity,
  machineId,
  highestSequence: 0,
  door: 'ws' as const,
  remote: '192.0.2.9',
  serverId: randomUUID() as string,
});

export function openSessions(fleet: TestFleet, sessions: ReturnType<typeof sessionRequest>[]) {
  return verbs['agent.openSessions'](fleet.asGateway(), { sessions });
}

export async function openSession(fleet: TestFleet, machineId: string, identity: Identity) {
  return (await openSessions(fleet, [sessionRequest(machineId, identity)])).answer[0]!;
}
