-- Whether a refusal that was given on the page waits to be judged by its machine, which is asked at once: for a minute at
-- most. Volatile, so that whoever asks while locks are held sees what was committed until then.
create function notice_refusal_waits(of_job uuid, of_attempt int) returns boolean
language sql volatile set search_path = pg_catalog as $$
  select exists (
    select from public.notice_answer a
    where a.job_id = of_job and a.attempt = of_attempt and a.answer = 'refused' and a.outcome is null
      and a.at > clock_timestamp() - interval '1 minute')
$$;
revoke execute on function notice_refusal_waits(uuid, int) from public;
grant execute on function notice_refusal_waits(uuid, int) to teredo_fleet_gateway;
