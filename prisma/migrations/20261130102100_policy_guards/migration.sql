-- Who wrote a policy, and what decisions about it are bound to, is otherwise only in another version of it.
create or replace function keep_policy_version() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  if (old.id, old.scope_id, old.created_at) is distinct from (new.id, new.scope_id, new.created_at) then
    raise exception 'policy % stays where it is', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if old.retired_at is not null then
    raise exception 'policy % is retired and stays as it is', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if (old.content, old.content_hash, old.desired_hash, old.name, old.mode, old.label, old.author_id, old.editor_ids, old.version)
    is distinct from
    (new.content, new.content_hash, new.desired_hash, new.name, new.mode, new.label, new.author_id, new.editor_ids, new.version)
    and new.version <> old.version + 1 then
    raise exception 'policy % means something else only with a new version', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

-- A machine that changes while a scope's first policy is made sees no policy, and is not seen by it. So whoever writes machines now is
-- waited for, and whoever comes meanwhile waits: policies are made seldom, machines are written all the time.
create or replace function policy_due_all() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  if tg_op = 'INSERT' then lock table public.machine, public.machine_facts in share mode; end if;
  insert into public.policy_due (machine_id)
  select m.id from public.machine m where m.scope_id = new.scope_id and m.status <> 'retired' and m.labels @> array[new.label]
  union
  select v.machine_id from public.machine_policy v where v.policy_id = new.id;
  return null;
end
$$;

-- By labels as well: what is being judged at this moment has no row yet.
create or replace function policy_due_approved() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  insert into public.policy_due (machine_id)
  select m.id from public.policy p
    join public.machine m on m.scope_id = p.scope_id and m.status <> 'retired' and m.labels @> array[p.label]
  where p.id = new.policy_id
  union
  select v.machine_id from public.machine_policy v where v.policy_id = new.policy_id;
  return null;
end
$$;

create or replace function policy_due_decided() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  decided record;
begin
  if tg_op = 'DELETE' then decided := old; else decided := new; end if;
  insert into public.policy_due (machine_id)
  select m.id from public.policy w join public.policy l on l.scope_id = w.scope_id
    join public.machine m on m.scope_id = w.scope_id and m.status <> 'retired' and m.labels @> array[w.label, l.label]
  where w.id = decided.winner_id and l.id = decided.loser_id
  union (
    select v.machine_id from public.machine_policy v where v.policy_id = decided.winner_id
    intersect
    select v.machine_id from public.machine_policy v where v.policy_id = decided.loser_id
  );
  return null;
end
$$;
