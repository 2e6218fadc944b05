-- What a machine was to be before a job changed it: what the newest job before that left, followed through undone ones.
-- null: nothing was asked of it.
create function wanted_before(job_id uuid, of_machine uuid) returns jsonb
  language sql stable
as $$
  with recursive back as (
    select j.id, j.created_at, j.work, j.rollout_id, true as follow, 0 as depth
    from job j where j.id = wanted_before.job_id and j.machine_id = of_machine
    union all
    select previous.id, previous.created_at, previous.work, previous.rollout_id, previous.follow, back.depth + 1
    from back cross join lateral (
      -- The job that left the machine as it was before `back`; one that undid another leads to that one's own before.
      select p.id, p.created_at, p.work, p.rollout_id, p.work ->> 'kind' = 'restore' as follow
      from job p
      where p.machine_id = of_machine and p.state in ('verified', 'already-compliant')
        and p.created_at < case
          when back.work ->> 'kind' = 'restore' and back.depth > 0
            then (select u.created_at from job u where u.id = (back.work ->> 'savedByJob')::uuid)
          else back.created_at
        end
      order by p.created_at desc, p.sequence desc limit 1
    ) as previous
    where back.follow and back.depth < 100
  )
  select jsonb_build_object('desired', work -> 'desired', 'rolloutId', rollout_id)
  from back where depth > 0 and not follow
$$;
revoke execute on function wanted_before(uuid, uuid) from public;
grant execute on function wanted_before(uuid, uuid) to teredo_fleet_gateway;
