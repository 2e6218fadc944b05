import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Queryable } from '../client/queryable';

/** What a made machine is known by. */
export interface MachineRef {
  id: string;
  scopeId: string;
  enrolmentId: string;
  hostname: string;
}

export interface RolloutRef {
  id: string;
  scopeId: string;
  planHash: Buffer;
}

export interface JobRef {
  id: string;
  machineId: string;
  rolloutId: string;
}

/** A notice policy of one kind, with the rest as most tests want it. */
export function noticePolicy(
  kind: 'none' | 'inform' | 'acknowledge' | 'defer',
  rest: Record<string, unknown> = {},
) {
  return {
    policy: {
      kind,
      mayRefuse: true,
      minimumNoticeSeconds: 0,
      maxDeferrals: 3,
      minimumDeferralSeconds: 60,
      answerTimeoutSeconds: 600,
      whenNobodyLoggedOn: 'start',
      ...rest,
    },
    texts: [],
  };
}

/** The scope that is always there. */
export async function everythingScope(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ id: string }>(`select id from scope where name = 'Everything'`);
  return rows[0]?.id ?? '';
}

export async function insertScope(db: Queryable, name = `scope ${randomUUID()}`): Promise<string> {
  const { rows } = await db.query<{ id: string }>('insert into scope (name) values ($1) returning id', [
    name,
  ]);
  return rows[0]?.id ?? '';
}

/** An active Linux machine, unless said otherwise. Needs the owner's or the superuser's pool. */
export async function insertMachine(
  db: Queryable,
  rest: Partial<MachineRef> & { status?: string } = {},
): Promise<MachineRef> {
  const scopeId = rest.scopeId ?? (await everythingScope(db));
  const hostname = rest.hostname ?? `host-${randomBytes(4).toString('hex')}`;
  const status = rest.status ?? 'active';
  const enrolmentId = rest.enrolmentId ?? randomUUID();
  const { rows } = await db.query<{ id: string }>(
    `insert into machine (id, scope_id, hostname, status, platform, agent_version, agent_key, enrolment_id, hardware_id, retired_at)
     values ($1, $2, $3, $4, 'linux', '1.0.0', $5, $6, 'hardware-1', case when $4 = 'retired' then now() end) returning id`,
    [rest.id ?? randomUUID(), scopeId, hostname, status, randomBytes(32), enrolmentId],
  );
  return { id: rows[0]?.id ?? '', scopeId, enrolmentId, hostname };
}

/** A running rollout of one machine, unless said otherwise. */
export async function insertRollout(
  db: Queryable,
  scopeId: string,
  rest: { state?: string; kind?: string; authorId?: string } = {},
): Promise<RolloutRef> {
  const plan = { v: 1, made: randomUUID() };
  const planHash = createHash('sha256').update(JSON.stringify(plan)).digest();
  const state = rest.state ?? 'running';
  const { rows } = await db.query<{ id: string }>(
    `insert into rollout (scope_id, name, kind, state, plan, plan_hash, author_id, finished_at)
     values ($1, 'Turn Teredo on', $2, $3, $4, $5, $6, case when $3 in ('done', 'aborted') then now() end) returning id`,
    [scopeId, rest.kind ?? 'single', state, plan, planHash, rest.authorId ?? 'author'],
  );
  return { id: rows[0]?.id ?? '', scopeId, planHash };
}

export interface JobRest {
  state?: string;
  work?: unknown;
  notice?: unknown;
  windows?: [number, number][];
  /** Seconds from now. */
  notBefore?: number;
  notAfter?: number;
  signed?: boolean;
  offered?: boolean;
  /** Seconds ago. */
  goGranted?: number;
  attempt?: number;
  contactWindowSeconds?: number;
  cancelRequested?: boolean;
  /** What the machine should have been before; null: nothing was asked of it. */
  wantedBefore?: { desired: unknown; rolloutId: string } | null;
}

const INSERT_JOB = `
with numbered as (
  update machine set last_sequence = last_sequence + 1 where id = $2 returning last_sequence
)
insert into job (rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, windows, contact_window_seconds,
  verify, not_before, not_after, state, payload, signature, signed_at, offered_at, go_ask_id, go_granted_at, cancel_requested_at, created_at,
  wanted_before)
select $1, $2, $3, $4, $5, last_sequence, $6, $7, $8, $9, '{"attempts": 3, "intervalSeconds": 5}',
  now() + make_interval(secs => $10), now() + make_interval(secs => $11), $12,
  case when $13 then 'payload'::bytea end, case when $13 then 'signature'::bytea end, case when $13 then now() end,
  case when $14 then now() end, case when $15::float8 is not null then gen_random_uuid() end,
  now() - make_interval(secs => $15::float8), case when $16 then now() end, clock_timestamp(), $17
from numbered returning id`;

/** A signed and offered job without a notice, unless said otherwise. */
export async function insertJob(
  db: Queryable,
  rollout: RolloutRef,
  machine: MachineRef,
  rest: JobRest = {},
): Promise<JobRef> {
  const state = rest.state ?? 'offered';
  const { rows } = await db.query<{ id: string }>(INSERT_JOB, [
    rollout.id,
    machine.id,
    machine.scopeId,
    machine.enrolmentId,
    rest.attempt ?? 1,
    JSON.stringify(rest.work ?? { kind: 'apply', desired: { teredo: { mode: 'on' } } }),
    JSON.stringify(rest.notice ?? noticePolicy('none')),
    JSON.stringify(rest.windows ?? []),
    rest.contactWindowSeconds ?? 60,
    rest.notBefore ?? -60,
    rest.notAfter ?? 3600,
    state,
    rest.signed ?? state !== 'requested',
    rest.offered ?? !['requested', 'queued'].includes(state),
    rest.goGranted ?? null,
    rest.cancelRequested ?? false,
    rest.wantedBefore ?? null,
  ]);
  return { id: rows[0]?.id ?? '', machineId: machine.id, rolloutId: rollout.id };
}

/** The newest session of a machine, connected. */
export async function insertContact(
  db: Queryable,
  machineId: string,
  rest: { epoch?: number; serverId?: string; seenSecondsAgo?: number } = {},
): Promise<void> {
  await db.query(
    `insert into machine_contact (machine_id, epoch, connected, server_id, door, boot_id, hardware_id, connected_at, last_seen_at)
     values ($1, $2, true, $3, 'ws', 'boot-1', 'hardware-1', now(), now() - make_interval(secs => $4))`,
    [machineId, rest.epoch ?? 1, rest.serverId ?? randomUUID(), rest.seenSecondsAgo ?? 0],
  );
}

export interface ReceiptRest {
  session?: string;
  answer?: string;
  displayedSecondsAgo?: number | null;
  receivedSecondsAgo?: number;
  deferredForSeconds?: number;
  round?: number;
  attempt?: number;
  /** Names of the two people who decided that its answer is not waited for. */
  overriddenBy?: string[];
}

export async function insertReceipt(db: Queryable, job: JobRef, rest: ReceiptRest = {}): Promise<void> {
  await db.query(
    `insert into receipt (job_id, scope_id, attempt, session, channel, language, text_sha256, queued_at, on_agent_at, displayed_at, answer, deferred_until, deferrals,
       received_at, overridden_by)
     select id, scope_id, $2, $3, 'desktop-dialog', 'en', repeat('0', 64), now(), now(), now() - make_interval(secs => $4), $5, now() + make_interval(secs => $6), $7,
       now() - make_interval(secs => $8), $9
     from job where id = $1`,
    [
      job.id,
      rest.attempt ?? 1,
      rest.session ?? 'session-1',
      rest.displayedSecondsAgo === undefined ? 1 : rest.displayedSecondsAgo,
      rest.answer ?? 'acknowledged',
      rest.deferredForSeconds ?? null,
      rest.round ?? 0,
      rest.receivedSecondsAgo ?? 0,
      rest.overriddenBy ?? [],
    ],
  );
}

/** Tells the server of a session's link, as its machine does. `code`: 20 characters. */
export async function insertNoticeLink(
  db: Queryable,
  job: JobRef,
  code: string,
  rest: { session?: string; attempt?: number } = {},
): Promise<Buffer> {
  const codeSha256 = createHash('sha256').update(code).digest();
  await db.query(
    `insert into notice_link (code_sha256, job_id, scope_id, attempt, session)
     select $2, id, scope_id, $3, $4 from job where id = $1`,
    [job.id, codeSha256, rest.attempt ?? 1, rest.session ?? 'session-1'],
  );
  return codeSha256;
}
