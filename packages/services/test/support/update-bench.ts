import { takeUpdateReports } from '@teredo-fleet/db';
import type { Release } from '@teredo-fleet/protocol';
import { type ReleasesRead, takeUpdates, type VerbInput, verbs } from '../../src';
import { openSessions, sessionRequest } from './agents';
import { ports, TestFleet } from './fleet';

export const RELEASE_KEY = Buffer.alloc(32, 5).toString('base64');
export const PLAIN_OFFER = {
  label: null,
  percent: 100,
  canaries: 1,
  atOnce: 10,
  maxFailures: 1,
  reason: 'new version',
};

type Who = Parameters<TestFleet['as']>[0];

/** A fleet with a signed release on its server, and machines that say how they get on with it. */
export class UpdateBench {
  fleet!: TestFleet;
  /** What lies on the server. */
  releases!: ReleasesRead;
  /** Of the key that agents of this server have. */
  keyId = '';

  async start(): Promise<void> {
    this.fleet = await TestFleet.create();
  }

  readonly close = () => this.fleet.close();

  /** No machines, no offer, release 0.2.0. */
  async reset(): Promise<void> {
    const { fleet } = this;
    fleet.now = Date.now();
    await fleet.rows('delete from machine');
    await fleet.rows('delete from agent_update');
    await fleet.rows('update brake set "on" = false');
    this.releases = this.found();
    this.keyId = (await this.view()).keyId ?? '';
  }

  readonly found = (changes: Partial<Release> = {}): ReleasesRead => ({
    key: RELEASE_KEY,
    found: {
      signed: { payload: 'e30=', signature: 'AAAA' },
      release: {
        v: 1,
        version: '0.2.0',
        signedAt: this.fleet.now - 1000,
        expiresAt: this.fleet.now + 1000,
        files: [{ system: 'linux', sha256: 'b'.repeat(64), size: 10 }],
        ...changes,
      },
    },
    problem: null,
  });

  readonly context = (who: Who = 'admin') => ({
    ...this.fleet.as(who),
    ports: { ...ports, releases: { read: async () => this.releases } },
  });

  readonly view = (who: Who = 'viewer') => verbs['agentUpdate.get'](this.context(who), {});

  readonly offer = (rest: Partial<VerbInput<'agentUpdate.offer'>> = {}) =>
    verbs['agentUpdate.offer'](this.context(), { version: '0.2.0', ...PLAIN_OFFER, ...rest });

  readonly change = (rest: Partial<VerbInput<'agentUpdate.change'>> = {}) =>
    verbs['agentUpdate.change'](this.context(), {
      percent: 100,
      atOnce: 10,
      goOn: false,
      reason: 'looked',
      ...rest,
    });

  /** As a gateway with sessions of these machines asks. */
  readonly take = (...machineIds: string[]) => takeUpdates(this.fleet.database.pool('gateway'), machineIds);

  readonly say = (machineId: string, state: string, text: string | null = null) =>
    takeUpdateReports(this.fleet.database.pool('gateway'), [{ machineId, version: '0.2.0', state, text }]);

  /** It happened so long ago. */
  readonly age = (machineId: string, interval: string) =>
    this.fleet.rows(`update agent_update_machine set changed_at = changed_at - interval '${interval}',
      offered_at = offered_at - interval '${interval}' where machine_id = '${machineId}'`);

  /** An active machine whose agent told at the door that it can be replaced. */
  readonly able = async (options: Parameters<TestFleet['machine']>[0] = {}): Promise<string> => {
    const machineId = await this.fleet.machine(options);
    await this.prove(machineId, '0.1.0');
    return machineId;
  };

  readonly prove = (
    machineId: string,
    agentVersion: string,
    { bootId = 'boot', ...updates }: { trial?: boolean; keyId?: string; bootId?: string } = {},
  ) => {
    const request = sessionRequest(machineId, { bootId, hardwareId: machineId });
    const told = { keyId: this.keyId, system: 'linux' as const, trial: false, ...updates };
    return openSessions(this.fleet, [{ ...request, agentVersion, updates: told }] as never);
  };

  readonly entries = (action: string) =>
    this.fleet.rows<{
      object_id: string;
      actor_kind: string;
      outcome: string;
      after: unknown;
      reason: string;
    }>(
      `select object_id, actor_kind, outcome, after, reason from audit_entry where action = '${action}' order by seq`,
    );
}
