-- An answer of the page that nobody has judged when its change ends came too late, unless its machine says otherwise still:
-- what it settles later is told from this by `settled_at`, which is the end of the job here.
create function settle_answers_of_ended_job() returns trigger
  language plpgsql security definer set search_path = pg_catalog
as $$
begin
  update public.notice_answer a set outcome = 'too-late', settled_at = new.finished_at, code = null
  where a.job_id = new.id and a.outcome is null;
  return null;
end
$$;
revoke execute on function settle_answers_of_ended_job() from public;
create trigger job_end_settles_answers after update of finished_at on job for each row
  when (old.finished_at is null and new.finished_at is not null)
  execute function settle_answers_of_ended_job();

update notice_answer a set outcome = 'too-late', settled_at = j.finished_at, code = null
from job j where j.id = a.job_id and a.outcome is null and j.finished_at is not null;
