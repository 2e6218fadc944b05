-- AlterTable
ALTER TABLE "audit_entry" ADD COLUMN     "actor_token" TEXT;

-- CreateTable
CREATE TABLE "api_token" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "role" TEXT NOT NULL,
    "scope_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_token_secret_hash_key" ON "api_token"("secret_hash");

-- CreateIndex
CREATE INDEX "api_token_user_id_idx" ON "api_token"("user_id");

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table api_token
  add constraint api_token_role check (role in ('admin', 'operator', 'approver', 'auditor', 'viewer')),
  add constraint api_token_secret check (octet_length(secret_hash) = 32),
  add constraint api_token_life check (created_at < expires_at);

-- A token is a person's: nobody else has one to act by.
alter table audit_entry add constraint audit_entry_token check (actor_token is null or actor_kind = 'user');

-- ---------------------------------------------------------------- which rows each may see

alter table api_token enable row level security;

-- One's own, those of accounts that lie within one's scopes, or all of them.
create function teredo_may_see_account(id text) returns boolean
  language sql stable parallel safe
  return (select teredo_all_scopes())
    or id = current_setting('teredo.user', true)
    or exists (
      select 1 from "user" u where u.id = $1 and cardinality(u.scope_ids) > 0 and u.scope_ids <@ (select teredo_scopes())::uuid[]
    );
revoke execute on function teredo_may_see_account(text) from public;
grant execute on function teredo_may_see_account(text) to teredo_fleet_web;

create policy web_read on api_token for select to teredo_fleet_web using (teredo_may_see_account(user_id));
create policy web_update on api_token for update to teredo_fleet_web
  using (teredo_may_see_account(user_id)) with check (teredo_may_see_account(user_id));
-- Nobody makes one for somebody else.
create policy web_insert on api_token for insert to teredo_fleet_web
  with check (user_id = (select current_setting('teredo.user', true)));

-- ---------------------------------------------------------------- rights

-- What a token may do is said once; afterwards it is used or revoked.
grant select, insert, update (revoked_at, last_used_at) on api_token to teredo_fleet_web;
grant insert (actor_token) on audit_entry to teredo_fleet_web, teredo_fleet_gateway, teredo_fleet_engine, teredo_fleet_signer;
