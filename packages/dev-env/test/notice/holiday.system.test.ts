import { createPool } from '@teredo-fleet/db';
import { TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FleetApi, type FleetServer, SimulatedFleet, signIn, startFleetServer, until } from '../../src';

const ADMIN = { email: 'ada@example.org', password: 'correct horse battery' };
const APPROVER = { email: 'grace@example.org', password: 'a long enough password' };
const LONG_MS = 300_000;
const SOON = { timeoutMs: 120_000 };
const SERVER = 'teredo.example.net';
const MINIMUM_NOTICE_SECONDS = 12;
/** How long the rollout waits for machines that are away. */
const PATIENCE_SECONDS = 4;

const GATE = {
  minSample: 1,
  maxFailures: 1,
  maxFailPercent: 100,
  successPercent: 100,
  coveragePercent: 50,
  maxLatePercent: 100,
  maxBlockedPercent: 100,
  soakSeconds: 0,
  promotion: 'automatic',
} as const;

const isTerminal = (state: string) => (TERMINAL_JOB_STATES as readonly string[]).includes(state);

let server: FleetServer;
let api: FleetApi;
let fleet: SimulatedFleet;

beforeAll(async () => {
  const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
  server = await startFleetServer({ env });
  api = await signIn(server.url, ADMIN);
  await api.settings.set.mutate({ heartbeatSeconds: 2 });
  await api.users.create.mutate({ name: 'Grace Example', ...APPROVER, role: 'approver', scopeIds: [] });
  const users = [{ name: 'kim', session: '1', habit: 'acknowledges' as const, answersAfterMs: 0 }];
  fleet = new SimulatedFleet(2, () => ({ patient: false, machine: { users } }));
  const order = { label: 'office', autoAccept: true, maxUses: 2, expiresInHours: 1 };
  const { text: token } = await api.tokens.create.mutate(order);
  await fleet.enrol(() => ({ agentUrl: server.agentUrl, token }));
}, LONG_MS);
afterAll(async () => {
  await fleet.close();
  await server.stop();
}, 60_000);

/** The plan, approved by somebody else; gives the rollout's id. */
async function rollOut(): Promise<string> {
  const policy = {
    kind: 'acknowledge' as const,
    mayRefuse: false,
    minimumNoticeSeconds: MINIMUM_NOTICE_SECONDS,
    maxDeferrals: 0,
    minimumDeferralSeconds: 0,
    answerTimeoutSeconds: 600,
    whenNobodyLoggedOn: 'wait' as const,
  };
  const teredo = { mode: 'on', type: null, serverName: SERVER } as const;
  const made = await api.rollouts.saveDraft.mutate({
    name: 'Teredo on, over the holidays',
    draft: {
      target: { filter: {}, mode: 'frozen' },
      work: {
        kind: 'apply',
        desired: {
          teredo: { ...teredo, refreshIntervalSeconds: null, clientPort: null },
          ipv6: 'leave',
          firewall: 'leave',
          allowReboot: false,
          acceptFirewallOff: false,
        },
      },
      waves: [
        {
          name: 'All',
          selection: { kind: 'rest' },
          gate: GATE,
          patienceSeconds: PATIENCE_SECONDS,
        },
      ],
      notice: { policy },
      verify: { attempts: 1, intervalSeconds: 1 },
      contactWindowSeconds: 300,
      endAt: Date.now() + 3_600_000,
    },
  });
  await api.rollouts.submit.mutate({ ...made, reason: 'the baseline asks for it' });
  const approver = await signIn(server.url, APPROVER);
  const { planHash } = await approver.rollouts.draft.query({ id: made.id });
  await approver.rollouts.approve.mutate({ id: made.id, planHash });
  return made.id;
}

/** One machine of the rollout. */
async function memberOf(id: string, hostname: string) {
  const { rows } = await api.rollouts.members.query({ id });
  const found = rows.find(({ machine }) => machine.hostname === hostname);
  if (found === undefined) throw new Error(`${hostname} is none of the rollout's machines`);
  return found;
}

/** What became of one machine, once it is over. */
const endOf = (id: string, hostname: string) =>
  until(
    `the job of ${hostname} is over`,
    async () => {
      const found = await memberOf(id, hostname);
      return isTerminal(found.state) ? found : null;
    },
    SOON,
  );

/** What the session's receipt says, as it is kept. */
async function receiptOf(jobId: string | null): Promise<{ answer: string; displayed_at: Date }> {
  const pool = createPool(server.databaseUrl(), { max: 1 });
  try {
    const { rows } = await pool.query('select * from receipt where job_id = $1', [jobId]);
    expect(rows).toHaveLength(1);
    return rows[0];
  } finally {
    await pool.end();
  }
}

it(
  'tells a machine that was away for the whole time first, gives it its whole notice, and changes it then',
  async () => {
    const [desk, laptop] = fleet.machines as [(typeof fleet.machines)[0], (typeof fleet.machines)[0]];
    const isRead = (count: number) => async () =>
      (await api.machines.list.query({})).rows.filter(({ configuredType }) => configuredType !== null)
        .length === count;
    desk.come();
    laptop.come();
    await until('both are read', isRead(2), SOON);
    await laptop.leave();

    const id = await rollOut();
    expect(await endOf(id, desk.hostname)).toMatchObject({ state: 'verified' });
    const isLate = async () => (await memberOf(id, laptop.hostname)).late;
    await until('who is away is in the late pool', isLate, SOON);
    expect(laptop.told).toEqual([]);
    expect(laptop.begun.size).toBe(0);

    const cameBackAt = Date.now();
    laptop.come();
    const job = await endOf(id, laptop.hostname);
    expect(job).toMatchObject({ state: 'verified' });
    const [toldAt] = laptop.told;
    const [begunAt] = [...laptop.begun.values()];
    expect(toldAt).toBeGreaterThanOrEqual(cameBackAt);
    expect(begunAt! - toldAt!).toBeGreaterThanOrEqual(MINIMUM_NOTICE_SECONDS * 1000);
    // The receipt says so to whoever was not there.
    const receipt = await receiptOf(job.jobId);
    expect(receipt.answer).toBe('acknowledged');
    expect(receipt.displayed_at.getTime()).toBeGreaterThanOrEqual(cameBackAt - 1000);
    expect(laptop.settings()).toMatchObject({ serverName: SERVER });
    expect(laptop.settings().teredoType).not.toBe('disabled');
    expect(fleet.failures).toEqual([]);
  },
  LONG_MS,
);
