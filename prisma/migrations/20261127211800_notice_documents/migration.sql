-- CreateTable
CREATE TABLE "notice_document" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "scope_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notice_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice_version" (
    "document_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "texts" JSONB NOT NULL,
    "sha256" BYTEA NOT NULL,
    "author_id" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_version_pkey" PRIMARY KEY ("document_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "notice_document_scope_id_name_key" ON "notice_document"("scope_id", "name");

-- AddForeignKey
ALTER TABLE "notice_version" ADD CONSTRAINT "notice_version_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "notice_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table notice_version
  add constraint notice_version_number check (number >= 1),
  add constraint notice_version_sha256 check (octet_length(sha256) = 32),
  add constraint notice_version_texts check (jsonb_typeof(texts) = 'array');

-- ---------------------------------------------------------------- what was used stays

-- Whoever approved a rollout, and every receipt, names the words of this version.
create function refuse_change_of_used_notice() returns trigger
  language plpgsql set search_path = pg_catalog
as $$
begin
  raise exception 'version % of notice % was used and stays so', old.number, old.document_id
    using errcode = 'integrity_constraint_violation';
end
$$;
revoke execute on function refuse_change_of_used_notice() from public;
create trigger used_stays before update or delete on notice_version for each row
  when (old.used_at is not null)
  execute function refuse_change_of_used_notice();

-- ---------------------------------------------------------------- rights

alter table notice_document enable row level security;
create policy web on notice_document for all to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
alter table notice_version enable row level security;
create policy web on notice_version for all to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check (
    ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
    and exists (select from notice_document d where d.id = document_id and d.scope_id = notice_version.scope_id)
  );
grant select, insert (scope_id, name, created_at), update (name, archived_at) on notice_document to teredo_fleet_web;
grant select, insert (document_id, scope_id, number, texts, sha256, author_id, saved_at),
  update (texts, sha256, author_id, saved_at, used_at) on notice_version to teredo_fleet_web;
