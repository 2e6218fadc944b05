-- Days are counted from what is kept: not from what is left of days that were pruned, also where more is kept from now on.

-- From when on all is there that machines were; null: all of it is.
create function history_whole_since() returns timestamptz
  language sql volatile security definer set search_path = pg_catalog, public
as $$
  -- `greatest` passes over what is null.
  select greatest(retention_cutoff('observations', 1), (select since from public.history_kept where kind = 'observations'))
$$;
revoke execute on function history_whole_since() from public;

-- As it was, but that numbers go of which the list is not kept any more.
create or replace function note_fleet_day(of_day date) returns void
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  today constant date := (now() at time zone 'UTC')::date;
  at constant timestamptz := case when of_day < today then (of_day + 1)::timestamp at time zone 'UTC' - interval '1 millisecond' end;
  on_record boolean;
begin
  -- Two engines write one after the other.
  perform pg_advisory_xact_lock(hashtext('teredo-fleet fleet day'));
  on_record := exists (select from public.fleet_day d where d.day = of_day);
  if of_day < today then
    delete from public.fleet_day_due d where d.day = of_day;
    if on_record and not found then return; end if;
  elsif not on_record then
    insert into public.fleet_day_due (day, due_at) select max(d.day), now() from public.fleet_day d where d.day < today having max(d.day) is not null
    on conflict (day) do nothing;
  end if;
  delete from public.fleet_day d where d.day = of_day or d.counted_at < (select history_whole_since());
  insert into public.fleet_day (day, scope_id, facet, word, machines, counted_at)
  select of_day, n.scope_id, n.facet, n.word, n.machines, coalesce(at, now()) from fleet_numbers(at) n
  -- That there were none is a number, too.
  union all
  select of_day, s.id, 'all', 'any', 0, coalesce(at, now()) from public.scope s;
end
$$;

-- As it was, but for days that are not kept: they are neither made good nor counted anew.
create or replace function missed_fleet_day() returns date
  language sql volatile security definer set search_path = pg_catalog, public
as $$
  select public.note_touched_days();
  delete from public.fleet_day_due d where not exists (
    select from public.fleet_day f where f.day = d.day and f.counted_at >= coalesce((select public.history_whole_since()), '-infinity')
  );
  select coalesce((
    select max(d.day)::date
    from (select min(since) as at from public.machine_status_history) as first cross join lateral generate_series(
      greatest((first.at at time zone 'UTC')::date, (now() at time zone 'UTC')::date - 90,
        (public.history_whole_since() at time zone 'UTC')::date + 1),
      (now() at time zone 'UTC')::date - 1, interval '1 day'
    ) as d (day)
    where first.at is not null and not exists (select from public.fleet_day f where f.day = d.day::date)
  ), (select d.day from public.fleet_day_due d order by d.due_at, d.day desc limit 1))
$$;
