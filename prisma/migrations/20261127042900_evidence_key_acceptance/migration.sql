-- AlterTable
ALTER TABLE "evidence_key" ADD COLUMN     "acceptance" BYTEA;

-- CreateIndex
CREATE UNIQUE INDEX "evidence_key_previous_key_id_key" ON "evidence_key"("previous_key_id");

-- ---------------------------------------------------------------- values

-- Both keys sign that one follows the other: nobody can put another predecessor before a key.
alter table evidence_key
  drop constraint evidence_key_length,
  drop constraint evidence_key_succession,
  add constraint evidence_key_length
    check (length(public_key) = 32 and (signature is null or length(signature) = 64)
      and (acceptance is null or length(acceptance) = 64)),
  add constraint evidence_key_succession
    check ((previous_key_id is null) = (signature is null) and (succession is null) = (signature is null)
      and (acceptance is null) = (signature is null));

-- ---------------------------------------------------------------- rights

grant insert (acceptance) on evidence_key to teredo_fleet_signer;
