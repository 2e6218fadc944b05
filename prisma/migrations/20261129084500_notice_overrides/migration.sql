-- AlterTable
ALTER TABLE "receipt" ADD COLUMN     "overridden_by" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "notice_override" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "rollout_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "plan_hash" BYTEA NOT NULL,
    "machines" INTEGER NOT NULL,
    "asked_by_id" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ask_reason" TEXT NOT NULL,
    "granted_by_id" TEXT,
    "granted_at" TIMESTAMPTZ(3),
    "grant_reason" TEXT,
    "closed_by_id" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT,

    CONSTRAINT "notice_override_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_override_job" (
    "override_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "payload" BYTEA,
    "signature" BYTEA,
    "signed_at" TIMESTAMPTZ(3),
    "refusal" TEXT,

    CONSTRAINT "notice_override_job_pkey" PRIMARY KEY ("override_id","job_id")
);

-- CreateIndex
CREATE INDEX "notice_override_rollout_id_idx" ON "notice_override"("rollout_id");

-- CreateIndex
CREATE INDEX "notice_override_job_job_id_idx" ON "notice_override_job"("job_id");

-- AddForeignKey
ALTER TABLE "notice_override" ADD CONSTRAINT "notice_override_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_override_job" ADD CONSTRAINT "notice_override_job_override_id_fkey" FOREIGN KEY ("override_id") REFERENCES "notice_override"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_override_job" ADD CONSTRAINT "notice_override_job_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table receipt
  add constraint receipt_overridden_by check (overridden_by is not null and cardinality(overridden_by) in (0, 2));
alter table notice_override
  add constraint notice_override_plan_hash check (octet_length(plan_hash) = 32),
  add constraint notice_override_machines check (machines >= 1),
  add constraint notice_override_two check (granted_by_id <> asked_by_id),
  add constraint notice_override_granted check (
    (granted_by_id is null) = (granted_at is null) and (granted_at is null) = (grant_reason is null)),
  add constraint notice_override_one_end check (granted_at is null or closed_at is null);
alter table notice_override_job
  add constraint notice_override_job_signed check (
    (payload is null) = (signature is null) and (signature is null) = (signed_at is null)
    and (signed_at is null or refusal is null));
-- One is asked for at a time: the second person sees what there is to grant.
create unique index notice_override_open on notice_override (rollout_id) where granted_at is null and closed_at is null;
create index notice_override_job_unsigned on notice_override_job (override_id) where signed_at is null and refusal is null;

-- ---------------------------------------------------------------- the users' page

create or replace function notice_page(link bytea) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public
  begin atomic
    select jsonb_build_object(
      'now', now(),
      'hostname', m.hostname,
      'timeZone', m.time_zone,
      'superseded', j.attempt <> l.attempt or m.enrolment_id <> j.enrolment_id,
      'job', jsonb_build_object(
        'state', j.state, 'until', j.until, 'work', j.work, 'notice', j.notice, 'windows', j.windows,
        'notBefore', j.not_before, 'notAfter', j.not_after, 'startedAt', j.started_at, 'finishedAt', j.finished_at,
        'cancelRequestedAt', j.cancel_requested_at, 'before', j.before - 'evidence', 'after', j.after - 'evidence'),
      'rollout', jsonb_build_object('name', r.name, 'reason', r.reason, 'author', u.name, 'email', u.email),
      'organisation', (select s.value from setting s where s.key = 'organisation'),
      'firstDisplayedAt', (
        select min(t.displayed_at) from receipt t where t.job_id = l.job_id and t.attempt = l.attempt),
      'override', (
        select jsonb_build_object(
          'askedBy', asked.name, 'askedAt', o.asked_at, 'askReason', o.ask_reason,
          'grantedBy', granted.name, 'grantedAt', o.granted_at, 'grantReason', o.grant_reason,
          'applied', exists (select from receipt t where t.job_id = l.job_id and t.overridden_by <> '{}'))
        from notice_override_job oj
        join notice_override o on o.id = oj.override_id and o.granted_at is not null
        left join "user" asked on asked.id = o.asked_by_id
        left join "user" granted on granted.id = o.granted_by_id
        where oj.job_id = l.job_id and oj.signed_at is not null
        order by o.granted_at limit 1),
      'receipts', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'answer', t.answer, 'channel', t.channel, 'answeredAt', t.answered_at, 'displayedAt', t.displayed_at,
          'deferredUntil', t.deferred_until, 'deferrals', t.deferrals) order by t.deferrals), '[]')
        from receipt t where t.job_id = l.job_id and t.attempt = l.attempt and t.session = l.session),
      'deferralsLeft', l.deferrals_left,
      'answers', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'answer', a.answer, 'until', a.until, 'at', a.at, 'outcome', a.outcome) order by a.id), '[]')
        from notice_answer a where a.job_id = l.job_id and a.attempt = l.attempt and a.session = l.session))
    from notice_link l
    join job j on j.id = l.job_id
    join machine m on m.id = j.machine_id
    join rollout r on r.id = j.rollout_id
    left join "user" u on u.id = r.author_id
    where l.code_sha256 = link and m.status <> 'retired' and notice_link_lasts(j.finished_at, j.not_after);
  end;

-- ---------------------------------------------------------------- rights

-- web: asks, grants and closes. signer: signs. gateway: tells machines, and lets changes start by it.
grant select, insert, update (granted_by_id, granted_at, grant_reason, closed_by_id, closed_at, close_reason) on notice_override
  to teredo_fleet_web;
grant select (override_id, job_id, scope_id, signed_at, refusal), insert (override_id, job_id, scope_id) on notice_override_job
  to teredo_fleet_web;
grant select on notice_override, notice_override_job to teredo_fleet_gateway, teredo_fleet_signer, teredo_fleet_engine;
grant update (payload, signature, signed_at, refusal) on notice_override_job to teredo_fleet_signer;
grant select on notice_override to teredo_fleet_reporter;
grant select (override_id, job_id, scope_id, signed_at, refusal) on notice_override_job to teredo_fleet_reporter;

do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
begin
  alter table notice_override enable row level security;
  alter table notice_override_job enable row level security;
  create policy server_read on notice_override for select
    to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer, teredo_fleet_reporter using (true);
  create policy server_read on notice_override_job for select
    to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer, teredo_fleet_reporter using (true);
  create policy signer_update on notice_override_job for update to teredo_fleet_signer using (true) with check (true);
  execute format('create policy web on notice_override for all to teredo_fleet_web using (%s) with check (%s)', visible, visible);
  execute format('create policy web_read on notice_override_job for select to teredo_fleet_web using (%s)', visible);
  execute format('create policy web_insert on notice_override_job for insert to teredo_fleet_web with check (%s)', visible);
end
$$;
