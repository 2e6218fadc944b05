-- AlterTable
ALTER TABLE "approval" ADD COLUMN     "voided_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "editor_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "joiners_at" TIMESTAMPTZ(3);

-- ---------------------------------------------------------------- values

-- What no wave took joined late, or is left alone and says why.
alter table rollout_member drop constraint rollout_member_late,
  add constraint rollout_member_late check (wave is not null or late_at is not null or excluded is not null);

-- ---------------------------------------------------------------- what was approved stays

create function refuse_change_of_plan() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception 'the plan of rollout % is not a draft and stays as it is', old.id using errcode = 'integrity_constraint_violation';
end
$$;
revoke execute on function refuse_change_of_plan() from public;
create trigger rollout_plan_stays
  before update of id, plan, plan_hash, kind, scope_id, author_id, editor_ids, rollback_of_id on rollout for each row
  when (
    -- No other part of the server may write these at all.
    current_user = 'teredo_fleet_web' and (old.state <> 'draft' or new.state <> 'draft')
    and (old.id, old.plan, old.plan_hash, old.kind, old.scope_id, old.author_id, old.editor_ids, old.rollback_of_id)
      is distinct from
      (new.id, new.plan, new.plan_hash, new.kind, new.scope_id, new.author_id, new.editor_ids, new.rollback_of_id)
  )
  execute function refuse_change_of_plan();

-- Back to a draft: no approval of it ever counts again, and who would be changed is found anew.
create function return_to_draft() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if old.state not in ('awaiting-approval', 'approved') then
    raise exception 'rollout % is % and can not be a draft again', old.id, old.state using errcode = 'integrity_constraint_violation';
  end if;
  update public.approval set voided_at = now() where rollout_id = old.id and voided_at is null;
  delete from public.rollout_member where rollout_id = old.id;
  delete from public.rollout_wave where rollout_id = old.id;
  return new;
end
$$;
revoke execute on function return_to_draft() from public;
create trigger rollout_drafted_again before update of state on rollout for each row
  when (new.state = 'draft' and old.state <> 'draft')
  execute function return_to_draft();

-- A machine that is left alone stays so.
create function refuse_end_of_exclusion() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception 'machine % is left alone by rollout % and stays so', old.machine_id, old.rollout_id
    using errcode = 'integrity_constraint_violation';
end
$$;
revoke execute on function refuse_end_of_exclusion() from public;
create trigger rollout_member_exclusion_stays before update of excluded on rollout_member for each row
  when (old.excluded is not null and new.excluded is distinct from old.excluded)
  execute function refuse_end_of_exclusion();

-- ---------------------------------------------------------------- which rows each may write

-- web: waves and members are part of what is approved, so they are written while the plan is a draft, and nothing of them
-- has happened yet. The members of a rollback are in its plan.
drop policy web on rollout_wave;
create policy web_read on rollout_wave for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_update on rollout_wave for update to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_insert on rollout_wave for insert to teredo_fleet_web
  with check (
    ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
    and num_nonnulls(opened_at, gate_met_at, promoted_at, overridden_at) = 0
    and exists (select from rollout r where r.id = rollout_id and (r.state = 'draft' or r.kind = 'rollback'))
  );
drop policy web on rollout_member;
create policy web_read on rollout_member for select to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_update on rollout_member for update to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
create policy web_insert on rollout_member for insert to teredo_fleet_web
  with check (
    ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
    and late_at is null and acknowledged_attempt is null
    and exists (select from rollout r where r.id = rollout_id and (r.state = 'draft' or r.kind = 'rollback'))
  );

-- engine: machines that join a live target.
drop policy server on rollout_member;
create policy server_read on rollout_member for select
  to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true);
create policy engine_update on rollout_member for update to teredo_fleet_engine using (true) with check (true);
create policy engine_insert on rollout_member for insert to teredo_fleet_engine
  with check (
    excluded is null and acknowledged_attempt is null
    and exists (select from rollout r where r.id = rollout_id and r.state = 'running' and r.kind = 'planned'
      and r.scope_id = rollout_member.scope_id and r.plan #>> '{target,mode}' = 'live')
  );

-- ---------------------------------------------------------------- rights

grant update (plan, plan_hash, editor_ids, reason) on rollout to teredo_fleet_web;
grant insert on rollout_member to teredo_fleet_engine;
grant update (joiners_at) on rollout to teredo_fleet_engine;
-- signer: whether a machine belongs to the plan, and whether its turn has come.
grant select on rollout_wave, rollout_member to teredo_fleet_signer;
