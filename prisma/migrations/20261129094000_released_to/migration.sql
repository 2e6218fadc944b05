-- A quarantine is no acceptance: who waited before it waits again once it is released.
alter table machine add column released_to text;
alter table machine add constraint machine_released_to check (released_to in ('pending', 'active'));

-- Quarantines from before this column: what the newest entry says that the machine was.
update machine m set released_to = coalesce((
  select e.before ->> 'status' from audit_entry e
  where e.object_kind = 'machine' and e.object_id = m.id::text and e.action = 'machine.quarantine'
    and e.before ->> 'status' in ('pending', 'active')
  order by e.seq desc limit 1
), 'active') where m.status = 'quarantined';

grant update (released_to) on machine to teredo_fleet_gateway, teredo_fleet_web;
