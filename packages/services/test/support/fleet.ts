import { createHash, randomBytes, randomUUID, scryptSync } from 'node:crypto';
import { createPrisma, type PrismaClient, recordApplicationRequests } from '@teredo-fleet/db';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import type { Actor, IdentityPort, Ports, Role, ServiceContext, UserActor } from '../../src';
import { ROLES } from '../../src';
import { sampleObservation } from './sample-observation';

export const NOW = Date.parse('2026-11-23T10:00:00.000Z');
export const AGENT_SHA256 = 'ab'.repeat(32);

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** The tables of the sign-in library, with a password hash of this test's own making. */
const identity: IdentityPort = {
  async createUser(tx, { name, email, role, scopeIds, password }) {
    const id = randomUUID();
    await tx.user.create({ data: { id, name, email, role, scopeIds: [...scopeIds], emailVerified: true } });
    const hash = scryptSync(password, id, 32, { N: 1024 }).toString('hex');
    await tx.account.create({
      data: { id: randomUUID(), accountId: id, providerId: 'credential', userId: id, password: hash },
    });
    return id;
  },
  async createResetSecret(tx, { id }) {
    const secret = randomUUID();
    const expiresAt = new Date(NOW + 1000);
    await tx.verification.create({
      data: { id: randomUUID(), identifier: hashOf(secret), value: id, expiresAt },
    });
    return { secret, expiresAt };
  },
  async readResetSecret(tx, secret) {
    const found = await tx.verification.findFirst({ where: { identifier: hashOf(secret) } });
    return found && { userId: found.value };
  },
  async voidResetSecrets(tx, userId) {
    await tx.verification.deleteMany({ where: { value: userId } });
  },
  async resetPassword(tx, { secret, password }) {
    const found = await tx.verification.findFirst({ where: { identifier: hashOf(secret) } });
    if (found === null) return null;
    await tx.verification.delete({ where: { id: found.id } });
    const hash = scryptSync(password, found.value, 32, { N: 1024 }).toString('hex');
    await tx.account.updateMany({ where: { userId: found.value }, data: { password: hash } });
    return { userId: found.value };
  },
  async endSessions(tx, userId) {
    await tx.session.deleteMany({ where: { userId } });
  },
};

export const ports: Ports = {
  identity,
  random: { bytes: (count) => new Uint8Array(randomBytes(count)), uuid: () => randomUUID() },
  keys: {
    channelPublicKey: async () => new Uint8Array(32).fill(1),
    jobPublicKey: async () => new Uint8Array(32).fill(2),
    cursorSecret: new Uint8Array(32).fill(3),
  },
  serverVersion: '0.1.0',
  releases: { read: async () => ({ key: null, found: null, problem: null }) },
  agentBundle: { describe: async () => ({ linux: AGENT_SHA256, script: AGENT_SHA256, 'windows-x64': null }) },
};

export interface MachineOptions {
  hostname?: string;
  scopeId?: string;
  status?: 'pending' | 'active' | 'quarantined' | 'retired';
  labels?: string[];
  platform?: 'linux' | 'windows' | 'wsh' | 'simulated';
}

const MACHINE = `
insert into machine (scope_id, hostname, labels, status, platform, simulated, agent_version, agent_key, enrolment_id,
  hardware_id, retired_at)
values ($1, $2, $3, $4, $5, $6, '0.1.0', $7, $8, $9, $10) returning id`;

/** One migrated database with a person of every role and two scopes, used as the processes use it. */
export class TestFleet {
  readonly web: PrismaClient;
  readonly gateway: PrismaClient;
  readonly admin: ReturnType<TestDatabase['pool']>;
  scopeId = '';
  otherScopeId = '';
  readonly people = new Map<Role, UserActor>();
  now = NOW;

  private constructor(readonly database: TestDatabase) {
    this.web = createPrisma(database.urls.web, { max: 20 });
    this.gateway = createPrisma(database.urls.gateway);
    this.admin = database.pool('admin');
  }

  static async create(): Promise<TestFleet> {
    const fleet = new TestFleet(await createTestDatabase());
    const scopes = await fleet.admin.query<{ id: string }>(
      `insert into scope (name) values ('Branch') returning id`,
    );
    fleet.otherScopeId = scopes.rows[0]!.id;
    const first = await fleet.admin.query<{ id: string }>(`select id from scope where name = 'Everything'`);
    fleet.scopeId = first.rows[0]!.id;
    for (const role of ROLES) fleet.people.set(role, await fleet.person(role));
    return fleet;
  }

  async close(): Promise<void> {
    await this.web.$disconnect();
    await this.gateway.$disconnect();
    await this.database.drop();
  }

  async person(role: Role, scopeIds: string[] = []): Promise<UserActor> {
    const id = randomUUID();
    const name = `${role} ${id.slice(0, 4)}`;
    const email = `${id}@example.test`;
    await this.admin.query(
      `insert into "user" (id, name, email, role, scope_ids) values ($1, $2, $3, $4, $5)`,
      [id, name, email, role, scopeIds],
    );
    return { kind: 'user', id, name, email, role, scopeIds, token: null };
  }

  /** What a page calls with for this person, and a gateway for a machine: each over its own database role. */
  as(actor: Actor | Role): ServiceContext {
    const who = typeof actor === 'string' ? this.people.get(actor)! : actor;
    const isGateway = who.kind === 'gateway';
    return {
      actor: who,
      db: isGateway ? this.gateway : this.web,
      pool: this.database.pool(isGateway ? 'gateway' : 'web'),
      requestId: randomUUID(),
      address: '192.0.2.7',
      now: () => this.now,
      ports,
    };
  }

  /** What a gateway calls with. */
  asGateway(): ServiceContext {
    return this.as({ kind: 'gateway' });
  }

  async machine(options: MachineOptions = {}): Promise<string> {
    const { hostname = `host-${randomUUID().slice(0, 8)}`, status = 'active', platform = 'linux' } = options;
    const { rows } = await this.admin.query<{ id: string }>(MACHINE, [
      options.scopeId ?? this.scopeId,
      hostname,
      options.labels ?? [],
      status,
      platform,
      platform === 'simulated',
      randomBytes(32),
      randomUUID(),
      randomUUID(),
      status === 'retired' ? new Date(NOW) : null,
    ]);
    return rows[0]!.id;
  }

  /** Gives a machine facts, as the gateway writes them. */
  async observe(machineId: string, facts: Partial<FactColumns> = {}): Promise<void> {
    const {
      type = 'disabled',
      reachable = 'unknown',
      severity = 'info',
      role = 'unknown',
      at = this.now,
    } = facts;
    const observation = sampleObservation({ type, verdict: reachable, at });
    await this.admin.query(
      `insert into machine_facts (machine_id, scope_id, observed_at, received_at, changed_at, observation,
         observation_hash, os_family, os_name, configured_type, configured_set_by, effective_state, reachable,
         diagnosis_code, severity, role)
       select id, scope_id, $2, $2, $2, $3, $4, 'linux', 'Debian GNU/Linux 12', $5, 'local', 'offline', $6, 'off-as-set', $7, $8
       from machine where id = $1
       on conflict (machine_id) do update set observation = excluded.observation, observed_at = excluded.observed_at,
         received_at = excluded.received_at, configured_type = excluded.configured_type, reachable = excluded.reachable,
         severity = excluded.severity, role = excluded.role`,
      [
        machineId,
        new Date(at),
        JSON.stringify(observation),
        createHash('sha256').update(JSON.stringify(observation)).digest(),
        type,
        reachable,
        severity,
        role,
      ],
    );
  }

  /** An application asks on a machine, as the gateway writes it. */
  async ask(machineId: string, application: string, askedBy = 'ada'): Promise<void> {
    await recordApplicationRequests(this.admin, [{ machineId, application, askedBy }]);
  }

  /** Gives a machine a session, as the gateway writes it. */
  async connect(machineId: string, connected: boolean, lastSeenAt = new Date(this.now)): Promise<void> {
    await this.admin.query(
      `insert into machine_contact (machine_id, epoch, connected, door, connected_at, last_seen_at)
       values ($1, 1, $2, 'ws', $3, $3)`,
      [machineId, connected, lastSeenAt],
    );
  }

  async rows<R extends object>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.admin.query<R>(sql, values)).rows;
  }

  /** Entries about one object, oldest first. */
  entries(objectId: string): Promise<EntryRow[]> {
    return this.rows<EntryRow>('select * from audit_entry where object_id = $1 order by seq', [objectId]);
  }

  async countEntries(): Promise<number> {
    const [row] = await this.rows<{ n: number }>('select count(*)::int as n from audit_entry');
    return row!.n;
  }
}

export interface FactColumns {
  type: 'disabled' | 'client';
  reachable: 'yes' | 'no' | 'unknown';
  severity: 'ok' | 'info' | 'warning' | 'problem';
  role: 'client' | 'host-specific-relay' | 'none' | 'unknown';
  at: number;
}

export interface EntryRow {
  action: string;
  outcome: string;
  actor_kind: string;
  actor_id: string | null;
  actor_token: string | null;
  scope_id: string | null;
  before: unknown;
  after: unknown;
  reason: string | null;
}
