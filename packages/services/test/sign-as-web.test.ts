import { randomUUID } from 'node:crypto';
import { inPoolTransaction } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildJob } from '../src';
import { TestFleet } from './support/fleet';
import { approved, draftOf, saveDraft, settle, submit, submitted } from './support/rollouts';
import { unsignedJobsOf } from './support/unsigned-jobs';

const NOTICE_URL = 'http://notice.example.com';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = Date.now();
});
afterAll(() => fleet.close());

describe('somebody with the rights of the web role', () => {
  const asWeb = (sql: string, values: unknown[]) =>
    inPoolTransaction(fleet.database.pool('web'), { scopes: '*', userId: null }, (db) =>
      db.query(sql, values),
    );
  const waiting = async () => {
    const own = `l-${randomUUID().slice(0, 8)}`;
    const machineId = await fleet.machine({ labels: [own] });
    return { own, machineId };
  };

  /** By the engine nobody is asked; whoever makes the job itself gets it refused. */
  async function expectNothingSigned({ id }: { id: string }, machineId: string): Promise<void> {
    expect(await unsignedJobsOf(fleet, id)).toEqual([]);
    const [row] = await fleet.rows('select state, pause_reason from rollout where id = $1', [id]);
    expect(row).toMatchObject({
      state: 'paused',
      pause_reason: expect.stringMatching(/No machine is asked/),
    });
    await asWeb(`update rollout set state = 'running' where id = $1`, [id]);
    await asWeb(
      `insert into job (rollout_id, machine_id, scope_id, enrolment_id, sequence, work, notice, windows, witnesses,
         contact_window_seconds, verify, not_before, not_after, state)
       select r.id, m.id, m.scope_id, m.enrolment_id, 1, r.plan -> 'work', r.plan -> 'notice', '[]', r.plan -> 'witnesses',
         (r.plan ->> 'contactWindowSeconds')::int, r.plan -> 'verify', now(), to_timestamp((r.plan ->> 'endAt')::float8 / 1000), 'requested'
       from rollout r, machine m where r.id = $1 and m.id = $2`,
      [id, machineId],
    );
    const [job] = await unsignedJobsOf(fleet, id);
    expect(buildJob(job!, { now: new Date(), noticeUrl: NOTICE_URL, usersNamedBy: 'account' })).toMatchObject(
      {
        ok: false,
        detail: expect.stringMatching(/no approval/),
      },
    );
  }

  it('starts an unapproved plan and gets nothing signed', async () => {
    const { own, machineId } = await waiting();
    const saved = await submitted(fleet, draftOf(fleet, own));
    await asWeb(`update rollout set state = 'approved' where id = $1`, [saved.id]);
    await settle(fleet, saved);
    await expectNothingSigned(saved, machineId);
  });

  it('cannot count an approval that the audit trail does not tell of', async () => {
    const { own, machineId } = await waiting();
    const saved = await submitted(fleet, draftOf(fleet, own));
    await asWeb(
      `insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind)
       select id, scope_id, plan_hash, $2, 'approval' from rollout where id = $1`,
      [saved.id, fleet.people.get('approver')!.id],
    );
    await asWeb(`update rollout set state = 'approved' where id = $1`, [saved.id]);
    await settle(fleet, saved);
    await expectNothingSigned(saved, machineId);
  });

  it('alters no plan after its submission, adds no machine to it, and takes no exclusion back', async () => {
    const { own, machineId } = await waiting();
    const excluded = await fleet.machine({ labels: [own, 'spare'] });
    const saved = await approved(
      fleet,
      draftOf(fleet, own, { exclusions: [{ filter: { label: ['spare'] }, reason: 'spare ones' }] }),
    );
    const stranger = await fleet.machine();
    const tries: [string, unknown[]][] = [
      [
        `update rollout set plan = plan || '{"windows": []}', plan_hash = plan_hash, editor_ids = '{}' where id = $1`,
        [saved.id],
      ],
      [`update rollout set state = 'draft', editor_ids = '{}' where id = $1`, [saved.id]],
      [
        `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
        [saved.id, stranger, fleet.scopeId],
      ],
      [
        `update rollout_member set excluded = null where rollout_id = $1 and machine_id = $2`,
        [saved.id, excluded],
      ],
      [`update rollout_member set wave = 0 where rollout_id = $1 and machine_id = $2`, [saved.id, machineId]],
      [`update rollout_wave set opened_at = now() where rollout_id = $1`, [saved.id]],
      [`update approval set voided_at = null where rollout_id = $1`, [saved.id]],
    ];
    for (const [sql, values] of tries) await expect(asWeb(sql, values), sql).rejects.toThrow();
  });

  it('slips no machine into a draft that somebody submits', async () => {
    const { own } = await waiting();
    const saved = await saveDraft(fleet, draftOf(fleet, own));
    const stranger = await fleet.machine();
    await asWeb(
      `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
      [saved.id, stranger, fleet.scopeId],
    );
    await expect(submit(fleet, saved)).rejects.toThrow(/did not choose/);
  });

  it('slips no wave into it either', async () => {
    const { own } = await waiting();
    const saved = await saveDraft(fleet, draftOf(fleet, own));
    await asWeb(
      `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds)
       values ($1, 7, $2, 'One more', '{"kind": "rest"}', '{}', 0)`,
      [saved.id, fleet.scopeId],
    );
    await expect(submit(fleet, saved)).rejects.toThrow(/did not choose/);
  });

  it('adds nothing in the very moment in which somebody submits', async () => {
    const { own } = await waiting();
    const saved = await saveDraft(fleet, draftOf(fleet, own));
    const stranger = await fleet.machine();
    const person = await fleet.admin.connect();
    await person.query('begin');
    await person.query(`update rollout set state = 'awaiting-approval' where id = $1`, [saved.id]);
    const added = asWeb(
      `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason) values ($1, $2, $3, 0, '{}')`,
      [saved.id, stranger, fleet.scopeId],
    );
    const refused = expect(added).rejects.toThrow(/takes nothing more/);
    const isWaiting = () =>
      fleet.rows(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%rollout_member%'`,
      );
    await expect.poll(isWaiting).toHaveLength(1);
    await person.query('commit');
    person.release();
    await refused;
  });

  it('that sends a plan back to be a draft loses its approvals and members', async () => {
    const { own } = await waiting();
    const saved = await approved(fleet, draftOf(fleet, own));
    await asWeb(`update rollout set state = 'draft' where id = $1`, [saved.id]);
    await asWeb(`update rollout set state = 'approved' where id = $1`, [saved.id]);
    expect(await fleet.rows('select 1 from rollout_member where rollout_id = $1', [saved.id])).toEqual([]);
    expect(
      await fleet.rows('select 1 from approval where rollout_id = $1 and voided_at is null', [saved.id]),
    ).toEqual([]);
  });
});
