-- A link names a session as its receipt does, with whose it is: it goes when receipts of its change do. Until thirty days
-- after the change it opens the page, and receipts are kept that long at least.

create or replace function prune_receipts(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  cutoff := retention_cutoff('receipts', 30);
  with due as (
    select r.id from public.receipt r join public.job j on j.id = r.job_id
    where r.id < uuidv7_floor(cutoff) and j.finished_at < cutoff
    order by r.id limit at_most
  )
  delete from public.receipt r using due where r.id = due.id;
  get diagnostics pruned = row_count;
  with due as (
    select a.id from public.notice_answer a join public.job j on j.id = a.job_id
    where a.id < uuidv7_floor(cutoff) and j.finished_at < cutoff
    order by a.id limit at_most
  )
  delete from public.notice_answer a using due where a.id = due.id;
  with due as (
    select l.code_sha256 from public.notice_link l join public.job j on j.id = l.job_id
    where l.told_at < cutoff and j.finished_at < cutoff
    order by l.told_at limit at_most
  )
  delete from public.notice_link l using due where l.code_sha256 = due.code_sha256;
  perform enter_pruning('receipts', pruned, cutoff);
end
$$;
