-- CreateTable
CREATE TABLE "audit_link" (
    "number" BIGINT NOT NULL,
    "seq" BIGINT NOT NULL,
    "entry_sha256" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "count" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "statement" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("count")
);

-- CreateTable
CREATE TABLE "audit_check" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "count" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "fault_count" INTEGER NOT NULL,
    "faults" JSONB NOT NULL,
    "published" JSONB,

    CONSTRAINT "audit_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_seq_key" ON "audit_link"("seq");

-- CreateIndex
CREATE INDEX "audit_check_finished_at_idx" ON "audit_check"("finished_at");

-- ---------------------------------------------------------------- values

alter table audit_link
  add constraint audit_link_number check (number >= 1),
  add constraint audit_link_digests check (length(entry_sha256) = 32 and length(hash) = 32);
alter table audit_head
  add constraint audit_head_count check (count >= 1),
  add constraint audit_head_hash check (length(hash) = 32 and length(signature) = 64);
alter table audit_check add constraint audit_check_faults check (fault_count >= 0);

-- ---------------------------------------------------------------- rights

-- Added and read, never changed: not by any role of the server. A link says nothing of its entry but a digest.
grant select on audit_link, audit_head, audit_check
  to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant insert on audit_link to teredo_fleet_engine;
grant insert on audit_check to teredo_fleet_engine;
grant insert on audit_head to teredo_fleet_signer;
