-- A repair asks a machine only while its policy is followed there: what it asked already and has not begun is taken back.
grant update (cancel_requested_at) on job to teredo_fleet_engine;
create policy engine_takes_repairs_back on job for update to teredo_fleet_engine using (true)
  with check (state = 'cancelled' and go_granted_at is null and exists (
    select from rollout r where r.id = job.rollout_id and r.kind = 'repair'));
grant delete on machine_desired to teredo_fleet_engine;
-- Whether a machine is to be judged anew first.
CREATE INDEX "policy_due_machine_id_idx" ON "policy_due"("machine_id");
