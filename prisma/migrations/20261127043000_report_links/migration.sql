-- CreateTable
CREATE TABLE "report_link" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "scope_id" UUID NOT NULL,
    "rollout_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_opened_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_link_secret_hash_key" ON "report_link"("secret_hash");

-- CreateIndex
CREATE INDEX "report_link_rollout_id_idx" ON "report_link"("rollout_id");

-- AddForeignKey
ALTER TABLE "report_link" ADD CONSTRAINT "report_link_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table report_link
  add constraint report_link_secret check (octet_length(secret_hash) = 32),
  add constraint report_link_life check (created_at < expires_at and expires_at <= created_at + interval '91 days');

-- ---------------------------------------------------------------- which rows each may see

alter table report_link enable row level security;
create policy web on report_link for all to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));

-- Whoever shows the secret of a link sees that link, with no scope of their own; nobody can look through them.
create function open_report_link(secret bytea, out id uuid, out scope_id uuid)
  language sql volatile security definer set search_path = pg_catalog, public
as $$
  update public.report_link l set last_opened_at = clock_timestamp()
  where l.secret_hash = sha256(secret) and l.revoked_at is null and l.expires_at > clock_timestamp()
  returning l.id, l.scope_id
$$;
revoke execute on function open_report_link(bytea) from public;
grant execute on function open_report_link(bytea) to teredo_fleet_web;

-- ---------------------------------------------------------------- rights

-- What a link opens, and until when, is said once.
grant select, insert, update (revoked_at) on report_link to teredo_fleet_web;
