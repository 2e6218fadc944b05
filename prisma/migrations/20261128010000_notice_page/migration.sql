-- CreateTable
CREATE TABLE "notice_link" (
    "code_sha256" BYTEA NOT NULL,
    "job_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "session" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_link_pkey" PRIMARY KEY ("code_sha256")
);

-- CreateTable
CREATE TABLE "notice_answer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "session" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "language" TEXT NOT NULL,
    "text_sha256" TEXT NOT NULL,
    "code" TEXT,
    "address" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_link_job_id_attempt_session_key" ON "notice_link"("job_id", "attempt", "session");

-- CreateIndex
CREATE INDEX "notice_answer_job_id_attempt_session_idx" ON "notice_answer"("job_id", "attempt", "session");

-- AddForeignKey
ALTER TABLE "notice_link" ADD CONSTRAINT "notice_link_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice_answer" ADD CONSTRAINT "notice_answer_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table notice_link
  add constraint notice_link_code check (length(code_sha256) = 32),
  add constraint notice_link_session check (length(session) between 1 and 100);
alter table notice_answer
  add constraint notice_answer_answer check (answer in ('acknowledged', 'deferred', 'refused')),
  add constraint notice_answer_until check (until is null or answer = 'deferred'),
  add constraint notice_answer_outcome check (outcome in ('taken', 'too-late', 'answered-before', 'not-offered')),
  add constraint notice_answer_code check (code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'),
  -- The code is the proof that the machine judges by; afterwards nobody needs it.
  add constraint notice_answer_settled check (num_nulls(outcome, settled_at) in (0, 2) and (code is null) = (outcome is not null));

-- One answer of a session is on its way at a time.
create unique index notice_answer_open on notice_answer (job_id, attempt, session) where outcome is null;

alter table server_process drop constraint server_process_role;
alter table server_process
  add constraint server_process_role check (role in ('web', 'gateway', 'engine', 'signer', 'reporter', 'notice'));

-- ---------------------------------------------------------------- the page

-- The only ways in which the process of the page gets at anything: by a link's digest, which it can't guess either.

-- How long a link opens something after its change is over, or can't begin any more.
create function notice_link_lasts(finished_at timestamptz, not_after timestamptz) returns boolean
  language sql stable set search_path = pg_catalog
  return now() < coalesce(finished_at, not_after) + interval '30 days';

create function notice_page(link bytea) returns jsonb
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
      'receipts', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'answer', t.answer, 'channel', t.channel, 'answeredAt', t.answered_at, 'displayedAt', t.displayed_at,
          'deferredUntil', t.deferred_until, 'deferrals', t.deferrals) order by t.deferrals), '[]')
        from receipt t where t.job_id = l.job_id and t.attempt = l.attempt and t.session = l.session),
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

-- `kept`: it goes to the machine. `on-its-way`: one does already. `closed`: nothing is asked now, or not that.
create function answer_notice(link bytea, said text, wanted_until timestamptz, said_code text, said_language text,
    said_sha256 text, said_address text) returns text
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  told record;
begin
  select l.attempt, l.session, j.id, j.scope_id, j.machine_id, j.notice -> 'policy' as policy into told
  from public.notice_link l
  join public.job j on j.id = l.job_id and j.attempt = l.attempt
  join public.machine m on m.id = j.machine_id and m.enrolment_id = j.enrolment_id and m.status = 'active'
  where l.code_sha256 = link and l.code_sha256 = sha256(convert_to(said_code, 'UTF8'))
    and j.finished_at is null and j.cancel_requested_at is null and j.not_after > now()
    and j.state in ('offered', 'notifying', 'deferred')
  for no key update of j;
  if told is null then return 'closed'; end if;
  if said = 'refused' and not (told.policy ->> 'mayRefuse')::boolean then return 'closed'; end if;
  if said = 'deferred' and told.policy ->> 'kind' <> 'defer' then return 'closed'; end if;
  if (select count(*) from public.notice_answer a where a.job_id = told.id and a.attempt = told.attempt
      and a.session = told.session) >= 200 then return 'closed'; end if;
  insert into public.notice_answer (job_id, scope_id, attempt, session, answer, until, language, text_sha256, code, address)
  values (told.id, told.scope_id, told.attempt, told.session, said, wanted_until, said_language, said_sha256, said_code, said_address)
  on conflict (job_id, attempt, session) where outcome is null do nothing;
  if not found then return 'on-its-way'; end if;
  perform pg_notify('teredo_wake', 'gateway:' || told.machine_id);
  perform pg_notify('teredo_changed', 'job:' || told.id);
  return 'kept';
end
$$;

revoke execute on function notice_page(bytea) from public;
revoke execute on function answer_notice(bytea, text, timestamptz, text, text, text, text) from public;

-- Answers are kept for as long as the receipts of their job are.
create or replace function prune_receipts(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  cutoff := retention_cutoff('receipts', 30);
  with due as (
    select r.id from public.receipt r join public.job j on j.id = r.job_id
    where r.id < uuidv7_floor(cutoff) and j.finished_at < cutoff
    order by r.id limit at_most
  )
  delete from public.receipt r using due where r.id = due.id;
  get diagnostics pruned = row_count;
  with due as (
    select a.id from public.notice_answer a join public.job j on j.id = a.job_id
    where a.id < uuidv7_floor(cutoff) and j.finished_at < cutoff
    order by a.id limit at_most
  )
  delete from public.notice_answer a using due where a.id = due.id;
  perform enter_pruning('receipts', pruned, cutoff);
end
$$;

-- ---------------------------------------------------------------- rights

grant usage on schema public to teredo_fleet_notice;
grant select on _prisma_migrations to teredo_fleet_notice;
grant select, insert, update, delete on server_process to teredo_fleet_notice;
grant execute on function notice_page(bytea) to teredo_fleet_notice;
grant execute on function answer_notice(bytea, text, timestamptz, text, text, text, text) to teredo_fleet_notice;
-- gateway: writes what machines say of their links, and takes answers to them.
grant select, insert, update (code_sha256, told_at) on notice_link to teredo_fleet_gateway;
grant select, update (outcome, settled_at, code) on notice_answer to teredo_fleet_gateway;
-- Everybody else sees what was answered, and no code.
grant select (id, job_id, scope_id, attempt, session, answer, until, language, text_sha256, address, at, outcome, settled_at)
  on notice_answer to teredo_fleet_web, teredo_fleet_engine, teredo_fleet_reporter;
grant select (job_id, scope_id, attempt, session, told_at) on notice_link to teredo_fleet_web;

do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
begin
  alter table notice_link enable row level security;
  alter table notice_answer enable row level security;
  create policy gateway on notice_link for all to teredo_fleet_gateway using (true) with check (true);
  create policy gateway on notice_answer for all to teredo_fleet_gateway using (true) with check (true);
  create policy server_read on notice_answer for select to teredo_fleet_engine, teredo_fleet_reporter using (true);
  execute format('create policy web on notice_link for select to teredo_fleet_web using (%s)', visible);
  execute format('create policy web on notice_answer for select to teredo_fleet_web using (%s)', visible);
end
$$;
