-- An override of a notice is taken for seven days, and who has taken it by then keeps to it: agents and every part of the server
-- judge by this one rule.

create function notice_override_lasts(granted_at timestamptz, at timestamptz) returns boolean
  language sql stable set search_path = pg_catalog
  return at < granted_at + interval '168 hours';

-- The override that the people of a job are passed over by at a moment. Null: they are asked as the plan says.
create function notice_override_of(job uuid, at timestamptz) returns uuid
  language sql stable set search_path = pg_catalog, public
  begin atomic
    select o.id
    from notice_override_job oj
    join notice_override o on o.id = oj.override_id
    cross join (
      select min(coalesce(t.displayed_at, t.answered_at, t.received_at)) as at
      from receipt t where t.job_id = job and t.overridden_by <> '{}') taken
    where oj.job_id = job and oj.signed_at is not null
      and (taken.at is not null or notice_override_lasts(o.granted_at, notice_override_of.at))
    order by notice_override_lasts(o.granted_at, coalesce(taken.at, notice_override_of.at)) desc, o.granted_at
    limit 1;
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
          'applied', exists (select from receipt t where t.job_id = l.job_id and t.overridden_by <> '{}'))
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

revoke execute on function notice_override_of(uuid, timestamptz), notice_override_lasts(timestamptz, timestamptz) from public;
grant execute on function notice_override_of(uuid, timestamptz), notice_override_lasts(timestamptz, timestamptz)
  to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_reporter, teredo_fleet_signer;
