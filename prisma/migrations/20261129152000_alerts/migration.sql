-- Alerts, where they are told, and what is to be told there.

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "scope_id" UUID,
    "name" TEXT NOT NULL,
    "machines" INTEGER,
    "out_of" INTEGER,
    "before" INTEGER,
    "text" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "told_machines" INTEGER,
    "told_text" TEXT,
    "told_at" TIMESTAMPTZ(3) NOT NULL,
    "clear_since" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "returns" INTEGER NOT NULL DEFAULT 0,
    "acknowledged_by_id" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledge_reason" TEXT,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_destination" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "webhook_secret" TEXT,
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "scope_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leased_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "failing_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "alert_destination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_delivery" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "destination_id" UUID NOT NULL,
    "is_test" BOOLEAN NOT NULL DEFAULT false,
    "news" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "alert_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_ended_at_id_idx" ON "alert"("ended_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "alert_destination_name_key" ON "alert_destination"("name");

-- CreateIndex
CREATE INDEX "alert_delivery_destination_id_id_idx" ON "alert_delivery"("destination_id", "id");

-- AddForeignKey
ALTER TABLE "alert_delivery" ADD CONSTRAINT "alert_delivery_destination_id_fkey" FOREIGN KEY ("destination_id") REFERENCES "alert_destination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- values

alter table alert
  add constraint alert_kind check (kind in ('drift', 'new-finding', 'rollout-paused', 'chain-broken', 'agents-lost',
    'token-expiring', 'certificate-expiring')),
  add constraint alert_acknowledged check ((acknowledged_by_id is null) = (acknowledged_at is null)),
  add constraint alert_ended check (ended_at is null or clear_since is not null);
alter table alert_destination
  add constraint alert_destination_kind check (kind in ('mail', 'webhook')),
  add constraint alert_destination_secret check ((kind = 'webhook') = (webhook_secret is not null)),
  add constraint alert_destination_failure check ((failing_at is null) = (failure is null));
alter table alert_delivery add constraint alert_delivery_end check (num_nonnulls(sent_at, given_up_at) < 2);

-- While one is open there is no other: two engines never begin the same one.
create unique index alert_open on alert (kind, subject, scope_id) nulls not distinct where ended_at is null;
create index alert_delivery_waiting on alert_delivery (destination_id, id) where sent_at is null and given_up_at is null;

-- ---------------------------------------------------------------- which rows each may see, and rights

alter table alert enable row level security;
create policy engine on alert for all to teredo_fleet_engine using (true) with check (true);
-- One of the whole installation is for those who see all of it.
create policy web on alert for all to teredo_fleet_web
  using ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]))
  with check ((select teredo_all_scopes()) or scope_id = any ((select teredo_scopes())::uuid[]));
grant select, insert, update on alert to teredo_fleet_engine;
-- Whether something is so is not for pages to say.
grant select, update (acknowledged_by_id, acknowledged_at, acknowledge_reason) on alert to teredo_fleet_web;

-- What signs for a webhook is read by the engine alone.
alter table alert_destination enable row level security;
create policy web on alert_destination for all to teredo_fleet_web
  using ((select teredo_all_scopes())) with check ((select teredo_all_scopes()));
create policy engine on alert_destination for all to teredo_fleet_engine using (true) with check (true);
grant select (id, name, kind, target, kinds, scope_ids, created_by_id, created_at, next_at, leased_until, sent_at, failing_at,
  failure, tries) on alert_destination to teredo_fleet_web;
grant insert (name, kind, target, webhook_secret, kinds, scope_ids, created_by_id, created_at) on alert_destination
  to teredo_fleet_web;
grant update (name, target, kinds, scope_ids, next_at), delete on alert_destination to teredo_fleet_web;
grant select, update (next_at, leased_until, sent_at, failing_at, failure, tries) on alert_destination to teredo_fleet_engine;

-- A page may ask for a try, and for nothing that says that something happened.
alter table alert_delivery enable row level security;
create policy web_read on alert_delivery for select to teredo_fleet_web using ((select teredo_all_scopes()));
create policy web_insert on alert_delivery for insert to teredo_fleet_web with check ((select teredo_all_scopes()) and is_test);
create policy engine on alert_delivery for all to teredo_fleet_engine using (true) with check (true);
grant select, insert (destination_id, is_test) on alert_delivery to teredo_fleet_web;
grant select, insert, update (sent_at, given_up_at, answer) on alert_delivery to teredo_fleet_engine;

-- What the engine judges by.
grant select (id, scope_id, label, uses, max_uses, created_at, expires_at, revoked_at) on enrolment_token to teredo_fleet_engine;
create policy engine_read on api_token for select to teredo_fleet_engine using (true);
grant select (id, name, prefix, created_at, expires_at, revoked_at) on api_token to teredo_fleet_engine;

-- ---------------------------------------------------------------- how long

-- Alerts that ended, as long as the settings say; what was sent about them, thirty days.
create function prune_alerts(at_most integer, out pruned integer, out cutoff timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public
as $$
begin
  delete from public.alert_delivery d using (
    select id from public.alert_delivery
    where created_at < clock_timestamp() - interval '30 days' and num_nonnulls(sent_at, given_up_at) = 1
    order by id limit at_most
  ) as due where d.id = due.id;
  cutoff := retention_cutoff('alerts', 1);
  with due as (select a.id from public.alert a where a.ended_at < cutoff order by a.ended_at limit at_most)
  delete from public.alert a using due where a.id = due.id;
  get diagnostics pruned = row_count;
  perform enter_pruning('alerts', pruned, cutoff);
end
$$;
revoke execute on function prune_alerts(integer) from public;
grant execute on function prune_alerts(integer) to teredo_fleet_engine;
