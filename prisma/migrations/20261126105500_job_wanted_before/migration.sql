-- What was wanted of a machine when a job was made is written down then: worked out afterwards it misses wishes that
-- were never fulfilled, and undone ones.
alter table job add column wanted_before jsonb;
update job set wanted_before = wanted_before(id, machine_id);
drop function wanted_before(uuid, uuid);
grant insert (wanted_before) on job to teredo_fleet_web;
