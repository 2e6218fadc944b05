-- What nobody approved hinders no policy that acts: once it is approved, who is followed has to be found anew.
create function policy_due_approved() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.policy_due (machine_id) select v.machine_id from public.machine_policy v where v.policy_id = new.policy_id;
  return null;
end
$$;
revoke execute on function policy_due_approved() from public;
create trigger policy_due_approved after insert on policy_approval for each row execute function policy_due_approved();
