-- Who had been told is known from receipts. From when on all of them are there is kept, too: that nothing is on record of a machine says
-- only then that nobody was told.

insert into history_kept
select 'receipts', max((after ->> 'olderThan')::timestamptz) from audit_entry
where action = 'retention.prune' and object_name = 'receipts' having max(after ->> 'olderThan') is not null;

create or replace function prune_receipts(at_most integer, out pruned integer, out cutoff timestamptz) returns record
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
  if pruned > 0 then
    insert into public.history_kept as k (kind, since) values ('receipts', cutoff)
    on conflict (kind) do update set since = greatest(k.since, excluded.since);
  end if;
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
