-- A start that was granted and lost is taken back, and what becomes of the job after that is news: whoever acknowledged that
-- its machine was lost did not see it. The gateway, which takes it back, has no rights over members.
create function forget_acknowledgement_of_lost_go() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  update public.rollout_member m set acknowledged_attempt = null
    where m.rollout_id = new.rollout_id and m.machine_id = new.machine_id and m.acknowledged_attempt = new.attempt;
  return null;
end
$$;

revoke execute on function forget_acknowledgement_of_lost_go() from public;

create trigger go_taken_back after update on job
  for each row when (old.go_granted_at is not null and new.go_granted_at is null)
  execute function forget_acknowledgement_of_lost_go();
