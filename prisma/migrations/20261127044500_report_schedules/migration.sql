-- CreateTable
CREATE TABLE "report_schedule" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "format" TEXT NOT NULL,
    "every" TEXT NOT NULL,
    "hour" INTEGER NOT NULL,
    "time_zone" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "webhook_secret" TEXT,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "covered_to" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "failing_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "report_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "report_schedule_name_key" ON "report_schedule"("name");

-- CreateIndex
CREATE INDEX "report_schedule_next_at_idx" ON "report_schedule"("next_at");

-- ---------------------------------------------------------------- values

alter table report_schedule
  add constraint report_schedule_format check (format in ('csv', 'jsonl')),
  add constraint report_schedule_every check (every in ('day', 'week', 'month')),
  add constraint report_schedule_hour check (hour between 0 and 23),
  add constraint report_schedule_kind check (kind in ('mail', 'webhook', 'folder')),
  add constraint report_schedule_secret check ((kind = 'webhook') = (webhook_secret is not null)),
  add constraint report_schedule_failure check ((failing_at is null) = (failure is null));

-- ---------------------------------------------------------------- rights

-- For the whole installation: whoever is limited to some scopes sees none. What signs for a webhook is read by the engine alone.
alter table report_schedule enable row level security;
create policy web on report_schedule for all to teredo_fleet_web
  using ((select teredo_all_scopes())) with check ((select teredo_all_scopes()));
create policy engine on report_schedule for all to teredo_fleet_engine using (true) with check (true);
grant select (id, name, filter, format, every, hour, time_zone, kind, target, created_by_id, created_at, covered_to, next_at,
  asked_at, leased_until, sent_at, failing_at, failure, tries) on report_schedule to teredo_fleet_web;
grant insert (name, filter, format, every, hour, time_zone, kind, target, webhook_secret, created_by_id, created_at, covered_to,
  next_at) on report_schedule to teredo_fleet_web;
grant update (asked_at, next_at), delete on report_schedule to teredo_fleet_web;
grant select, update (covered_to, next_at, asked_at, leased_until, sent_at, failing_at, failure, tries) on report_schedule
  to teredo_fleet_engine;
