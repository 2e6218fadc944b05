-- Whoever adds waves or members to a plan holds it until they are committed: one that is being submitted is waited for, and
-- then takes nothing more. A policy alone judges by what was committed when the statement began.
create function refuse_addition_to_plan() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
declare
  plan record;
begin
  if current_user <> 'teredo_fleet_web' then return null; end if;
  for plan in
    select r.id, r.state, r.kind from public.rollout r
    where r.id in (select a.rollout_id from added a) for share
  loop
    if plan.state <> 'draft' and plan.kind <> 'rollback' then
      raise exception 'the plan of rollout % is not a draft and takes nothing more', plan.id
        using errcode = 'integrity_constraint_violation';
    end if;
  end loop;
  return null;
end
$$;
revoke execute on function refuse_addition_to_plan() from public;
create trigger rollout_member_of_draft after insert on rollout_member
  referencing new table as added for each statement execute function refuse_addition_to_plan();
create trigger rollout_wave_of_draft after insert on rollout_wave
  referencing new table as added for each statement execute function refuse_addition_to_plan();
