import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor, Ports, ServiceContext } from '@teredo-fleet/services';
import type { SimulationStore } from './simulation-store';

const unused = async (): Promise<never> => {
  throw new Error('Nobody signs in or is given a password in a simulation.');
};

const PORTS: Ports = {
  identity: {
    createUser: unused,
    createResetSecret: unused,
    readResetSecret: unused,
    voidResetSecrets: unused,
    resetPassword: unused,
    endSessions: unused,
  },
  random: { bytes: (count) => new Uint8Array(randomBytes(count)), uuid: () => randomUUID() },
  keys: {
    channelPublicKey: async () => new Uint8Array(32),
    jobPublicKey: async () => new Uint8Array(32),
    cursorSecret: new Uint8Array(32),
  },
  serverVersion: '0.1.0',
  releases: { read: async () => ({ key: null, found: null, problem: null }) },
  agentBundle: { describe: async () => ({ linux: null, script: null, 'windows-x64': null }) },
};

/** What verbs are called with, by whom; `now` is simulated time. */
export function contextOf(store: SimulationStore, actor: Actor, now: () => number): ServiceContext {
  const pool = store.pool(actor.kind === 'gateway' ? 'gateway' : 'web');
  return {
    actor,
    db: store.prisma,
    pool,
    requestId: 'simulation',
    address: null,
    now,
    ports: PORTS,
  };
}

const PERSON = `
insert into "user" (id, name, email, role, updated_at) values ($1, $1, $1 || '@example.org', $2, now())
on conflict (id) do nothing`;

/** Somebody of this role, made when first asked for. */
export async function personOf(
  store: SimulationStore,
  role: 'admin' | 'operator' | 'approver',
  name: string = role,
): Promise<Actor> {
  const id = `simulated-${name}`;
  await store.admin.query(PERSON, [id, role]);
  return { kind: 'user', id, name: id, email: `${id}@example.org`, role, scopeIds: [], token: null };
}
