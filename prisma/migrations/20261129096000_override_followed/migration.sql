-- A machine counts under one override, and also where its agent had nobody to tell and so no receipt to say it by.

-- The override that passed over the people of a job. Null: none did.
create function notice_override_followed(job uuid) returns uuid
  language sql stable set search_path = pg_catalog, public
  begin atomic
    select oj.override_id
    from job j
    join notice_override_job oj on oj.job_id = j.id
      and oj.override_id = notice_override_of(j.id, coalesce(j.go_granted_at, now()))
    where j.id = notice_override_followed.job and (
      exists (select from receipt t where t.job_id = j.id and t.overridden_by <> '{}')
      -- It was let start after the override, and by nothing that the plan asks for.
      or j.go_granted_at >= oj.signed_at and not exists (
        select from receipt t
        where t.job_id = j.id and t.attempt = j.attempt and (t.answer = 'acknowledged'
          or t.answer = 'nobody-logged-on' and j.notice #>> '{policy,whenNobodyLoggedOn}' = 'start'
          or j.notice #>> '{policy,kind}' = 'inform' and t.displayed_at is not null)));
  end;

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
      'override', (
        select jsonb_build_object(
          'askedBy', asked.name, 'askedAt', o.asked_at, 'askReason', o.ask_reason,
          'grantedBy', granted.name, 'grantedAt', o.granted_at, 'grantReason', o.grant_reason,
          'applied', notice_override_followed(l.job_id) is not null)
        from notice_override_job oj
        join notice_override o on o.id = oj.override_id and o.granted_at is not null
        left join "user" asked on asked.id = o.asked_by_id
        left join "user" granted on granted.id = o.granted_by_id
        where oj.job_id = l.job_id and o.id = notice_override_of(l.job_id, now())),
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

revoke execute on function notice_override_followed(uuid) from public;
grant execute on function notice_override_followed(uuid) to teredo_fleet_web, teredo_fleet_reporter, teredo_fleet_engine;
