-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "policy_id" UUID;

-- CreateTable
CREATE TABLE "policy" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "scope_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "desired_hash" BYTEA NOT NULL,
    "author_id" TEXT NOT NULL,
    "editor_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),
    "repairs_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_approval" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "policy_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "approver_id" TEXT NOT NULL,
    "reason" TEXT,
    "approved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_precedence" (
    "winner_id" UUID NOT NULL,
    "loser_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "winner_desired_hash" BYTEA NOT NULL,
    "loser_desired_hash" BYTEA NOT NULL,
    "decided_by_id" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT NOT NULL,

    CONSTRAINT "policy_precedence_pkey" PRIMARY KEY ("winner_id","loser_id")
);

-- CreateTable
CREATE TABLE "machine_policy" (
    "machine_id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "standing" TEXT NOT NULL,
    "rival_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "detail" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "observed_at" TIMESTAMPTZ(3),
    "judged_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "machine_policy_pkey" PRIMARY KEY ("machine_id","policy_id")
);

-- CreateTable
CREATE TABLE "policy_due" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "machine_id" UUID NOT NULL,

    CONSTRAINT "policy_due_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "policy_scope_id_label_idx" ON "policy"("scope_id", "label");

-- CreateIndex
CREATE INDEX "policy_approval_policy_id_idx" ON "policy_approval"("policy_id");

-- CreateIndex
CREATE INDEX "machine_policy_policy_id_verdict_standing_idx" ON "machine_policy"("policy_id", "verdict", "standing");

-- CreateIndex
CREATE INDEX "rollout_policy_id_created_at_idx" ON "rollout"("policy_id", "created_at");

-- AddForeignKey
ALTER TABLE "policy_approval" ADD CONSTRAINT "policy_approval_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_policy" ADD CONSTRAINT "machine_policy_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table policy
  add constraint policy_mode check (mode in ('audit', 'enforce')),
  add constraint policy_version check (version >= 1),
  add constraint policy_hashes check (octet_length(content_hash) = 32 and octet_length(desired_hash) = 32);
-- Names are what people tell policies apart by.
create unique index policy_name on policy (scope_id, lower(name)) where retired_at is null;
alter table policy_approval add constraint policy_approval_hash check (octet_length(content_hash) = 32);
alter table policy_precedence
  add constraint policy_precedence_two check (winner_id <> loser_id),
  add constraint policy_precedence_hashes check (
    octet_length(winner_desired_hash) = 32 and octet_length(loser_desired_hash) = 32);
-- Of two either the one or the other.
create unique index policy_precedence_pair on policy_precedence (least(winner_id, loser_id), greatest(winner_id, loser_id));
alter table machine_policy
  add constraint machine_policy_verdict check (verdict in ('compliant', 'drifted', 'blocked', 'ineffective', 'unknown')),
  add constraint machine_policy_standing check (standing in ('alone', 'wins', 'yields', 'undecided'));

alter table rollout drop constraint rollout_kind;
alter table rollout
  add constraint rollout_kind check (kind in ('single', 'planned', 'rollback', 'repair')),
  add constraint rollout_policy check ((kind = 'repair') = (policy_id is not null));
-- One repair of a policy at a time: what drifts meanwhile waits for the next one.
create unique index rollout_one_repair on rollout (policy_id) where kind = 'repair' and finished_at is null;
alter table approval drop constraint approval_kind;
-- policy: the plan follows from a policy, and whoever approved that approved it.
alter table approval add constraint approval_kind check (kind in ('single', 'approval', 'emergency', 'policy'));

-- ---------------------------------------------------------------- a policy's history

create function keep_policy_version() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  if (old.id, old.scope_id) is distinct from (new.id, new.scope_id) then
    raise exception 'policy % stays where it is', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if old.retired_at is not null then
    raise exception 'policy % is retired and stays as it is', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if (old.content, old.content_hash, old.mode, old.label) is distinct from (new.content, new.content_hash, new.mode, new.label)
    and new.version <> old.version + 1 then
    raise exception 'policy % means something else only with a new version', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
revoke execute on function keep_policy_version() from public;
create trigger policy_version before update on policy for each row execute function keep_policy_version();

-- ---------------------------------------------------------------- what is to be looked at again

create function policy_due_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if exists (select from public.policy p where p.retired_at is null)
    or exists (select from public.machine_policy v where v.machine_id = new.id) then
    insert into public.policy_due (machine_id) values (new.id);
  end if;
  return null;
end
$$;
create trigger policy_due_enrolled after insert on machine for each row execute function policy_due_machine();
create trigger policy_due_moved after update of labels, status, scope_id on machine for each row
  when ((old.labels, old.status, old.scope_id) is distinct from (new.labels, new.status, new.scope_id))
  execute function policy_due_machine();

create function policy_due_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if exists (select from public.policy p where p.retired_at is null and p.scope_id = new.scope_id) then
    insert into public.policy_due (machine_id) values (new.machine_id);
  end if;
  return null;
end
$$;
create trigger policy_due_seen after insert on machine_facts for each row execute function policy_due_facts();
create trigger policy_due_changed after update of observation_hash on machine_facts for each row
  when (old.observation_hash is distinct from new.observation_hash) execute function policy_due_facts();

-- Those that it is for, those that it was for, and those of its rivals, which may have to yield or not any more.
create function policy_due_all() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.policy_due (machine_id)
  select m.id from public.machine m where m.scope_id = new.scope_id and m.status <> 'retired' and m.labels @> array[new.label]
  union
  select v.machine_id from public.machine_policy v where v.policy_id = new.id;
  return null;
end
$$;
create trigger policy_due_made after insert on policy for each row execute function policy_due_all();
create trigger policy_due_edited after update on policy for each row
  when ((old.content_hash, old.retired_at) is distinct from (new.content_hash, new.retired_at))
  execute function policy_due_all();

create function policy_due_decided() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  decided record;
begin
  if tg_op = 'DELETE' then decided := old; else decided := new; end if;
  insert into public.policy_due (machine_id)
  select v.machine_id from public.machine_policy v where v.policy_id = decided.winner_id
  intersect
  select v.machine_id from public.machine_policy v where v.policy_id = decided.loser_id;
  return null;
end
$$;
create trigger policy_due_decided after insert or delete on policy_precedence for each row execute function policy_due_decided();

create function forget_machine_policies() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.machine_policy where machine_id = old.id;
  delete from public.policy_due where machine_id = old.id;
  return null;
end
$$;
create trigger forget_policies after delete on machine for each row execute function forget_machine_policies();
revoke execute on function policy_due_machine(), policy_due_facts(), policy_due_all(), policy_due_decided(),
  forget_machine_policies() from public;

-- ---------------------------------------------------------------- which rows each may see

do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
  name text;
begin
  foreach name in array array['policy', 'policy_approval', 'policy_precedence', 'machine_policy'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy web on %I for all to teredo_fleet_web using (%s) with check (%s)', name, visible, visible);
    execute format('create policy engine on %I for all to teredo_fleet_engine using (true) with check (true)', name);
  end loop;
  create policy signer_read on policy for select to teredo_fleet_signer using (true);
  create policy signer_read on policy_approval for select to teredo_fleet_signer using (true);
end
$$;

-- engine: repairs alone, whole before they begin. The signer holds each to the policy as it was approved.
create policy engine_repairs on rollout as restrictive for insert to teredo_fleet_engine
  with check (kind = 'repair' and state = 'draft' and rollback_of_id is null);
create policy engine_repairs on rollout_wave as restrictive for insert to teredo_fleet_engine
  with check (num_nonnulls(opened_at, gate_met_at, promoted_at, overridden_at) = 0 and exists (
    select from rollout r where r.id = rollout_id and r.kind = 'repair' and r.state = 'draft' and r.scope_id = rollout_wave.scope_id));
create policy engine_insert_repaired on rollout_member for insert to teredo_fleet_engine
  with check (late_at is null and acknowledged_attempt is null and exists (
    select from rollout r where r.id = rollout_id and r.kind = 'repair' and r.state = 'draft' and r.scope_id = rollout_member.scope_id));
create policy engine_repairs on approval as restrictive for insert to teredo_fleet_engine with check (kind = 'policy');
create policy web_policies on approval as restrictive for insert to teredo_fleet_web with check (kind <> 'policy');
create policy web_repairs on rollout as restrictive for insert to teredo_fleet_web with check (kind <> 'repair');

-- ---------------------------------------------------------------- rights

grant select, insert, update (name, label, mode, version, content, content_hash, desired_hash, author_id, editor_ids, reason,
  changed_at, retired_at, repairs_from) on policy to teredo_fleet_web;
grant select, insert on policy_approval to teredo_fleet_web;
grant select, insert, delete on policy_precedence to teredo_fleet_web;
grant select on machine_policy to teredo_fleet_web;
-- Locking a row needs the right to update a column of it: one whose change decides nothing.
grant select, update (changed_at) on policy to teredo_fleet_engine;
grant select on policy_approval, policy_precedence to teredo_fleet_engine;
grant select, insert, update, delete on machine_policy to teredo_fleet_engine;
grant select, delete on policy_due to teredo_fleet_engine;
grant insert on rollout, rollout_wave, approval to teredo_fleet_engine;
grant select on policy, policy_approval to teredo_fleet_signer;
