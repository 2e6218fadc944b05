-- CreateIndex
CREATE INDEX "machine_hardware_id_idx" ON "machine"("hardware_id");
