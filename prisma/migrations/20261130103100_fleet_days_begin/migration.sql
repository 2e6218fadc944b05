-- Before the first machine there is nothing to make good: a server without machines filled ninety days with zeros.

create or replace function missed_fleet_day() returns date
  language sql stable security definer set search_path = pg_catalog, public
as $$
  select max(d.day)::date
  from (select min(enrolled_at) as at from public.machine) as first cross join lateral generate_series(
    greatest((first.at at time zone 'UTC')::date, (now() at time zone 'UTC')::date - 90,
      (retention_cutoff('observations', 1) at time zone 'UTC')::date + 1),
    (now() at time zone 'UTC')::date - 1, interval '1 day'
  ) as d (day)
  where first.at is not null and not exists (select from public.fleet_day f where f.day = d.day::date)
$$;

-- Those that were filled: zeros alone, before any day on which there was a machine.
delete from fleet_day where day < (now() at time zone 'UTC')::date
  and day < coalesce((select min(day) from fleet_day where machines > 0), 'infinity');
