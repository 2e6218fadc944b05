-- A finding of one rule that somebody answers for: for one machine or for those with a label, until a day that is named.

-- AlterTable
ALTER TABLE "machine_finding" ADD COLUMN     "rule_version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "waiver" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "scope_id" UUID NOT NULL,
    "rule_id" TEXT NOT NULL,
    "rule_version" INTEGER NOT NULL,
    "machine_id" UUID,
    "label" TEXT,
    "owner" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by_id" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by_id" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "revoke_reason" TEXT,
    "expiry_entered_at" TIMESTAMPTZ(3),

    CONSTRAINT "waiver_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "waiver_rule_id_scope_id_idx" ON "waiver"("rule_id", "scope_id");

-- CreateIndex
CREATE INDEX "waiver_machine_id_idx" ON "waiver"("machine_id");

-- ---------------------------------------------------------------- values

alter table machine_finding add constraint machine_finding_rule_version check (rule_version >= 1);
alter table waiver
  add constraint waiver_rule_id check (rule_id ~ '^[a-z0-9-]{1,64}$'),
  add constraint waiver_rule_version check (rule_version >= 1),
  add constraint waiver_one_target check ((machine_id is null) <> (label is null)),
  -- A year, a leap day and the hours of a time zone: the verb is stricter and says so.
  add constraint waiver_lasts check (expires_at > granted_at and expires_at <= granted_at + interval '368 days'),
  add constraint waiver_revoked check (
    (revoked_at is null) = (revoked_by_id is null) and (revoked_at is null) = (revoke_reason is null)),
  add constraint waiver_expiry_entered check (expiry_entered_at is null or revoked_at is null or revoked_at >= expires_at);
create index waiver_to_enter on waiver (expires_at) where expiry_entered_at is null and revoked_at is null;

-- ---------------------------------------------------------------- what hangs on a machine goes with it

create or replace function forget_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
  delete from public.machine_finding where machine_id = old.id;
  delete from public.waiver where machine_id = old.id;
  delete from public.machine_teredo_server where machine_id = old.id;
  delete from public.machine_application where machine_id = old.id;
  delete from public.machine_updater where machine_id = old.id;
  delete from public.agent_update_machine where machine_id = old.id;
  delete from public.observation_history where machine_id = old.id;
  delete from public.machine_desired where machine_id = old.id;
  delete from public.machine_request where machine_id = old.id;
  delete from public.poll_session where machine_id = old.id;
  return old;
end
$$;

-- ---------------------------------------------------------------- the end of one

-- By the clock a waiver ends whether anybody looks or not; this says so in the audit trail, once.
create function enter_expired_waivers(at_most integer) returns setof uuid
  language sql security definer set search_path = pg_catalog, public
as $$
  with expired as (
    select w.id from public.waiver w
    where w.expiry_entered_at is null and w.revoked_at is null and w.expires_at <= now()
    order by w.expires_at limit at_most for update skip locked
  ),
  told as (
    update public.waiver w set expiry_entered_at = now() from expired e where w.id = e.id
    returning w.*
  ),
  audited as (
    insert into public.audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, outcome, after, reason)
    select t.scope_id, 'system', 'engine', 'waiver.expire', 'waiver', t.id::text,
      t.rule_id || ' (' || coalesce(m.hostname, 'label ' || t.label, 'a machine') || ')', 'done',
      jsonb_build_object('ruleId', t.rule_id, 'ruleVersion', t.rule_version, 'machineId', t.machine_id, 'hostname', m.hostname,
        'label', t.label, 'owner', t.owner, 'expiresAt', to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      'It was granted until ' || to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC.'
    from told t left join public.machine m on m.id = t.machine_id
  )
  select id from told
$$;

revoke execute on function enter_expired_waivers(integer) from public;
grant execute on function enter_expired_waivers(integer) to teredo_fleet_engine;

-- ---------------------------------------------------------------- which rows each may see, and rights

grant select, insert, update (revoked_by_id, revoked_at, revoke_reason) on waiver to teredo_fleet_web;
grant select on waiver to teredo_fleet_engine;

do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
begin
  alter table waiver enable row level security;
  create policy server_read on waiver for select to teredo_fleet_engine using (true);
  execute format('create policy web on waiver for all to teredo_fleet_web using (%s) with check (%s)', visible, visible);
end
$$;
