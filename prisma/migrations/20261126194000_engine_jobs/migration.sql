-- The engine makes the jobs of a wave that opens, for the rollout's own machines and as requests only: what they say is
-- the plan's, and the signer holds them to it.
grant select, insert, update on machine_desired to teredo_fleet_engine;
grant update (last_sequence) on machine to teredo_fleet_engine;
grant insert (rollout_id, machine_id, scope_id, enrolment_id, sequence, work, notice, windows, witnesses,
  contact_window_seconds, verify, not_before, not_after, state, wanted_before) on job to teredo_fleet_engine;
create policy engine_insert on job for insert to teredo_fleet_engine
  with check (state = 'requested' and exists (
    select from rollout_member m where m.rollout_id = job.rollout_id and m.machine_id = job.machine_id));
