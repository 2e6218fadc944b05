-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL DEFAULT 'viewer',
    "scope_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scope" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scope_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "enrolment_token" (
    "id" TEXT NOT NULL,
    "scope_id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "label" TEXT NOT NULL,
    "auto_accept" BOOLEAN NOT NULL,
    "max_uses" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "scope_id" UUID NOT NULL,
    "hostname" TEXT NOT NULL,
    "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL,
    "status_reason" TEXT,
    "platform" TEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "agent_version" TEXT NOT NULL,
    "agent_key" BYTEA NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "hardware_id" TEXT NOT NULL,
    "time_zone" TEXT,
    "token_id" TEXT,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),
    "last_sequence" BIGINT NOT NULL DEFAULT 0,
    "agent_sequence" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "machine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_contact" (
    "machine_id" UUID NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "connected" BOOLEAN NOT NULL DEFAULT false,
    "door" TEXT,
    "server_id" UUID,
    "boot_id" TEXT,
    "hardware_id" TEXT,
    "remote" TEXT,
    "connected_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "clock_skew_ms" BIGINT,
    "recent" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "machine_contact_pkey" PRIMARY KEY ("machine_id")
);

-- CreateTable
CREATE TABLE "machine_facts" (
    "machine_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "observation" JSONB NOT NULL,
    "observation_hash" BYTEA NOT NULL,
    "os_family" TEXT NOT NULL,
    "os_name" TEXT NOT NULL,
    "configured_type" TEXT NOT NULL,
    "configured_set_by" TEXT NOT NULL,
    "effective_state" TEXT NOT NULL,
    "reachable" TEXT NOT NULL,
    "teredo_address" TEXT,
    "diagnosis_code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,

    CONSTRAINT "machine_facts_pkey" PRIMARY KEY ("machine_id")
);

-- CreateTable
CREATE TABLE "observation_history" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "machine_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "observed_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "observation" JSONB NOT NULL,

    CONSTRAINT "observation_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_desired" (
    "machine_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "desired" JSONB NOT NULL,
    "rollout_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "machine_desired_pkey" PRIMARY KEY ("machine_id")
);

-- CreateTable
CREATE TABLE "machine_request" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "machine_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "machine_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "poll_session" (
    "id" UUID NOT NULL,
    "machine_id" UUID,
    "agent_key" BYTEA NOT NULL,
    "nonce" BYTEA NOT NULL,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "received" BIGINT NOT NULL DEFAULT 0,
    "sent" BIGINT NOT NULL DEFAULT 0,
    "last_reply" BYTEA,
    "outbox" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "poll_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rollout" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "scope_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "pause_reason" TEXT,
    "plan" JSONB NOT NULL,
    "plan_hash" BYTEA NOT NULL,
    "author_id" TEXT NOT NULL,
    "reason" TEXT,
    "rollback_of_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "rollout_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "plan_hash" BYTEA NOT NULL,
    "approver_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT,
    "approved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "rollout_id" UUID NOT NULL,
    "machine_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "enrolment_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "sequence" BIGINT NOT NULL,
    "work" JSONB NOT NULL,
    "notice" JSONB NOT NULL,
    "windows" JSONB NOT NULL DEFAULT '[]',
    "witnesses" JSONB NOT NULL DEFAULT '[]',
    "contact_window_seconds" INTEGER NOT NULL,
    "verify" JSONB NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "status_version" INTEGER NOT NULL DEFAULT 0,
    "detail" TEXT,
    "until" TIMESTAMPTZ(3),
    "steps" JSONB NOT NULL DEFAULT '[]',
    "before" JSONB,
    "after" JSONB,
    "unmet" JSONB NOT NULL DEFAULT '[]',
    "blockers" JSONB NOT NULL DEFAULT '[]',
    "payload" BYTEA,
    "signature" BYTEA,
    "signed_at" TIMESTAMPTZ(3),
    "offered_at" TIMESTAMPTZ(3),
    "go_ask_id" UUID,
    "go_granted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT,
    "source" TEXT NOT NULL,
    "accepted" BOOLEAN NOT NULL DEFAULT true,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job_id" UUID NOT NULL,
    "scope_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "session" TEXT NOT NULL,
    "user_name" TEXT,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "text_sha256" TEXT NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "on_agent_at" TIMESTAMPTZ(3) NOT NULL,
    "displayed_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT NOT NULL,
    "deferred_until" TIMESTAMPTZ(3),
    "deferrals" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "brake" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "on" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "set_by_id" TEXT,
    "set_at" TIMESTAMPTZ(3),

    CONSTRAINT "brake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "scope_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_kind" TEXT NOT NULL,
    "object_id" TEXT,
    "object_name" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'done',
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "request_id" TEXT,
    "address" TEXT,
    "xid" TEXT NOT NULL DEFAULT (pg_current_xact_id())::text,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "signature_entry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job_id" UUID NOT NULL,
    "machine_id" UUID NOT NULL,
    "rollout_id" UUID NOT NULL,
    "plan_hash" BYTEA NOT NULL,
    "payload_sha256" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signature_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "server_process" (
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_process_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "scope_name_key" ON "scope"("name");

-- CreateIndex
CREATE INDEX "machine_scope_id_hostname_id_idx" ON "machine"("scope_id", "hostname", "id");

-- CreateIndex
CREATE INDEX "machine_hostname_id_idx" ON "machine"("hostname", "id");

-- CreateIndex
CREATE INDEX "machine_enrolled_at_id_idx" ON "machine"("enrolled_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "machine_agent_key_key" ON "machine"("agent_key");

-- CreateIndex
CREATE INDEX "observation_history_machine_id_received_at_idx" ON "observation_history"("machine_id", "received_at");

-- CreateIndex
CREATE INDEX "machine_request_machine_id_sent_at_idx" ON "machine_request"("machine_id", "sent_at");

-- CreateIndex
CREATE INDEX "poll_session_machine_id_idx" ON "poll_session"("machine_id");

-- CreateIndex
CREATE INDEX "rollout_scope_id_created_at_idx" ON "rollout"("scope_id", "created_at");

-- CreateIndex
CREATE INDEX "approval_rollout_id_idx" ON "approval"("rollout_id");

-- CreateIndex
CREATE INDEX "job_machine_id_created_at_idx" ON "job"("machine_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "job_rollout_id_machine_id_attempt_key" ON "job"("rollout_id", "machine_id", "attempt");

-- CreateIndex
CREATE INDEX "job_event_job_id_received_at_idx" ON "job_event"("job_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "receipt_job_id_attempt_session_deferrals_key" ON "receipt"("job_id", "attempt", "session", "deferrals");

-- CreateIndex
CREATE INDEX "audit_entry_object_kind_object_id_seq_idx" ON "audit_entry"("object_kind", "object_id", "seq");

-- CreateIndex
CREATE INDEX "audit_entry_scope_id_seq_idx" ON "audit_entry"("scope_id", "seq");

-- CreateIndex
CREATE INDEX "signature_entry_signed_at_idx" ON "signature_entry"("signed_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine" ADD CONSTRAINT "machine_token_id_fkey" FOREIGN KEY ("token_id") REFERENCES "enrolment_token"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_machine_id_fkey" FOREIGN KEY ("machine_id") REFERENCES "machine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_event" ADD CONSTRAINT "job_event_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "receipt" ADD CONSTRAINT "receipt_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
