-- Rules that an organisation writes itself. Whatever may change what one says of a machine notes the machine as due, in the same
-- transaction; the engine judges those, and every machine by a rule that is new, in portions.

-- CreateTable
CREATE TABLE "own_rule" (
    "id" TEXT NOT NULL,
    "scope_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "demand" TEXT NOT NULL,
    "remedy" TEXT NOT NULL,
    "applies_when" TEXT,
    "asks" TEXT NOT NULL,
    "reads_volatile" BOOLEAN NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by_id" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_by_id" TEXT,
    "retired_at" TIMESTAMPTZ(3),
    "retire_reason" TEXT,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "judged_at" TIMESTAMPTZ(3),
    "judged_to" UUID,
    "judged" INTEGER NOT NULL DEFAULT 0,
    "to_judge" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "own_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "own_rule_version" (
    "rule_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "applies_when" TEXT,
    "asks" TEXT NOT NULL,
    "changed_by_id" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_rule_version_pkey" PRIMARY KEY ("rule_id","version")
);

-- CreateTable
CREATE TABLE "own_rule_due" (
    "id" BIGSERIAL NOT NULL,
    "machine_id" UUID NOT NULL,

    CONSTRAINT "own_rule_due_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "own_rule_due_machine_id_idx" ON "own_rule_due"("machine_id");

-- ---------------------------------------------------------------- values

alter table own_rule
  add constraint own_rule_id check (id ~ '^own-[a-z0-9]+(-[a-z0-9]+)*$' and length(id) <= 64),
  add constraint own_rule_version check (version >= 1 and revision >= 1),
  add constraint own_rule_kind check (kind in ('compliance', 'function')),
  add constraint own_rule_severity check (severity in ('high', 'medium', 'low')),
  add constraint own_rule_texts check (length(asks) between 1 and 2000 and length(applies_when) between 1 and 2000),
  add constraint own_rule_retired check (
    (retired_at is null) = (retired_by_id is null) and (retired_at is null) = (retire_reason is null));
create index own_rule_live on own_rule (id) where retired_at is null;
create index own_rule_to_judge on own_rule (id) where judged_at is null;

-- Each is asked of every machine, and who writes one may not see all of them; a name is one rule's alone, also of one that is retired.
create function count_own_rules(named text, out asked integer, out taken boolean)
  language sql stable security definer set search_path = pg_catalog, public
  begin atomic
    select (count(*) filter (where retired_at is null))::integer, coalesce(bool_or(id = named), false) from own_rule;
  end;
revoke execute on function count_own_rules(text) from public;
grant execute on function count_own_rules(text) to teredo_fleet_web;

-- ---------------------------------------------------------------- who is due

-- A look that says the same as the one before it is no reason: nothing is asked of the many that do. Rules that look at what changes
-- all the same (counts, times, ages) are judged anew every now and then.
create function own_rules_due_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if exists (select from public.own_rule where retired_at is null) then
    insert into public.own_rule_due (machine_id) values (new.machine_id);
  end if;
  return null;
end
$$;
create trigger own_rules_due_new after insert on machine_facts for each row execute function own_rules_due_facts();
create trigger own_rules_due_changed after update of observation_hash on machine_facts for each row
  when (old.observation_hash is distinct from new.observation_hash) execute function own_rules_due_facts();

create function own_rules_due_machine() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if exists (select from public.own_rule where retired_at is null) then
    insert into public.own_rule_due (machine_id) values (new.id);
  end if;
  return null;
end
$$;
create trigger own_rules_due_moved after update of labels, status, scope_id, hostname on machine for each row
  when ((old.labels, old.status, old.scope_id, old.hostname) is distinct from (new.labels, new.status, new.scope_id, new.hostname))
  execute function own_rules_due_machine();

create function forget_own_rules_due() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.own_rule_due where machine_id = old.id;
  return old;
end
$$;
create trigger own_rules_due_gone before delete on machine for each row execute function forget_own_rules_due();

-- What a rule means changes while nobody writes down what machines say: who did so before is judged as it is then, and who does so
-- after it knows the rule.
create trigger a_held before insert or update of version, scope_id, retired_at on own_rule for each row execute function hold_verdicts();

revoke execute on function own_rules_due_facts(), own_rules_due_machine(), forget_own_rules_due() from public;

-- ---------------------------------------------------------------- which rows each may see

alter table own_rule enable row level security;
alter table own_rule_version enable row level security;
alter table own_rule_due enable row level security;
create policy engine on own_rule for all to teredo_fleet_engine using (true) with check (true);
create policy engine on own_rule_due for all to teredo_fleet_engine using (true);
-- What is asked of every scope everybody reads, and only those without limits write.
create policy web_read on own_rule for select to teredo_fleet_web
  using (scope_id is null or (select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_insert on own_rule for insert to teredo_fleet_web
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_update on own_rule for update to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_read on own_rule_version for select to teredo_fleet_web using (rule_id in (select r.id from own_rule r));
create policy web_insert on own_rule_version for insert to teredo_fleet_web with check (rule_id in (select r.id from own_rule r));
-- The engine says what own rules say, and nothing of the rules that the product brings.
drop policy engine on machine_finding;
create policy engine on machine_finding for select to teredo_fleet_engine using (true);
create policy engine_begin on machine_finding for insert to teredo_fleet_engine with check (rule_id like 'own-%');
create policy engine_end on machine_finding for update to teredo_fleet_engine
  using (rule_id like 'own-%') with check (rule_id like 'own-%');

-- ---------------------------------------------------------------- rights

grant select, insert on own_rule to teredo_fleet_web;
grant update (scope_id, version, title, kind, severity, demand, remedy, applies_when, asks, reads_volatile, changed_by_id, changed_at,
  retired_by_id, retired_at, retire_reason, revision, judged_at, judged_to, judged, to_judge) on own_rule to teredo_fleet_web;
grant select, insert on own_rule_version to teredo_fleet_web;
grant select, update (judged_at, judged_to, judged, to_judge) on own_rule to teredo_fleet_engine;
grant select, delete on own_rule_due to teredo_fleet_engine;
grant insert, update (until) on machine_finding to teredo_fleet_engine;
