-- CreateTable
CREATE TABLE "evidence_key" (
    "key_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "previous_key_id" TEXT,
    "succession" TEXT,
    "signature" BYTEA,

    CONSTRAINT "evidence_key_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "audit_delivery" (
    "target" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "count" BIGINT NOT NULL DEFAULT 0,
    "delivered_at" TIMESTAMPTZ(3),
    "failing_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_delivery_pkey" PRIMARY KEY ("target")
);

-- AddForeignKey
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "evidence_key"("key_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table evidence_key
  add constraint evidence_key_id check (key_id = encode(sha256(public_key), 'hex')),
  add constraint evidence_key_length check (length(public_key) = 32 and (signature is null or length(signature) = 64)),
  add constraint evidence_key_succession
    check ((previous_key_id is null) = (signature is null) and (succession is null) = (signature is null));
alter table audit_delivery
  add constraint audit_delivery_kind check (kind in ('file', 'syslog', 'webhook')),
  add constraint audit_delivery_failure check ((failing_at is null) = (failure is null));

-- ---------------------------------------------------------------- rights

-- Keys are put on record by who holds them, and stay.
grant select on evidence_key, audit_delivery
  to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
grant insert (key_id, public_key, previous_key_id, succession, signature) on evidence_key to teredo_fleet_signer;
grant insert, update, delete on audit_delivery to teredo_fleet_engine;
