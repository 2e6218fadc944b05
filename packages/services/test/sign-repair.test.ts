import { randomUUID } from 'node:crypto';
import { inPoolTransaction, type UnsignedJob } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildJob, planHash, policyRound, repairRound, verbs } from '../src';
import { TestFleet } from './support/fleet';
import { draft, enforce, look, RUNS, repairsOf, settleAll, wants } from './support/policies';
import { unsignedJobs } from './support/unsigned-jobs';

/*
 * What the signer refuses of a repair, whoever wrote it into the database. The first job is a good one; each test changes
 * one thing of it.
 */

const EVERYTHING = { scopes: '*', userId: null } as const;
let fleet: TestFleet;
let good: UnsignedJob;
let policyId = '';

beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
  const id = await fleet.machine({ labels: ['kiosk'] });
  await fleet.connect(id, true, new Date(Date.now() + 60_000));
  await look(fleet, id, RUNS);
  policyId = (await enforce(fleet, 'kiosk')).id;
  await settleAll(fleet);
  [good] = (await unsignedJobs(fleet)) as [UnsignedJob];
});
afterAll(() => fleet.close());

const build = (changes: Partial<UnsignedJob> = {}) =>
  buildJob({ ...good, ...changes }, { now: new Date(), noticeUrl: null, usersNamedBy: 'account' });
function refusal(changes: Partial<UnsignedJob>): string {
  const built = build(changes);
  if (built.ok) throw new Error('it was built');
  return built.detail;
}
const policy = (changes: Partial<NonNullable<UnsignedJob['policy']>>) => ({
  policy: { ...good.policy!, ...changes },
});
const approval = (changes: Partial<NonNullable<UnsignedJob['policy']>['approvals'][number]>) =>
  policy({ approvals: [{ ...good.policy!.approvals[0]!, ...changes }] });
/** Another policy's content, with its right hash. */
const content = (changes: object) => {
  const other = { ...(good.policy!.content as object), ...changes };
  return policy({ content: other, contentHash: planHash(other).toString('hex') });
};
/** Another plan, with its right hash. */
const plan = (changes: object): Partial<UnsignedJob> => {
  const other = { ...(good.plan as object), ...changes };
  return { plan: other, planHash: planHash(other) };
};

describe('a job of a repair', () => {
  it('is signed by the approval of its policy', () => {
    const built = build();
    if (!built.ok) throw new Error(built.detail);
    expect(built.payload.work).toMatchObject({ kind: 'apply', desired: { teredo: { mode: 'off' } } });
    expect(good.approvals.map(({ kind }) => kind)).toEqual(['policy']);
  });

  it.each<[string, () => Partial<UnsignedJob>]>([
    ['has no policy', () => ({ policy: null })],
    ['follows from a policy that nobody approved', () => policy({ approvals: [] })],
    ['was approved by nobody that the audit trail tells of', () => approval({ recorded: false })],
    ['was approved by somebody who may not any more', () => approval({ role: 'viewer' })],
    ['was approved by an account that is closed', () => approval({ disabled: true })],
    ['was approved by somebody of other scopes', () => approval({ scopeIds: [randomUUID()] })],
    [
      'was approved by one of its editors',
      () => policy({ editorIds: [good.policy!.approvals[0]!.approverId] }),
    ],
    ['follows from a policy that is retired', () => policy({ retired: true })],
    ['follows from a policy that only looks now', () => content({ mode: 'audit' })],
    ['follows from a policy that was edited since', () => content({ version: 2 })],
    [
      'follows from a policy whose content is not what its hash says',
      () => policy({ content: { ...(good.policy!.content as object), graceSeconds: 7 } }),
    ],
    ['follows from a policy of another scope', () => policy({ scopeId: randomUUID() })],
    [
      'has another contact window',
      () => ({ ...plan({ contactWindowSeconds: 301 }), contactWindowSeconds: 301 }),
    ],
    [
      'tells people otherwise',
      () => {
        const notice = {
          policy: { ...(good.notice as { policy: object }).policy, kind: 'inform' },
          texts: [{ language: 'en', title: 'a', body: 'b' }],
        };
        return { ...plan({ notice }), notice };
      },
    ],
    [
      'wants something else',
      () => {
        const work = { kind: 'apply', desired: wants.on };
        return { ...plan({ work }), work };
      },
    ],
  ])('is refused where it %s', (_name, changes) =>
    expect(refusal(changes())).toMatch(/no approval that allows it/),
  );

  it('is refused where its machine has lost the label, or is no member', () => {
    expect(refusal({ machineLabels: ['other'] })).toMatch(/does not have the label "kiosk" any more/);
    expect(refusal({ member: null })).toMatch(/no member/);
  });

  it('is refused where it lasts longer than a repair does', () => {
    const endAt = (good.plan as { endAt: number }).endAt + 3_600_000;
    expect(refusal({ ...plan({ endAt }), notAfter: new Date(endAt) })).toMatch(/dated later than now/);
  });

  it('is refused under the name of another kind', () => {
    expect(refusal({ rolloutKind: 'planned' })).toMatch(/not of a kind that may be signed/);
  });
});

describe('the role of the engine', () => {
  const engine = <T>(text: string, values: unknown[] = []) =>
    inPoolTransaction(fleet.database.pool('engine'), EVERYTHING, (db) => db.query<T & object>(text, values));

  it('can make no rollout that is no repair, and no approval that is no policy’s', async () => {
    const columns = 'scope_id, name, kind, state, plan, plan_hash, author_id, policy_id';
    const values = [fleet.scopeId, Buffer.alloc(32), policyId];
    const row = (kind: string, state: string, policy: string) =>
      engine(
        `insert into rollout (${columns}) values ($1, 'x', '${kind}', '${state}', '{}', $2, 'a', ${policy})`,
        policy === 'null' ? values.slice(0, 2) : values,
      );
    await expect(row('planned', 'draft', 'null')).rejects.toThrow(/row-level security/);
    await expect(row('repair', 'approved', '$3')).rejects.toThrow(/row-level security/);
    await expect(
      engine(
        `insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind) values ($1, $2, $3, 'a', 'approval')`,
        [good.rolloutId, fleet.scopeId, Buffer.alloc(32)],
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(engine(`update policy set mode = 'enforce'`)).rejects.toThrow(/permission denied/);
    await expect(
      engine(
        `insert into policy_approval (policy_id, scope_id, content_hash, approver_id) values ($1, $2, $3, 'a')`,
        [policyId, fleet.scopeId, Buffer.alloc(32)],
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('two engines at once', () => {
  it('open one repair', async () => {
    const label = 'twice';
    const id = await fleet.machine({ labels: [label] });
    await look(fleet, id, RUNS);
    const { id: twice } = await enforce(fleet, label, { name: 'Twice', draft: draft(wants.off) });
    await policyRound(fleet.database.pool('engine'))();
    await Promise.all([1, 2, 3].map(() => repairRound(fleet.database.pool('engine'))()));
    expect(await repairsOf(fleet, twice)).toHaveLength(1);
  });
});

describe('a repair that is paused because its policy was changed by hand', () => {
  it('says what to do', async () => {
    await fleet.rows(`update "user" set role = 'viewer' where id = $1`, [fleet.people.get('approver')!.id]);
    const id = await fleet.machine({ labels: ['twice'] });
    await look(fleet, id, RUNS);
    await settleAll(fleet);
    const rows = await fleet.rows<{ state: string; pause_reason: string | null }>(
      `select state, pause_reason from rollout r join policy p on p.id = r.policy_id where p.name = 'Twice'`,
    );
    expect(rows[0]!.state).toBe('paused');
    expect(rows[0]!.pause_reason).toMatch(/does not stand as it was approved/);
    await verbs['rollout.abort'](fleet.as('operator'), {
      id: (
        await repairsOf(
          fleet,
          (
            await fleet.rows<{ id: string }>(`select id from policy where name = 'Twice'`)
          )[0]!.id,
        )
      )[0]!.id,
      reason: 'as it says',
    });
  });
});
