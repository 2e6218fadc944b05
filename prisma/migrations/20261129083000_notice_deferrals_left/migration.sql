-- AlterTable
ALTER TABLE "notice_link" ADD COLUMN     "deferrals_left" INTEGER;

-- What a dialog says of how often it can be put off still, its page says too.
alter table notice_link add constraint notice_link_deferrals check (deferrals_left >= 0);
grant update (deferrals_left) on notice_link to teredo_fleet_gateway;
grant select (deferrals_left) on notice_link to teredo_fleet_web;

create or replace function notice_page(link bytea) returns jsonb
  language sql stable security definer set search_path = pg_catalog, public
  begin atomic
    select jsonb_build_object(
      'now', now(),
      'hostname', m.hostname,
      'timeZone', m.time_zone,
      'superseded', j.attempt <> l.attempt or m.enrolment_id <> j.enrolment_id,
      'job', jsonb_build_object(
        'state', j.state, 'until', j.until, 'work', j.work, 'notice', j.notice, 'windows', j.windows,
        'notBefore', j.not_before, 'notAfter', j.not_after, 'startedAt', j.started_at, 'finishedAt', j.finished_at,
        'cancelRequestedAt', j.cancel_requested_at, 'before', j.before - 'evidence', 'after', j.after - 'evidence'),
      'rollout', jsonb_build_object('name', r.name, 'reason', r.reason, 'author', u.name, 'email', u.email),
      'organisation', (select s.value from setting s where s.key = 'organisation'),
      'firstDisplayedAt', (
        select min(t.displayed_at) from receipt t where t.job_id = l.job_id and t.attempt = l.attempt),
      'receipts', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'answer', t.answer, 'channel', t.channel, 'answeredAt', t.answered_at, 'displayedAt', t.displayed_at,
          'deferredUntil', t.deferred_until, 'deferrals', t.deferrals) order by t.deferrals), '[]')
        from receipt t where t.job_id = l.job_id and t.attempt = l.attempt and t.session = l.session),
      'deferralsLeft', l.deferrals_left,
      'answers', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'answer', a.answer, 'until', a.until, 'at', a.at, 'outcome', a.outcome) order by a.id), '[]')
        from notice_answer a where a.job_id = l.job_id and a.attempt = l.attempt and a.session = l.session))
    from notice_link l
    join job j on j.id = l.job_id
    join machine m on m.id = j.machine_id
    join rollout r on r.id = j.rollout_id
    left join "user" u on u.id = r.author_id
    where l.code_sha256 = link and m.status <> 'retired' and notice_link_lasts(j.finished_at, j.not_after);
  end;
