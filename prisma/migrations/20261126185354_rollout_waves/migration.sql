-- AlterTable
ALTER TABLE "rollout" ADD COLUMN     "wake_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "rollout_wave" (
    "rollout_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "scope_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "selection" JSONB NOT NULL,
    "gate" JSONB NOT NULL,
    "patience_seconds" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "gate_met_at" TIMESTAMPTZ(3),
    "promoted_at" TIMESTAMPTZ(3),
    "overridden_at" TIMESTAMPTZ(3),

    CONSTRAINT "rollout_wave_pkey" PRIMARY KEY ("rollout_id","number")
);

-- CreateTable
CREATE TABLE "rollout_member" (
    "rollout_id" UUID NOT NULL,
    "machine_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "wave" INTEGER,
    "reason" JSONB NOT NULL,
    "excluded" JSONB,
    "late_at" TIMESTAMPTZ(3),
    "acknowledged_attempt" INTEGER,

    CONSTRAINT "rollout_member_pkey" PRIMARY KEY ("rollout_id","machine_id")
);

-- CreateIndex
CREATE INDEX "rollout_member_machine_id_idx" ON "rollout_member"("machine_id");

-- CreateIndex
CREATE INDEX "rollout_wake_at_idx" ON "rollout"("wake_at");

-- AddForeignKey
ALTER TABLE "rollout_wave" ADD CONSTRAINT "rollout_wave_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_member" ADD CONSTRAINT "rollout_member_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout_member" ADD CONSTRAINT "rollout_member_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table rollout_wave
  add constraint rollout_wave_number check (number >= 0),
  add constraint rollout_wave_patience check (patience_seconds >= 0),
  -- What is judged, promoted or overridden was opened before.
  add constraint rollout_wave_order check (opened_at is not null or (gate_met_at is null and promoted_at is null));
alter table rollout_member
  add constraint rollout_member_wave check (wave >= 0),
  add constraint rollout_member_attempt check (acknowledged_attempt >= 1),
  -- What no wave took belongs to the late pool alone.
  add constraint rollout_member_late check (wave is not null or late_at is not null);

-- ---------------------------------------------------------------- which rows each may see

do $$
declare
  visible constant text := '((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))';
  name text;
begin
  foreach name in array array['rollout_wave', 'rollout_member'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy server on %I for all to teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer using (true) with check (true)', name);
    execute format('create policy web on %I for all to teredo_fleet_web using (%s) with check (%s)', name, visible, visible);
  end loop;
end
$$;

-- ---------------------------------------------------------------- rights

-- web: the plan, and what people decide about it. That a wave opens, and who is late, is the engine's word.
grant select, insert on rollout_wave, rollout_member to teredo_fleet_web;
grant update (promoted_at, overridden_at) on rollout_wave to teredo_fleet_web;
grant update (excluded, acknowledged_attempt) on rollout_member to teredo_fleet_web;
grant update (wake_at) on rollout to teredo_fleet_web;
-- engine: what time does with it. It makes the jobs of the wave that opens.
grant select, update (opened_at, gate_met_at) on rollout_wave to teredo_fleet_engine;
grant select, update (late_at) on rollout_member to teredo_fleet_engine;
grant update (wake_at, started_at) on rollout to teredo_fleet_engine;
