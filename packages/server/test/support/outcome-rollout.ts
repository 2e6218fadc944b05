import { randomUUID } from 'node:crypto';
import {
  insertJob,
  insertMachine,
  insertReceipt,
  insertRollout,
  type RolloutRef,
  type TestDatabase,
} from '@teredo-fleet/db/testing';
import { AGENT_JOB_STATES, SERVER_JOB_STATES, TERMINAL_JOB_STATES } from '@teredo-fleet/protocol';
import { sampleObservation } from './sample-observation';

/** Every state that a job can be in once it was offered. */
export const STATES = [...AGENT_JOB_STATES, ...SERVER_JOB_STATES].filter((state) => state !== 'requested');

/** Names that a spreadsheet, a terminal, a font or a reader's eye trips over. */
export const ODD_NAMES = [
  '=HYPERLINK("http://192.0.2.1","x")',
  "+cmd|' /C calc'!A0",
  '-1+1',
  '@SUM(A1)',
  'quote"comma,semi;colon',
  'two\nlines',
  'שרת ראשי 1',
  'خادم الاختبار',
  '測試主機 サーバー 서버',
  'emoji 🖥️👩‍💻',
  'left\u202Eexe.txt',
  'Zürich Ωmega Жук',
  `long-${'x'.repeat(180)}`,
];

/** The author and the approver. */
export const OVERRIDERS = ['Ada "the author"', 'Benoît, approver'];

const STEP = {
  step: { kind: 'set-teredo' },
  outcome: 'done',
  exitCode: 0,
  output: 'Ok.\r\n\u001B[31m',
  startedAt: 1_700_000_000_000,
  finishedAt: 1_700_000_001_500,
};

const FINISH = `
update job set before = $2, after = $3, steps = $4, unmet = $5, blockers = $6, detail = $7,
  started_at = created_at + interval '1 second', status_version = 3,
  state = $8, finished_at = case when $9 then created_at + make_interval(secs => $10) end
where id = $1`;

const OPEN: readonly string[] = STATES.filter((state) => !TERMINAL_JOB_STATES.includes(state));

/** A planned rollout with a machine for each state and each odd name, some of them left out or late, and two attempts of one. */
export async function outcomeRollout(database: TestDatabase): Promise<RolloutRef> {
  const admin = database.pool('admin');
  const { rows } = await admin.query<{ id: string }>(`select id from scope where name = 'Everything'`);
  const scopeId = rows[0]!.id;
  const author = randomUUID();
  const approver = randomUUID();
  await admin.query(
    `insert into "user" (id, name, email, role) values ($1, $3, 'ada@example.com', 'operator'),
       ($2, $4, 'ben@example.com', 'approver')`,
    [author, approver, ...OVERRIDERS],
  );
  const rollout = await insertRollout(admin, scopeId, {
    kind: 'planned',
    state: 'running',
    authorId: author,
  });
  await admin.query(`update rollout set name = $2, reason = $3, started_at = created_at where id = $1`, [
    rollout.id,
    'Teredo off, אתר חיפה "phase 1" 🚀',
    'The STIG asks for it;\nsee the ticket',
  ]);
  await admin.query(
    `insert into approval (rollout_id, scope_id, plan_hash, approver_id, kind, reason) values ($1, $2, $3, $4, 'approval', '=1+1')`,
    [rollout.id, scopeId, rollout.planHash, approver],
  );
  for (const [number, name] of ['Canary', 'The rest'].entries()) {
    await admin.query(
      `insert into rollout_wave (rollout_id, number, scope_id, name, selection, gate, patience_seconds, opened_at)
       values ($1, $2, $3, $4, $5, $6, 3600, now())`,
      [
        rollout.id,
        number,
        scopeId,
        name,
        number === 0 ? { kind: 'count', count: 5 } : { kind: 'rest' },
        {
          maxFailures: 3,
          minSample: 1,
          maxFailPercent: 20,
          successPercent: 90,
          coveragePercent: 80,
          maxLatePercent: 10,
          maxBlockedPercent: 10,
          soakSeconds: 60,
          promotion: 'automatic',
        },
      ],
    );
  }
  const member = async (
    machineId: string,
    wave: number,
    rest: { excluded?: unknown; late?: boolean; attempt?: number } = {},
  ) => {
    await admin.query(
      `insert into rollout_member (rollout_id, machine_id, scope_id, wave, reason, excluded, late_at, attempt)
       values ($1, $2, $3, $4, '{"kind": "rest"}', $5, case when $6 then now() end, $7)`,
      [rollout.id, machineId, scopeId, wave, rest.excluded ?? null, rest.late ?? false, rest.attempt ?? 1],
    );
  };
  const end = (jobId: string, state: string, seconds: number) =>
    admin.query(FINISH, [
      jobId,
      sampleObservation(),
      state === 'verified' ? sampleObservation({ state: 'qualified', verdict: 'yes' }) : null,
      JSON.stringify([STEP]),
      JSON.stringify(state === 'verify-failed' ? [{ fact: 'teredo', wanted: 'off', found: '=client' }] : []),
      JSON.stringify(
        state === 'blocked' ? [{ code: 'group-policy-rules', text: 'A policy decides "it".' }] : [],
      ),
      state === 'failed' ? '-the command failed\nwith two lines' : null,
      state,
      !OPEN.includes(state),
      seconds,
    ]);
  /** In an emergency its author and its approver decided that the answer of a machine's users is not waited for. */
  const overridden = async () => {
    const machine = await insertMachine(admin, { scopeId, hostname: 'passed-over' });
    await member(machine.id, 1);
    const job = await insertJob(admin, rollout, machine, { state: 'offered', goGranted: 5 });
    await end(job.id, 'verified', 90);
    await insertReceipt(admin, job, { answer: 'timed-out' });
    await insertReceipt(admin, job, { answer: 'informed', round: 1, overriddenBy: OVERRIDERS });
    await admin.query(
      `with asked as (
         insert into notice_override (rollout_id, scope_id, plan_hash, machines, asked_by_id, asked_at, ask_reason, granted_by_id, granted_at, grant_reason)
         values ($1, $2, $3, 1, $4, now(), 'the tunnel is attacked', $5, now(), '=seen it too') returning id)
       insert into notice_override_job (override_id, job_id, scope_id, payload, signature, signed_at)
       select id, $6, $2, '\\x01', '\\x02', now() from asked`,
      [rollout.id, scopeId, rollout.planHash, author, approver, job.id],
    );
  };
  let seconds = 60;
  for (const [index, state] of STATES.entries()) {
    const machine = await insertMachine(admin, { scopeId, hostname: `host-${state}` });
    await member(machine.id, index % 2, { late: state === 'expired' });
    const job = await insertJob(admin, rollout, machine, {
      state: 'offered',
      ...(['running', 'verifying'].includes(state) ? { goGranted: 5 } : {}),
    });
    seconds += 37;
    await end(job.id, state, seconds);
    if (state === 'refused') await insertReceipt(admin, job, { answer: 'refused' });
    if (state === 'verified') {
      await insertReceipt(admin, job, { session: 's,"1"', answer: 'deferred', deferredForSeconds: 60 });
      await insertReceipt(admin, job, { session: 's,"1"', answer: 'acknowledged', round: 1 });
    }
  }
  for (const hostname of ODD_NAMES) {
    const machine = await insertMachine(admin, { scopeId, hostname });
    await member(machine.id, 1);
    const job = await insertJob(admin, rollout, machine, { state: 'offered' });
    seconds += 11;
    await end(job.id, 'verified', seconds);
  }
  const again = await insertMachine(admin, { scopeId, hostname: 'tried-twice' });
  await member(again.id, 0, { attempt: 2 });
  for (const [attempt, state] of [
    [1, 'failed'],
    [2, 'verified'],
  ] as const) {
    const job = await insertJob(admin, rollout, again, { state: 'offered', attempt });
    await end(job.id, state, seconds + attempt);
  }
  await overridden();
  const left = await insertMachine(admin, { scopeId, hostname: 'left-out' });
  await member(left.id, 1, { excluded: { kind: 'by-plan', reason: '=a reason' } });
  const waiting = await insertMachine(admin, { scopeId, hostname: 'waits-for-its-wave' });
  await member(waiting.id, 1);
  await admin.query(
    `insert into audit_entry (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, after, reason, address)
     select $1::uuid, 'user', 'u', 'Ada "the author"', 'rollout.submit', 'rollout', $2::text, 'x',
       '{"preview": {"targeted": 31, "waves": [{"name": "Canary", "counts": {"willChange": 5}, "outOfContact": 1}], "groups": [{"text": "Will be changed", "machines": 30}]}}'::jsonb,
       'because', '192.0.2.7'
     union all select $1::uuid, 'system', null, 'engine', 'rollout.open-wave', 'rollout', $2::text, 'x',
       '{"wave": 1, "judged": {"wave": 0, "checks": [{"name": "success", "comparison": "at-least", "part": 4, "whole": 5, "percent": 80, "passes": true, "text": "4 of 5 results are good, 80 % needed."}]}}'::jsonb, null, null
     union all select $1::uuid, 'user', 'u', 'Somebody', 'machine.retire', 'machine', 'another', 'x', null, 'of no concern', null`,
    [scopeId, rollout.id],
  );
  await admin.query(
    `insert into audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id)
     select scope_id, 'system', 'signer', 'job.sign', 'job', id::text from job where rollout_id = $1`,
    [rollout.id],
  );
  return rollout;
}
