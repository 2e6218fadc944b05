-- The sum of the migrations, for reading. Made by a test (vitest -u writes it anew); not meant to be run.

-- tables
create table account (
  id text not null,
  account_id text not null,
  provider_id text not null,
  user_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp(3) with time zone,
  refresh_token_expires_at timestamp(3) with time zone,
  scope text,
  password text,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table agent_update (
  id uuid not null default uuidv7(),
  version text not null,
  version_rank integer[],
  key_id text not null,
  systems text[],
  payload bytea not null,
  signature bytea not null,
  label text,
  percent integer not null,
  canaries integer not null,
  at_once integer not null,
  max_failures integer not null,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  stopped_at timestamp(3) with time zone
);
create table agent_update_machine (
  update_id uuid not null,
  machine_id uuid not null,
  state text not null,
  text text,
  offered_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  changed_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  acknowledged boolean not null default false,
  starts integer not null default 0,
  silent_since timestamp(3) with time zone
);
create table alert (
  id uuid not null default uuidv7(),
  kind text not null,
  subject text not null,
  scope_id uuid,
  name text not null,
  machines integer,
  out_of integer,
  before integer,
  text text,
  opened_at timestamp(3) with time zone not null,
  told_machines integer,
  told_text text,
  told_at timestamp(3) with time zone not null,
  clear_since timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  returns integer not null default 0,
  acknowledged_by_id text,
  acknowledged_at timestamp(3) with time zone,
  acknowledge_reason text
);
create table alert_delivery (
  id uuid not null default uuidv7(),
  destination_id uuid not null,
  is_test boolean not null default false,
  news jsonb not null default '[]'::jsonb,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  sent_at timestamp(3) with time zone,
  given_up_at timestamp(3) with time zone,
  answer text
);
create table alert_destination (
  id uuid not null default uuidv7(),
  name text not null,
  kind text not null,
  target text not null,
  webhook_secret text,
  kinds text[] default ARRAY[]::text[],
  scope_ids uuid[] default ARRAY[]::uuid[],
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  next_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  leased_until timestamp(3) with time zone,
  sent_at timestamp(3) with time zone,
  failing_at timestamp(3) with time zone,
  failure text,
  tries integer not null default 0
);
create table api_token (
  id uuid not null default uuidv7(),
  user_id text not null,
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  role text not null,
  scope_ids uuid[] default ARRAY[]::uuid[],
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  expires_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  last_used_at timestamp(3) with time zone
);
create table approval (
  id uuid not null default uuidv7(),
  rollout_id uuid not null,
  scope_id uuid not null,
  plan_hash bytea not null,
  approver_id text not null,
  kind text not null,
  reason text,
  approved_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  voided_at timestamp(3) with time zone
);
create table audit_check (
  id uuid not null default uuidv7(),
  started_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone not null,
  count bigint not null,
  hash bytea not null,
  fault_count integer not null,
  faults jsonb not null,
  published jsonb
);
create table audit_delivery (
  target text not null,
  kind text not null,
  count bigint not null default 0,
  delivered_at timestamp(3) with time zone,
  failing_at timestamp(3) with time zone,
  failure text,
  tried_at timestamp(3) with time zone not null
);
create table audit_entry (
  seq bigint not null default nextval('audit_entry_seq_seq'::regclass),
  at timestamp(3) with time zone not null default clock_timestamp(),
  scope_id uuid,
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  object_kind text not null,
  object_id text,
  object_name text,
  outcome text not null default 'done'::text,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  address text,
  xid text not null default (pg_current_xact_id())::text,
  actor_token text
);
create table audit_head (
  count bigint not null,
  hash bytea not null,
  signed_at timestamp(3) with time zone not null,
  statement text not null,
  key_id text not null,
  signature bytea not null
);
create table audit_link (
  number bigint not null,
  seq bigint not null,
  entry_sha256 bytea not null,
  hash bytea not null
);
create table audit_stub (
  count bigint not null,
  hash bytea not null,
  oldest_at timestamp(3) with time zone not null,
  newest_at timestamp(3) with time zone not null,
  kept_days integer not null,
  set_by text,
  requested_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  statement text,
  key_id text,
  signature bytea
);
create table brake (
  id integer not null default 1,
  "on" boolean not null default false,
  reason text,
  set_by_id text,
  set_at timestamp(3) with time zone
);
create table enrolment_token (
  id text not null,
  scope_id uuid not null,
  secret_hash bytea not null,
  label text not null,
  auto_accept boolean not null,
  max_uses integer not null,
  uses integer not null default 0,
  expires_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table evidence_bundle (
  id uuid not null default uuidv7(),
  rollout_id uuid not null,
  scope_id uuid not null,
  requested_by_id text,
  requested_by_name text not null,
  requested_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  state text not null default 'requested'::text,
  builder_id uuid,
  attempts integer not null default 0,
  interim boolean,
  manifest text,
  key_id text,
  signature bytea,
  host text,
  bytes bigint,
  sha256 bytea,
  finished_at timestamp(3) with time zone,
  expires_at timestamp(3) with time zone,
  failure text
);
create table evidence_key (
  key_id text not null,
  public_key bytea not null,
  made_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  previous_key_id text,
  succession text,
  signature bytea,
  acceptance bytea
);
create table finding_count (
  scope_id uuid not null,
  rule_id text not null,
  verdict text not null,
  waived_until timestamp(3) with time zone not null,
  machines integer not null
);
create table finding_day (
  scope_id uuid not null,
  rule_id text not null,
  day date not null,
  verdict text not null,
  machines integer not null,
  counted_at timestamp(3) with time zone not null
);
create table finding_delta (
  id bigint not null default nextval('finding_delta_id_seq'::regclass),
  scope_id uuid not null,
  rule_id text not null,
  verdict text not null,
  waived_until timestamp(3) with time zone not null,
  machines integer not null
);
create table fleet_day (
  day date not null,
  scope_id uuid not null,
  facet text not null,
  word text not null,
  machines integer not null,
  counted_at timestamp(3) with time zone not null
);
create table fleet_day_due (
  day date not null,
  due_at timestamp(3) with time zone not null
);
create table fleet_day_moved (
  id bigint not null default nextval('fleet_day_moved_id_seq'::regclass),
  scope_id uuid not null,
  by integer not null,
  since timestamp(3) with time zone not null,
  until timestamp(3) with time zone not null,
  seen boolean not null,
  configured_type text,
  effective_state text,
  reachable text,
  os_name text,
  nat text,
  server text
);
create table fleet_day_touched (
  id bigint not null default nextval('fleet_day_touched_id_seq'::regclass),
  since timestamp(3) with time zone not null
);
create table history_kept (
  kind text not null,
  since timestamp(3) with time zone not null
);
create table job (
  id uuid not null default uuidv7(),
  rollout_id uuid not null,
  machine_id uuid not null,
  scope_id uuid not null,
  enrolment_id uuid not null,
  attempt integer not null default 1,
  sequence bigint not null,
  work jsonb not null,
  notice jsonb not null,
  windows jsonb not null default '[]'::jsonb,
  witnesses jsonb not null default '[]'::jsonb,
  contact_window_seconds integer not null,
  verify jsonb not null,
  not_before timestamp(3) with time zone not null,
  not_after timestamp(3) with time zone not null,
  state text not null,
  status_version integer not null default 0,
  detail text,
  until timestamp(3) with time zone,
  steps jsonb not null default '[]'::jsonb,
  before jsonb,
  after jsonb,
  unmet jsonb not null default '[]'::jsonb,
  blockers jsonb not null default '[]'::jsonb,
  payload bytea,
  signature bytea,
  signed_at timestamp(3) with time zone,
  offered_at timestamp(3) with time zone,
  go_ask_id uuid,
  go_granted_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  started_at timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  cancel_requested_at timestamp(3) with time zone,
  wanted_before jsonb,
  outputs_pruned_at timestamp(3) with time zone
) with (fillfactor=80);
create table job_event (
  id uuid not null default uuidv7(),
  job_id uuid not null,
  scope_id uuid not null,
  version integer not null,
  state text not null,
  detail text,
  source text not null,
  accepted boolean not null default true,
  at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table machine (
  id uuid not null default uuidv7(),
  scope_id uuid not null,
  hostname text not null,
  labels text[] default ARRAY[]::text[],
  status text not null,
  status_reason text,
  platform text not null,
  simulated boolean not null default false,
  agent_version text not null,
  agent_key bytea not null,
  enrolment_id uuid not null,
  hardware_id text not null,
  time_zone text,
  token_id text,
  enrolled_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  retired_at timestamp(3) with time zone,
  last_sequence bigint not null default 0,
  agent_sequence bigint not null default 0,
  released_to text
);
create table machine_application (
  machine_id uuid not null,
  application text not null,
  asked_by text not null,
  first_asked_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  last_asked_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table machine_contact (
  machine_id uuid not null,
  epoch bigint not null default 0,
  connected boolean not null default false,
  door text,
  server_id uuid,
  boot_id text,
  hardware_id text,
  remote text,
  connected_at timestamp(3) with time zone,
  last_seen_at timestamp(3) with time zone,
  recent jsonb not null default '[]'::jsonb
) with (fillfactor=70, autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=500);
create table machine_desired (
  machine_id uuid not null,
  scope_id uuid not null,
  desired jsonb not null,
  rollout_id uuid not null,
  set_at timestamp(3) with time zone not null
);
create table machine_facts (
  machine_id uuid not null,
  scope_id uuid not null,
  observed_at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  observation jsonb not null,
  observation_hash bytea not null,
  os_family text not null,
  os_name text not null,
  configured_type text not null,
  configured_set_by text not null,
  effective_state text not null,
  reachable text not null,
  teredo_address text,
  diagnosis_code text not null,
  severity text not null,
  clock_skew_ms bigint,
  role text not null default 'unknown'::text,
  findings text[] not null default ARRAY[]::text[],
  nat text default observed_nat(observation)
);
create table machine_finding (
  machine_id uuid not null,
  rule_id text not null,
  verdict text not null,
  since timestamp(3) with time zone not null,
  until timestamp(3) with time zone,
  rule_version integer not null default 1,
  waived_until timestamp(3) with time zone
);
create table machine_past (
  machine_id uuid not null,
  since timestamp(3) with time zone not null,
  os_name text not null,
  configured_type text not null,
  configured_set_by text not null,
  effective_state text not null,
  reachable text not null,
  teredo_address text,
  role text not null,
  diagnosis_code text not null,
  severity text not null,
  nat text not null default 'unknown'::text,
  server text
);
create table machine_policy (
  machine_id uuid not null,
  policy_id uuid not null,
  scope_id uuid not null,
  version integer not null,
  verdict text not null,
  standing text not null,
  rival_ids uuid[] default ARRAY[]::uuid[],
  detail jsonb not null,
  since timestamp(3) with time zone not null,
  observed_at timestamp(3) with time zone,
  judged_at timestamp(3) with time zone not null
);
create table machine_program (
  machine_id uuid not null,
  program_id uuid not null,
  since timestamp(3) with time zone not null,
  until timestamp(3) with time zone,
  verdict text not null,
  report jsonb not null,
  reported_at timestamp(3) with time zone not null
);
create table machine_request (
  id uuid not null default uuidv7(),
  machine_id uuid not null,
  scope_id uuid not null,
  kind text not null,
  requested_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  sent_at timestamp(3) with time zone
);
create table machine_status_history (
  machine_id uuid not null,
  since timestamp(3) with time zone not null,
  status text not null
);
create table machine_teredo_server (
  machine_id uuid not null,
  facts_changed_at timestamp(3) with time zone not null,
  server text,
  by text not null,
  in_use boolean not null,
  asked text,
  outcome text
);
create table machine_updater (
  machine_id uuid not null,
  key_id text not null,
  system text not null
);
create table named_program (
  id uuid not null default uuidv7(),
  path text not null,
  system text not null,
  scope_id uuid,
  label text,
  note text,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  removed_at timestamp(3) with time zone
);
create table notice_answer (
  id uuid not null default uuidv7(),
  job_id uuid not null,
  scope_id uuid not null,
  attempt integer not null,
  session text not null,
  answer text not null,
  until timestamp(3) with time zone,
  language text not null,
  text_sha256 text not null,
  code text,
  address text not null,
  at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  outcome text,
  settled_at timestamp(3) with time zone
);
create table notice_document (
  id uuid not null default uuidv7(),
  scope_id uuid not null,
  name text not null,
  archived_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table notice_link (
  code_sha256 bytea not null,
  job_id uuid not null,
  scope_id uuid not null,
  attempt integer not null,
  session text not null,
  told_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  deferrals_left integer
);
create table notice_nudge (
  id uuid not null default uuidv7(),
  job_id uuid not null,
  scope_id uuid not null,
  at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table notice_override (
  id uuid not null default uuidv7(),
  rollout_id uuid not null,
  scope_id uuid not null,
  plan_hash bytea not null,
  machines integer not null,
  asked_by_id text not null,
  asked_at timestamp(3) with time zone not null,
  ask_reason text not null,
  granted_by_id text,
  granted_at timestamp(3) with time zone,
  grant_reason text,
  closed_by_id text,
  closed_at timestamp(3) with time zone,
  close_reason text
);
create table notice_override_job (
  override_id uuid not null,
  job_id uuid not null,
  scope_id uuid not null,
  payload bytea,
  signature bytea,
  signed_at timestamp(3) with time zone,
  refusal text
);
create table notice_version (
  document_id uuid not null,
  scope_id uuid not null,
  number integer not null,
  texts jsonb not null,
  sha256 bytea not null,
  author_id text not null,
  saved_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  used_at timestamp(3) with time zone
);
create table observation_history (
  id uuid not null default uuidv7(),
  machine_id uuid not null,
  scope_id uuid not null,
  observed_at timestamp(3) with time zone not null,
  received_at timestamp(3) with time zone not null,
  reason text not null,
  observation jsonb not null,
  clock_skew_ms bigint
);
create table overview_visit (
  user_id text not null,
  seen_at timestamp(3) with time zone not null,
  previous_at timestamp(3) with time zone,
  seen_findings jsonb not null,
  previous_findings jsonb,
  seen_scopes text not null default ''::text,
  previous_scopes text
);
create table own_rule (
  id text not null,
  scope_id uuid,
  version integer not null default 1,
  title text not null,
  kind text not null,
  severity text not null,
  demand text not null,
  remedy text not null,
  applies_when text,
  asks text not null,
  reads_volatile boolean not null,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null,
  changed_by_id text not null,
  changed_at timestamp(3) with time zone not null,
  retired_by_id text,
  retired_at timestamp(3) with time zone,
  retire_reason text,
  revision integer not null default 1,
  judged_at timestamp(3) with time zone,
  judged_to uuid,
  judged integer not null default 0,
  to_judge integer not null default 0
);
create table own_rule_due (
  id bigint not null default nextval('own_rule_due_id_seq'::regclass),
  machine_id uuid not null
);
create table own_rule_version (
  rule_id text not null,
  version integer not null,
  kind text not null,
  applies_when text,
  asks text not null,
  changed_by_id text not null,
  changed_at timestamp(3) with time zone not null
);
create table policy (
  id uuid not null default uuidv7(),
  scope_id uuid not null,
  name text not null,
  label text not null,
  mode text not null,
  version integer not null default 1,
  content jsonb not null,
  content_hash bytea not null,
  desired_hash bytea not null,
  author_id text not null,
  editor_ids text[] default ARRAY[]::text[],
  reason text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  changed_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  retired_at timestamp(3) with time zone,
  repairs_from timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table policy_approval (
  id uuid not null default uuidv7(),
  policy_id uuid not null,
  scope_id uuid not null,
  content_hash bytea not null,
  approver_id text not null,
  reason text,
  approved_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table policy_due (
  id uuid not null default uuidv7(),
  machine_id uuid not null
);
create table policy_precedence (
  winner_id uuid not null,
  loser_id uuid not null,
  scope_id uuid not null,
  winner_desired_hash bytea not null,
  loser_desired_hash bytea not null,
  decided_by_id text not null,
  decided_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  reason text not null
);
create table poll_session (
  id uuid not null,
  machine_id uuid,
  agent_key bytea not null,
  nonce bytea not null,
  epoch bigint not null default 0,
  received bigint not null default 0,
  sent bigint not null default 0,
  last_reply bytea,
  outbox jsonb not null default '[]'::jsonb,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  last_used_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
) with (fillfactor=70);
create table rate_limit (
  id text not null,
  key text not null,
  count integer not null,
  last_request bigint not null
);
create table receipt (
  id uuid not null default uuidv7(),
  job_id uuid not null,
  scope_id uuid not null,
  attempt integer not null,
  session text not null,
  user_name text,
  channel text not null,
  language text not null,
  text_sha256 text not null,
  queued_at timestamp(3) with time zone not null,
  on_agent_at timestamp(3) with time zone not null,
  displayed_at timestamp(3) with time zone,
  answered_at timestamp(3) with time zone,
  answer text not null,
  deferred_until timestamp(3) with time zone,
  deferrals integer not null default 0,
  received_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  overridden_by text[] default ARRAY[]::text[]
);
create table report_link (
  id uuid not null default uuidv7(),
  scope_id uuid not null,
  rollout_id uuid not null,
  name text not null,
  secret_hash bytea not null,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  expires_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  last_opened_at timestamp(3) with time zone
);
create table report_schedule (
  id uuid not null default uuidv7(),
  name text not null,
  filter jsonb not null,
  format text not null,
  every text not null,
  hour integer not null,
  time_zone text not null,
  kind text not null,
  target text not null,
  webhook_secret text,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  covered_to timestamp(3) with time zone not null,
  next_at timestamp(3) with time zone not null,
  asked_at timestamp(3) with time zone,
  leased_until timestamp(3) with time zone,
  sent_at timestamp(3) with time zone,
  failing_at timestamp(3) with time zone,
  failure text,
  tries integer not null default 0
);
create table rollout (
  id uuid not null default uuidv7(),
  scope_id uuid not null,
  name text not null,
  kind text not null,
  state text not null,
  pause_reason text,
  plan jsonb not null,
  plan_hash bytea not null,
  author_id text not null,
  reason text,
  rollback_of_id uuid,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  started_at timestamp(3) with time zone,
  finished_at timestamp(3) with time zone,
  wake_at timestamp(3) with time zone,
  editor_ids text[] default ARRAY[]::text[],
  joiners_at timestamp(3) with time zone,
  any_end_counts boolean not null default false,
  policy_id uuid
);
create table rollout_freeze (
  id uuid not null default uuidv7(),
  name text not null,
  from_at timestamp(3) with time zone not null,
  until_at timestamp(3) with time zone not null,
  reason text not null,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table rollout_member (
  rollout_id uuid not null,
  machine_id uuid not null,
  scope_id uuid not null,
  wave integer,
  reason jsonb not null,
  excluded jsonb,
  late_at timestamp(3) with time zone,
  acknowledged_attempt integer,
  attempt integer not null default 1
);
create table rollout_wave (
  rollout_id uuid not null,
  number integer not null,
  scope_id uuid not null,
  name text not null,
  selection jsonb not null,
  gate jsonb not null,
  patience_seconds integer not null,
  opened_at timestamp(3) with time zone,
  gate_met_at timestamp(3) with time zone,
  promoted_at timestamp(3) with time zone,
  overridden_at timestamp(3) with time zone,
  override_asked_at timestamp(3) with time zone,
  override_asked_by_id text
);
create table saved_view (
  id uuid not null default uuidv7(),
  user_id text not null,
  page text not null,
  name text not null,
  search text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table scope (
  id uuid not null default uuidv7(),
  name text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table server_process (
  id uuid not null,
  role text not null,
  host text not null,
  pid integer not null,
  version text not null,
  started_at timestamp(3) with time zone not null,
  last_seen_at timestamp(3) with time zone not null
);
create table session (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp(3) with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table setting (
  key text not null,
  value jsonb not null,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table signature_entry (
  id uuid not null default uuidv7(),
  job_id uuid not null,
  machine_id uuid not null,
  rollout_id uuid not null,
  plan_hash bytea not null,
  payload_sha256 bytea not null,
  key_id text not null,
  signed_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table teredo_server (
  name text not null,
  secondary text,
  note text,
  measured boolean not null default false,
  created_by_id text not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table teredo_server_probe (
  name text not null,
  requested_at timestamp(3) with time zone,
  next_at timestamp(3) with time zone,
  measured_at timestamp(3) with time zone,
  outcome text,
  fault text,
  addresses text[] default ARRAY[]::text[],
  round_trip_ms integer,
  last_answer_at timestamp(3) with time zone
);
create table teredo_server_tally (
  name text not null,
  both_answered integer not null,
  answered integer not null,
  primary_only integer not null,
  secondary_only integer not null,
  silent integer not null,
  unresolved integer not null,
  failing_networks integer not null,
  old integer not null,
  newest_at timestamp(3) with time zone,
  last_answer_at timestamp(3) with time zone,
  simulated boolean not null
);
create table unjudged_end (
  id uuid not null default uuidv7(),
  rollout_id uuid not null,
  bad boolean not null
);
create table "user" (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  role text not null default 'viewer'::text,
  scope_ids uuid[] default ARRAY[]::uuid[],
  disabled_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table verification (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp(3) with time zone not null,
  created_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP,
  updated_at timestamp(3) with time zone not null default CURRENT_TIMESTAMP
);
create table waiver (
  id uuid not null default uuidv7(),
  scope_id uuid not null,
  rule_id text not null,
  rule_version integer not null,
  machine_id uuid,
  label text,
  owner text not null,
  reason text not null,
  granted_by_id text not null,
  granted_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  revoked_by_id text,
  revoked_at timestamp(3) with time zone,
  revoke_reason text,
  expiry_entered_at timestamp(3) with time zone
);

-- constraints
alter table account add constraint account_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table account add constraint account_pkey PRIMARY KEY (id);
alter table agent_update add constraint agent_update_counts CHECK (((canaries >= 1) AND (at_once >= 1) AND (max_failures >= 1)));
alter table agent_update add constraint agent_update_percent CHECK (((percent >= 1) AND (percent <= 100)));
alter table agent_update add constraint agent_update_pkey PRIMARY KEY (id);
alter table agent_update_machine add constraint agent_update_machine_starts CHECK ((starts >= 0));
alter table agent_update_machine add constraint agent_update_machine_state CHECK ((state = ANY (ARRAY['offered'::text, 'downloading'::text, 'ready'::text, 'waiting'::text, 'trying'::text, 'updated'::text, 'refused'::text, 'failed'::text, 'fell-back'::text])));
alter table agent_update_machine add constraint agent_update_machine_update_id_fkey FOREIGN KEY (update_id) REFERENCES agent_update(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table agent_update_machine add constraint agent_update_machine_pkey PRIMARY KEY (update_id, machine_id);
alter table alert add constraint alert_acknowledged CHECK (((acknowledged_by_id IS NULL) = (acknowledged_at IS NULL)));
alter table alert add constraint alert_ended CHECK (((ended_at IS NULL) OR (clear_since IS NOT NULL)));
alter table alert add constraint alert_kind CHECK ((kind = ANY (ARRAY['drift'::text, 'new-finding'::text, 'rollout-paused'::text, 'rollout-held'::text, 'policy-held'::text, 'chain-broken'::text, 'agents-lost'::text, 'token-expiring'::text, 'certificate-expiring'::text])));
alter table alert add constraint alert_pkey PRIMARY KEY (id);
alter table alert_delivery add constraint alert_delivery_end CHECK ((num_nonnulls(sent_at, given_up_at) < 2));
alter table alert_delivery add constraint alert_delivery_destination_id_fkey FOREIGN KEY (destination_id) REFERENCES alert_destination(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table alert_delivery add constraint alert_delivery_pkey PRIMARY KEY (id);
alter table alert_destination add constraint alert_destination_failure CHECK (((failing_at IS NULL) = (failure IS NULL)));
alter table alert_destination add constraint alert_destination_kind CHECK ((kind = ANY (ARRAY['mail'::text, 'webhook'::text])));
alter table alert_destination add constraint alert_destination_secret CHECK (((kind = 'webhook'::text) = (webhook_secret IS NOT NULL)));
alter table alert_destination add constraint alert_destination_pkey PRIMARY KEY (id);
alter table api_token add constraint api_token_life CHECK ((created_at < expires_at));
alter table api_token add constraint api_token_role CHECK ((role = ANY (ARRAY['admin'::text, 'operator'::text, 'approver'::text, 'auditor'::text, 'viewer'::text])));
alter table api_token add constraint api_token_secret CHECK ((octet_length(secret_hash) = 32));
alter table api_token add constraint api_token_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table api_token add constraint api_token_pkey PRIMARY KEY (id);
alter table approval add constraint approval_kind CHECK ((kind = ANY (ARRAY['single'::text, 'approval'::text, 'emergency'::text, 'policy'::text])));
alter table approval add constraint approval_plan_hash CHECK ((octet_length(plan_hash) = 32));
alter table approval add constraint approval_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table approval add constraint approval_pkey PRIMARY KEY (id);
alter table audit_check add constraint audit_check_faults CHECK ((fault_count >= 0));
alter table audit_check add constraint audit_check_pkey PRIMARY KEY (id);
alter table audit_delivery add constraint audit_delivery_failure CHECK (((failing_at IS NULL) = (failure IS NULL)));
alter table audit_delivery add constraint audit_delivery_kind CHECK ((kind = ANY (ARRAY['file'::text, 'syslog'::text, 'webhook'::text])));
alter table audit_delivery add constraint audit_delivery_pkey PRIMARY KEY (target);
alter table audit_entry add constraint audit_entry_actor CHECK ((actor_kind = ANY (ARRAY['user'::text, 'machine'::text, 'system'::text])));
alter table audit_entry add constraint audit_entry_outcome CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'failed'::text])));
alter table audit_entry add constraint audit_entry_token CHECK (((actor_token IS NULL) OR (actor_kind = 'user'::text)));
alter table audit_entry add constraint audit_entry_pkey PRIMARY KEY (seq);
alter table audit_head add constraint audit_head_count CHECK ((count >= 1));
alter table audit_head add constraint audit_head_hash CHECK (((length(hash) = 32) AND (length(signature) = 64)));
alter table audit_head add constraint audit_head_key_id_fkey FOREIGN KEY (key_id) REFERENCES evidence_key(key_id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table audit_head add constraint audit_head_pkey PRIMARY KEY (count);
alter table audit_link add constraint audit_link_digests CHECK (((length(entry_sha256) = 32) AND (length(hash) = 32)));
alter table audit_link add constraint audit_link_number CHECK ((number >= 1));
alter table audit_link add constraint audit_link_pkey PRIMARY KEY (number);
alter table audit_stub add constraint audit_stub_count CHECK ((count >= 1));
alter table audit_stub add constraint audit_stub_digests CHECK (((length(hash) = 32) AND ((signature IS NULL) OR (length(signature) = 64))));
alter table audit_stub add constraint audit_stub_kept CHECK ((kept_days >= 30));
alter table audit_stub add constraint audit_stub_whole CHECK ((num_nulls(statement, key_id, signature) = ANY (ARRAY[0, 3])));
alter table audit_stub add constraint audit_stub_pkey PRIMARY KEY (count);
alter table brake add constraint brake_single CHECK ((id = 1));
alter table brake add constraint brake_pkey PRIMARY KEY (id);
alter table enrolment_token add constraint enrolment_token_secret CHECK ((octet_length(secret_hash) = 32));
alter table enrolment_token add constraint enrolment_token_uses CHECK (((uses >= 0) AND (uses <= max_uses)));
alter table enrolment_token add constraint enrolment_token_pkey PRIMARY KEY (id);
alter table evidence_bundle add constraint evidence_bundle_failure CHECK (((state = 'failed'::text) = (failure IS NOT NULL)));
alter table evidence_bundle add constraint evidence_bundle_ready CHECK (((state <> 'ready'::text) OR (num_nulls(manifest, signature, interim, host, bytes, sha256, finished_at, expires_at) = 0)));
alter table evidence_bundle add constraint evidence_bundle_signature CHECK (((num_nulls(key_id, signature) = ANY (ARRAY[0, 2])) AND ((signature IS NULL) OR ((length(signature) = 64) AND (manifest IS NOT NULL)))));
alter table evidence_bundle add constraint evidence_bundle_state CHECK ((state = ANY (ARRAY['requested'::text, 'building'::text, 'unsigned'::text, 'signed'::text, 'ready'::text, 'failed'::text, 'gone'::text])));
alter table evidence_bundle add constraint evidence_bundle_pkey PRIMARY KEY (id);
alter table evidence_key add constraint evidence_key_id CHECK ((key_id = encode(sha256(public_key), 'hex'::text)));
alter table evidence_key add constraint evidence_key_length CHECK (((length(public_key) = 32) AND ((signature IS NULL) OR (length(signature) = 64)) AND ((acceptance IS NULL) OR (length(acceptance) = 64))));
alter table evidence_key add constraint evidence_key_succession CHECK ((((previous_key_id IS NULL) = (signature IS NULL)) AND ((succession IS NULL) = (signature IS NULL)) AND ((acceptance IS NULL) = (signature IS NULL))));
alter table evidence_key add constraint evidence_key_pkey PRIMARY KEY (key_id);
alter table finding_count add constraint finding_count_pkey PRIMARY KEY (scope_id, rule_id, verdict, waived_until);
alter table finding_day add constraint finding_day_pkey PRIMARY KEY (rule_id, day, scope_id, verdict);
alter table finding_delta add constraint finding_delta_pkey PRIMARY KEY (id);
alter table fleet_day add constraint fleet_day_pkey PRIMARY KEY (day, scope_id, facet, word);
alter table fleet_day_due add constraint fleet_day_due_pkey PRIMARY KEY (day);
alter table fleet_day_moved add constraint fleet_day_moved_pkey PRIMARY KEY (id);
alter table fleet_day_touched add constraint fleet_day_touched_pkey PRIMARY KEY (id);
alter table history_kept add constraint history_kept_pkey PRIMARY KEY (kind);
alter table job add constraint job_attempt CHECK ((attempt >= 1));
alter table job add constraint job_finished CHECK (((finished_at IS NOT NULL) = (state = ANY (ARRAY['verified'::text, 'already-compliant'::text, 'not-applicable'::text, 'blocked'::text, 'failed'::text, 'verify-failed'::text, 'timed-out'::text, 'reverted'::text, 'refused'::text, 'expired'::text, 'cancelled'::text, 'quarantined'::text, 'rolled-back'::text]))));
alter table job add constraint job_go_signed CHECK (((go_granted_at IS NULL) OR (payload IS NOT NULL)));
alter table job add constraint job_go_whole CHECK ((num_nulls(go_ask_id, go_granted_at) = ANY (ARRAY[0, 2])));
alter table job add constraint job_lifetime CHECK ((not_before < not_after));
alter table job add constraint job_sequence CHECK ((sequence >= 1));
alter table job add constraint job_signature_whole CHECK ((num_nulls(payload, signature, signed_at) = ANY (ARRAY[0, 3])));
alter table job add constraint job_signed CHECK (((payload IS NOT NULL) OR (state = 'requested'::text) OR (finished_at IS NOT NULL)));
alter table job add constraint job_state CHECK ((state = ANY (ARRAY['requested'::text, 'offered'::text, 'lost-contact'::text, 'quarantined'::text, 'notifying'::text, 'deferred'::text, 'waiting-window'::text, 'queued'::text, 'running'::text, 'verifying'::text, 'verified'::text, 'already-compliant'::text, 'not-applicable'::text, 'blocked'::text, 'failed'::text, 'verify-failed'::text, 'timed-out'::text, 'reverted'::text, 'refused'::text, 'expired'::text, 'cancelled'::text, 'rolled-back'::text])));
alter table job add constraint job_machine_id_fkey FOREIGN KEY (machine_id) REFERENCES machine(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table job add constraint job_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table job add constraint job_pkey PRIMARY KEY (id);
alter table job_event add constraint job_event_source CHECK ((source = ANY (ARRAY['agent'::text, 'server'::text])));
alter table job_event add constraint job_event_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table job_event add constraint job_event_pkey PRIMARY KEY (id);
alter table machine add constraint machine_agent_key CHECK ((octet_length(agent_key) = 32));
alter table machine add constraint machine_platform CHECK ((platform = ANY (ARRAY['linux'::text, 'windows'::text, 'wsh'::text, 'simulated'::text])));
alter table machine add constraint machine_released_to CHECK ((released_to = ANY (ARRAY['pending'::text, 'active'::text])));
alter table machine add constraint machine_retired CHECK (((status = 'retired'::text) = (retired_at IS NOT NULL)));
alter table machine add constraint machine_status CHECK ((status = ANY (ARRAY['pending'::text, 'active'::text, 'quarantined'::text, 'retired'::text])));
alter table machine add constraint machine_token_id_fkey FOREIGN KEY (token_id) REFERENCES enrolment_token(id) ON UPDATE CASCADE ON DELETE SET NULL;
alter table machine add constraint machine_pkey PRIMARY KEY (id);
alter table machine_application add constraint machine_application_application CHECK (((char_length(application) >= 1) AND (char_length(application) <= 64)));
alter table machine_application add constraint machine_application_asked_by CHECK ((char_length(asked_by) <= 256));
alter table machine_application add constraint machine_application_pkey PRIMARY KEY (machine_id, application);
alter table machine_contact add constraint machine_contact_door CHECK ((door = ANY (ARRAY['ws'::text, 'poll'::text])));
alter table machine_contact add constraint machine_contact_pkey PRIMARY KEY (machine_id);
alter table machine_desired add constraint machine_desired_pkey PRIMARY KEY (machine_id);
alter table machine_facts add constraint machine_facts_reachable CHECK ((reachable = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])));
alter table machine_facts add constraint machine_facts_role CHECK ((role = ANY (ARRAY['client'::text, 'host-specific-relay'::text, 'relay'::text, 'server'::text, 'none'::text, 'unknown'::text])));
alter table machine_facts add constraint machine_facts_severity CHECK ((severity = ANY (ARRAY['ok'::text, 'info'::text, 'warning'::text, 'problem'::text])));
alter table machine_facts add constraint machine_facts_pkey PRIMARY KEY (machine_id);
alter table machine_finding add constraint machine_finding_rule_id CHECK ((rule_id ~ '^[a-z0-9-]{1,64}$'::text));
alter table machine_finding add constraint machine_finding_rule_version CHECK ((rule_version >= 1));
alter table machine_finding add constraint machine_finding_until CHECK ((until > since));
alter table machine_finding add constraint machine_finding_verdict CHECK ((verdict = ANY (ARRAY['pass'::text, 'finding'::text, 'not-applicable'::text, 'not-reviewed'::text, 'unknown'::text])));
alter table machine_finding add constraint machine_finding_pkey PRIMARY KEY (machine_id, rule_id, since);
alter table machine_past add constraint machine_past_pkey PRIMARY KEY (machine_id, since);
alter table machine_policy add constraint machine_policy_standing CHECK ((standing = ANY (ARRAY['alone'::text, 'wins'::text, 'yields'::text, 'undecided'::text])));
alter table machine_policy add constraint machine_policy_verdict CHECK ((verdict = ANY (ARRAY['compliant'::text, 'drifted'::text, 'blocked'::text, 'ineffective'::text, 'unknown'::text])));
alter table machine_policy add constraint machine_policy_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table machine_policy add constraint machine_policy_pkey PRIMARY KEY (machine_id, policy_id);
alter table machine_program add constraint machine_program_until CHECK ((until > since));
alter table machine_program add constraint machine_program_verdict CHECK ((verdict = ANY (ARRAY['ready'::text, 'not-ready'::text, 'cannot-tell'::text, 'missing'::text, 'not-read'::text])));
alter table machine_program add constraint machine_program_pkey PRIMARY KEY (machine_id, program_id, since);
alter table machine_request add constraint machine_request_kind CHECK ((kind = ANY (ARRAY['observe-now'::text, 'disconnect'::text])));
alter table machine_request add constraint machine_request_pkey PRIMARY KEY (id);
alter table machine_status_history add constraint machine_status_history_machine_id_fkey FOREIGN KEY (machine_id) REFERENCES machine(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table machine_status_history add constraint machine_status_history_pkey PRIMARY KEY (machine_id, since);
alter table machine_teredo_server add constraint machine_teredo_server_by CHECK ((by = ANY (ARRAY['written-down'::text, 'windows-default'::text, 'none'::text, 'unknown'::text])));
alter table machine_teredo_server add constraint machine_teredo_server_outcome CHECK ((outcome = ANY (ARRAY['both'::text, 'answered'::text, 'primary-only'::text, 'secondary-only'::text, 'silent'::text, 'unresolved'::text])));
alter table machine_teredo_server add constraint machine_teredo_server_pkey PRIMARY KEY (machine_id);
alter table machine_updater add constraint machine_updater_system CHECK ((system = ANY (ARRAY['linux'::text, 'windows-x64'::text])));
alter table machine_updater add constraint machine_updater_pkey PRIMARY KEY (machine_id);
alter table named_program add constraint named_program_label CHECK (((char_length(label) >= 1) AND (char_length(label) <= 100)));
alter table named_program add constraint named_program_note CHECK ((char_length(note) <= 500));
alter table named_program add constraint named_program_path CHECK (((char_length(path) >= 1) AND (char_length(path) <= 240)));
alter table named_program add constraint named_program_system CHECK ((system = ANY (ARRAY['windows'::text, 'linux'::text])));
alter table named_program add constraint named_program_pkey PRIMARY KEY (id);
alter table notice_answer add constraint notice_answer_answer CHECK ((answer = ANY (ARRAY['acknowledged'::text, 'deferred'::text, 'refused'::text])));
alter table notice_answer add constraint notice_answer_code CHECK ((code ~ '^[0-9A-HJKMNP-TV-Z]{20}$'::text));
alter table notice_answer add constraint notice_answer_outcome CHECK ((outcome = ANY (ARRAY['taken'::text, 'too-late'::text, 'answered-before'::text, 'not-offered'::text])));
alter table notice_answer add constraint notice_answer_settled CHECK (((num_nulls(outcome, settled_at) = ANY (ARRAY[0, 2])) AND ((code IS NULL) = (outcome IS NOT NULL))));
alter table notice_answer add constraint notice_answer_until CHECK (((until IS NULL) OR (answer = 'deferred'::text)));
alter table notice_answer add constraint notice_answer_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table notice_answer add constraint notice_answer_pkey PRIMARY KEY (id);
alter table notice_document add constraint notice_document_pkey PRIMARY KEY (id);
alter table notice_link add constraint notice_link_code CHECK ((length(code_sha256) = 32));
alter table notice_link add constraint notice_link_deferrals CHECK ((deferrals_left >= 0));
alter table notice_link add constraint notice_link_session CHECK (((length(session) >= 1) AND (length(session) <= 100)));
alter table notice_link add constraint notice_link_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table notice_link add constraint notice_link_pkey PRIMARY KEY (code_sha256);
alter table notice_nudge add constraint notice_nudge_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table notice_nudge add constraint notice_nudge_pkey PRIMARY KEY (id);
alter table notice_override add constraint notice_override_granted CHECK ((((granted_by_id IS NULL) = (granted_at IS NULL)) AND ((granted_at IS NULL) = (grant_reason IS NULL))));
alter table notice_override add constraint notice_override_machines CHECK ((machines >= 1));
alter table notice_override add constraint notice_override_one_end CHECK (((granted_at IS NULL) OR (closed_at IS NULL)));
alter table notice_override add constraint notice_override_plan_hash CHECK ((octet_length(plan_hash) = 32));
alter table notice_override add constraint notice_override_two CHECK ((granted_by_id <> asked_by_id));
alter table notice_override add constraint notice_override_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table notice_override add constraint notice_override_pkey PRIMARY KEY (id);
alter table notice_override_job add constraint notice_override_job_signed CHECK ((((payload IS NULL) = (signature IS NULL)) AND ((signature IS NULL) = (signed_at IS NULL)) AND ((signed_at IS NULL) OR (refusal IS NULL))));
alter table notice_override_job add constraint notice_override_job_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table notice_override_job add constraint notice_override_job_override_id_fkey FOREIGN KEY (override_id) REFERENCES notice_override(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table notice_override_job add constraint notice_override_job_pkey PRIMARY KEY (override_id, job_id);
alter table notice_version add constraint notice_version_number CHECK ((number >= 1));
alter table notice_version add constraint notice_version_sha256 CHECK ((octet_length(sha256) = 32));
alter table notice_version add constraint notice_version_texts CHECK ((jsonb_typeof(texts) = 'array'::text));
alter table notice_version add constraint notice_version_document_id_fkey FOREIGN KEY (document_id) REFERENCES notice_document(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table notice_version add constraint notice_version_pkey PRIMARY KEY (document_id, number);
alter table observation_history add constraint observation_history_pkey PRIMARY KEY (id);
alter table overview_visit add constraint overview_visit_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table overview_visit add constraint overview_visit_pkey PRIMARY KEY (user_id);
alter table own_rule add constraint own_rule_id CHECK (((id ~ '^own-[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(id) <= 64)));
alter table own_rule add constraint own_rule_kind CHECK ((kind = ANY (ARRAY['compliance'::text, 'function'::text])));
alter table own_rule add constraint own_rule_retired CHECK ((((retired_at IS NULL) = (retired_by_id IS NULL)) AND ((retired_at IS NULL) = (retire_reason IS NULL))));
alter table own_rule add constraint own_rule_severity CHECK ((severity = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text])));
alter table own_rule add constraint own_rule_texts CHECK ((((length(asks) >= 1) AND (length(asks) <= 2000)) AND ((length(applies_when) >= 1) AND (length(applies_when) <= 2000))));
alter table own_rule add constraint own_rule_version CHECK (((version >= 1) AND (revision >= 1)));
alter table own_rule add constraint own_rule_pkey PRIMARY KEY (id);
alter table own_rule_due add constraint own_rule_due_pkey PRIMARY KEY (id);
alter table own_rule_version add constraint own_rule_version_pkey PRIMARY KEY (rule_id, version);
alter table policy add constraint policy_hashes CHECK (((octet_length(content_hash) = 32) AND (octet_length(desired_hash) = 32)));
alter table policy add constraint policy_mode CHECK ((mode = ANY (ARRAY['audit'::text, 'enforce'::text])));
alter table policy add constraint policy_version CHECK ((version >= 1));
alter table policy add constraint policy_pkey PRIMARY KEY (id);
alter table policy_approval add constraint policy_approval_hash CHECK ((octet_length(content_hash) = 32));
alter table policy_approval add constraint policy_approval_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES policy(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table policy_approval add constraint policy_approval_pkey PRIMARY KEY (id);
alter table policy_due add constraint policy_due_pkey PRIMARY KEY (id);
alter table policy_precedence add constraint policy_precedence_hashes CHECK (((octet_length(winner_desired_hash) = 32) AND (octet_length(loser_desired_hash) = 32)));
alter table policy_precedence add constraint policy_precedence_two CHECK ((winner_id <> loser_id));
alter table policy_precedence add constraint policy_precedence_pkey PRIMARY KEY (winner_id, loser_id);
alter table poll_session add constraint poll_session_key CHECK (((octet_length(agent_key) = 32) AND (octet_length(nonce) = 32)));
alter table poll_session add constraint poll_session_pkey PRIMARY KEY (id);
alter table rate_limit add constraint rate_limit_pkey PRIMARY KEY (id);
alter table receipt add constraint receipt_answer CHECK ((answer = ANY (ARRAY['acknowledged'::text, 'deferred'::text, 'refused'::text, 'timed-out'::text, 'closed'::text, 'nobody-logged-on'::text, 'suppressed'::text, 'informed'::text])));
alter table receipt add constraint receipt_overridden_by CHECK (((overridden_by IS NOT NULL) AND (cardinality(overridden_by) = ANY (ARRAY[0, 2]))));
alter table receipt add constraint receipt_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table receipt add constraint receipt_pkey PRIMARY KEY (id);
alter table report_link add constraint report_link_life CHECK (((created_at < expires_at) AND (expires_at <= (created_at + '91 days'::interval))));
alter table report_link add constraint report_link_secret CHECK ((octet_length(secret_hash) = 32));
alter table report_link add constraint report_link_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table report_link add constraint report_link_pkey PRIMARY KEY (id);
alter table report_schedule add constraint report_schedule_every CHECK ((every = ANY (ARRAY['day'::text, 'week'::text, 'month'::text])));
alter table report_schedule add constraint report_schedule_failure CHECK (((failing_at IS NULL) = (failure IS NULL)));
alter table report_schedule add constraint report_schedule_format CHECK ((format = ANY (ARRAY['csv'::text, 'jsonl'::text])));
alter table report_schedule add constraint report_schedule_hour CHECK (((hour >= 0) AND (hour <= 23)));
alter table report_schedule add constraint report_schedule_kind CHECK ((kind = ANY (ARRAY['mail'::text, 'webhook'::text, 'folder'::text])));
alter table report_schedule add constraint report_schedule_secret CHECK (((kind = 'webhook'::text) = (webhook_secret IS NOT NULL)));
alter table report_schedule add constraint report_schedule_pkey PRIMARY KEY (id);
alter table rollout add constraint rollout_finished CHECK (((state = ANY (ARRAY['done'::text, 'aborted'::text])) = (finished_at IS NOT NULL)));
alter table rollout add constraint rollout_kind CHECK ((kind = ANY (ARRAY['single'::text, 'planned'::text, 'rollback'::text, 'repair'::text])));
alter table rollout add constraint rollout_plan_hash CHECK ((octet_length(plan_hash) = 32));
alter table rollout add constraint rollout_policy CHECK (((kind = 'repair'::text) = (policy_id IS NOT NULL)));
alter table rollout add constraint rollout_state CHECK ((state = ANY (ARRAY['draft'::text, 'awaiting-approval'::text, 'approved'::text, 'running'::text, 'paused'::text, 'done'::text, 'aborted'::text])));
alter table rollout add constraint rollout_pkey PRIMARY KEY (id);
alter table rollout_freeze add constraint rollout_freeze_order CHECK ((from_at < until_at));
alter table rollout_freeze add constraint rollout_freeze_pkey PRIMARY KEY (id);
alter table rollout_member add constraint rollout_member_acknowledged CHECK ((acknowledged_attempt <= attempt));
alter table rollout_member add constraint rollout_member_attempt CHECK ((acknowledged_attempt >= 1));
alter table rollout_member add constraint rollout_member_late CHECK (((wave IS NOT NULL) OR (late_at IS NOT NULL) OR (excluded IS NOT NULL)));
alter table rollout_member add constraint rollout_member_newest CHECK ((attempt >= 1));
alter table rollout_member add constraint rollout_member_wave CHECK ((wave >= 0));
alter table rollout_member add constraint rollout_member_machine_id_fkey FOREIGN KEY (machine_id) REFERENCES machine(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table rollout_member add constraint rollout_member_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table rollout_member add constraint rollout_member_pkey PRIMARY KEY (rollout_id, machine_id);
alter table rollout_wave add constraint rollout_wave_number CHECK ((number >= 0));
alter table rollout_wave add constraint rollout_wave_order CHECK (((opened_at IS NOT NULL) OR ((gate_met_at IS NULL) AND (promoted_at IS NULL))));
alter table rollout_wave add constraint rollout_wave_override CHECK ((num_nulls(override_asked_by_id, override_asked_at) = ANY (ARRAY[0, 2])));
alter table rollout_wave add constraint rollout_wave_patience CHECK ((patience_seconds >= 0));
alter table rollout_wave add constraint rollout_wave_rollout_id_fkey FOREIGN KEY (rollout_id) REFERENCES rollout(id) ON UPDATE CASCADE ON DELETE RESTRICT;
alter table rollout_wave add constraint rollout_wave_pkey PRIMARY KEY (rollout_id, number);
alter table saved_view add constraint saved_view_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table saved_view add constraint saved_view_pkey PRIMARY KEY (id);
alter table scope add constraint scope_pkey PRIMARY KEY (id);
alter table server_process add constraint server_process_role CHECK ((role = ANY (ARRAY['web'::text, 'gateway'::text, 'engine'::text, 'signer'::text, 'reporter'::text, 'notice'::text])));
alter table server_process add constraint server_process_pkey PRIMARY KEY (id);
alter table session add constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES "user"(id) ON UPDATE CASCADE ON DELETE CASCADE;
alter table session add constraint session_pkey PRIMARY KEY (id);
alter table setting add constraint setting_pkey PRIMARY KEY (key);
alter table signature_entry add constraint signature_entry_pkey PRIMARY KEY (id);
alter table teredo_server add constraint teredo_server_pkey PRIMARY KEY (name);
alter table teredo_server_probe add constraint teredo_server_probe_measured CHECK (((measured_at IS NULL) = (outcome IS NULL)));
alter table teredo_server_probe add constraint teredo_server_probe_outcome CHECK ((outcome = ANY (ARRAY['both'::text, 'answered'::text, 'primary-only'::text, 'secondary-only'::text, 'silent'::text, 'unresolved'::text])));
alter table teredo_server_probe add constraint teredo_server_probe_pkey PRIMARY KEY (name);
alter table teredo_server_tally add constraint teredo_server_tally_pkey PRIMARY KEY (name);
alter table unjudged_end add constraint unjudged_end_pkey PRIMARY KEY (id);
alter table "user" add constraint user_role CHECK ((role = ANY (ARRAY['admin'::text, 'operator'::text, 'approver'::text, 'auditor'::text, 'viewer'::text])));
alter table "user" add constraint user_pkey PRIMARY KEY (id);
alter table verification add constraint verification_pkey PRIMARY KEY (id);
alter table waiver add constraint waiver_expiry_entered CHECK (((expiry_entered_at IS NULL) OR (revoked_at IS NULL) OR (revoked_at >= expires_at)));
alter table waiver add constraint waiver_lasts CHECK (((expires_at > granted_at) AND (expires_at <= (granted_at + '368 days'::interval))));
alter table waiver add constraint waiver_one_target CHECK (((machine_id IS NULL) <> (label IS NULL)));
alter table waiver add constraint waiver_revoked CHECK ((((revoked_at IS NULL) = (revoked_by_id IS NULL)) AND ((revoked_at IS NULL) = (revoke_reason IS NULL))));
alter table waiver add constraint waiver_rule_id CHECK ((rule_id ~ '^[a-z0-9-]{1,64}$'::text));
alter table waiver add constraint waiver_rule_version CHECK ((rule_version >= 1));
alter table waiver add constraint waiver_pkey PRIMARY KEY (id);

-- indexes
CREATE INDEX account_user_id_idx ON public.account USING btree (user_id);
CREATE UNIQUE INDEX agent_update_one ON public.agent_update USING btree ((true)) WHERE (stopped_at IS NULL);
CREATE INDEX agent_update_machine_machine_id_idx ON public.agent_update_machine USING btree (machine_id);
CREATE INDEX alert_ended_at_id_idx ON public.alert USING btree (ended_at, id);
CREATE UNIQUE INDEX alert_open ON public.alert USING btree (kind, subject, scope_id) NULLS NOT DISTINCT WHERE (ended_at IS NULL);
CREATE INDEX alert_delivery_destination_id_id_idx ON public.alert_delivery USING btree (destination_id, id);
CREATE INDEX alert_delivery_waiting ON public.alert_delivery USING btree (destination_id, id) WHERE ((sent_at IS NULL) AND (given_up_at IS NULL));
CREATE UNIQUE INDEX alert_destination_name_key ON public.alert_destination USING btree (name);
CREATE UNIQUE INDEX api_token_secret_hash_key ON public.api_token USING btree (secret_hash);
CREATE INDEX api_token_user_id_idx ON public.api_token USING btree (user_id);
CREATE INDEX approval_rollout_id_idx ON public.approval USING btree (rollout_id);
CREATE INDEX audit_check_finished_at_idx ON public.audit_check USING btree (finished_at);
CREATE INDEX audit_entry_object_kind_object_id_seq_idx ON public.audit_entry USING btree (object_kind, object_id, seq);
CREATE INDEX audit_entry_scope_id_seq_idx ON public.audit_entry USING btree (scope_id, seq);
CREATE UNIQUE INDEX audit_link_seq_key ON public.audit_link USING btree (seq);
CREATE INDEX evidence_bundle_open ON public.evidence_bundle USING btree (requested_at) WHERE (state = ANY (ARRAY['requested'::text, 'building'::text, 'unsigned'::text, 'signed'::text]));
CREATE INDEX evidence_bundle_requested_at_id_idx ON public.evidence_bundle USING btree (requested_at, id);
CREATE INDEX evidence_bundle_rollout_id_requested_at_idx ON public.evidence_bundle USING btree (rollout_id, requested_at);
CREATE UNIQUE INDEX evidence_key_previous_key_id_key ON public.evidence_key USING btree (previous_key_id);
CREATE INDEX job_begun_by_rollout ON public.job USING btree (rollout_id, go_granted_at) WHERE (go_granted_at IS NOT NULL);
CREATE INDEX job_going ON public.job USING btree (go_granted_at) WHERE ((finished_at IS NULL) AND (go_granted_at IS NOT NULL));
CREATE INDEX job_going_by_rollout ON public.job USING btree (rollout_id) WHERE ((finished_at IS NULL) AND (go_granted_at IS NOT NULL));
CREATE INDEX job_going_unrecorded ON public.job USING btree (started_at) WHERE ((finished_at IS NULL) AND (go_granted_at IS NULL) AND (state = ANY (ARRAY['running'::text, 'verifying'::text])));
CREATE INDEX job_machine_id_created_at_idx ON public.job USING btree (machine_id, created_at);
CREATE INDEX job_open_by_machine ON public.job USING btree (machine_id) WHERE (finished_at IS NULL);
CREATE INDEX job_open_by_rollout ON public.job USING btree (rollout_id) WHERE (finished_at IS NULL);
CREATE INDEX job_outputs_kept ON public.job USING btree (finished_at) WHERE ((finished_at IS NOT NULL) AND (outputs_pruned_at IS NULL));
CREATE INDEX job_requested ON public.job USING btree (created_at) WHERE (state = 'requested'::text);
CREATE UNIQUE INDEX job_rollout_id_machine_id_attempt_key ON public.job USING btree (rollout_id, machine_id, attempt);
CREATE INDEX job_waiting_by_end ON public.job USING btree (not_after) WHERE ((finished_at IS NULL) AND (go_granted_at IS NULL));
CREATE INDEX job_event_job_id_received_at_idx ON public.job_event USING btree (job_id, received_at);
CREATE INDEX machine_active ON public.machine USING btree (scope_id) WHERE (status = 'active'::text);
CREATE UNIQUE INDEX machine_agent_key_key ON public.machine USING btree (agent_key);
CREATE INDEX machine_by_name ON public.machine USING btree (lower(hostname) COLLATE "C", id);
CREATE INDEX machine_enrolled_at_id_idx ON public.machine USING btree (enrolled_at, id);
CREATE INDEX machine_hardware_id_idx ON public.machine USING btree (hardware_id);
CREATE INDEX machine_hostname_id_idx ON public.machine USING btree (hostname, id);
CREATE INDEX machine_scope_id_hostname_id_idx ON public.machine USING btree (scope_id, hostname, id);
CREATE INDEX machine_finding_by_verdict ON public.machine_finding USING btree (rule_id, verdict, since) INCLUDE (machine_id, waived_until) WHERE (until IS NULL);
CREATE INDEX machine_finding_ended ON public.machine_finding USING btree (until) WHERE (until IS NOT NULL);
CREATE UNIQUE INDEX machine_finding_now ON public.machine_finding USING btree (machine_id, rule_id) WHERE (until IS NULL);
CREATE INDEX machine_policy_policy_id_verdict_standing_idx ON public.machine_policy USING btree (policy_id, verdict, standing);
CREATE INDEX machine_program_by_verdict ON public.machine_program USING btree (program_id, verdict) INCLUDE (machine_id) WHERE (until IS NULL);
CREATE INDEX machine_program_ended ON public.machine_program USING btree (until) WHERE (until IS NOT NULL);
CREATE UNIQUE INDEX machine_program_now ON public.machine_program USING btree (machine_id, program_id) INCLUDE (verdict) WHERE (until IS NULL);
CREATE INDEX machine_request_machine_id_sent_at_idx ON public.machine_request USING btree (machine_id, sent_at);
CREATE INDEX machine_request_unsent ON public.machine_request USING btree (machine_id) WHERE (sent_at IS NULL);
CREATE INDEX machine_teredo_server_server_machine_id_idx ON public.machine_teredo_server USING btree (server, machine_id);
CREATE UNIQUE INDEX named_program_once ON public.named_program USING btree ((
CASE
    WHEN (system = 'linux'::text) THEN path
    ELSE lower(path)
END), COALESCE((scope_id)::text, ''::text), COALESCE(label, ''::text)) WHERE (removed_at IS NULL);
CREATE INDEX notice_answer_job_id_attempt_session_idx ON public.notice_answer USING btree (job_id, attempt, session);
CREATE UNIQUE INDEX notice_answer_open ON public.notice_answer USING btree (job_id, attempt, session) WHERE (outcome IS NULL);
CREATE UNIQUE INDEX notice_document_scope_id_name_key ON public.notice_document USING btree (scope_id, name);
CREATE UNIQUE INDEX notice_link_job_id_attempt_session_key ON public.notice_link USING btree (job_id, attempt, session);
CREATE INDEX notice_nudge_job_id_at_idx ON public.notice_nudge USING btree (job_id, at);
CREATE UNIQUE INDEX notice_override_open ON public.notice_override USING btree (rollout_id) WHERE ((granted_at IS NULL) AND (closed_at IS NULL));
CREATE INDEX notice_override_rollout_id_idx ON public.notice_override USING btree (rollout_id);
CREATE INDEX notice_override_job_job_id_idx ON public.notice_override_job USING btree (job_id);
CREATE INDEX notice_override_job_unsigned ON public.notice_override_job USING btree (override_id) WHERE ((signed_at IS NULL) AND (refusal IS NULL));
CREATE INDEX observation_history_machine_id_received_at_idx ON public.observation_history USING btree (machine_id, received_at);
CREATE INDEX own_rule_live ON public.own_rule USING btree (id) WHERE (retired_at IS NULL);
CREATE INDEX own_rule_to_judge ON public.own_rule USING btree (id) WHERE (judged_at IS NULL);
CREATE INDEX own_rule_due_machine_id_idx ON public.own_rule_due USING btree (machine_id);
CREATE UNIQUE INDEX policy_name ON public.policy USING btree (scope_id, lower(name)) WHERE (retired_at IS NULL);
CREATE INDEX policy_scope_id_label_idx ON public.policy USING btree (scope_id, label);
CREATE INDEX policy_approval_policy_id_idx ON public.policy_approval USING btree (policy_id);
CREATE INDEX policy_due_machine_id_idx ON public.policy_due USING btree (machine_id);
CREATE UNIQUE INDEX policy_precedence_pair ON public.policy_precedence USING btree (LEAST(winner_id, loser_id), GREATEST(winner_id, loser_id));
CREATE INDEX poll_session_machine_id_idx ON public.poll_session USING btree (machine_id);
CREATE UNIQUE INDEX rate_limit_key_key ON public.rate_limit USING btree (key);
CREATE UNIQUE INDEX receipt_job_id_attempt_session_deferrals_key ON public.receipt USING btree (job_id, attempt, session, deferrals);
CREATE INDEX report_link_rollout_id_idx ON public.report_link USING btree (rollout_id);
CREATE UNIQUE INDEX report_link_secret_hash_key ON public.report_link USING btree (secret_hash);
CREATE UNIQUE INDEX report_schedule_name_key ON public.report_schedule USING btree (name);
CREATE INDEX report_schedule_next_at_idx ON public.report_schedule USING btree (next_at);
CREATE UNIQUE INDEX rollout_one_repair ON public.rollout USING btree (policy_id) WHERE ((kind = 'repair'::text) AND (finished_at IS NULL));
CREATE INDEX rollout_open ON public.rollout USING btree (state) WHERE (finished_at IS NULL);
CREATE INDEX rollout_policy_id_created_at_idx ON public.rollout USING btree (policy_id, created_at);
CREATE INDEX rollout_scope_id_created_at_idx ON public.rollout USING btree (scope_id, created_at);
CREATE INDEX rollout_wake_at_idx ON public.rollout USING btree (wake_at);
CREATE INDEX rollout_member_machine_id_idx ON public.rollout_member USING btree (machine_id);
CREATE UNIQUE INDEX saved_view_user_id_page_name_key ON public.saved_view USING btree (user_id, page, name);
CREATE UNIQUE INDEX scope_name_key ON public.scope USING btree (name);
CREATE UNIQUE INDEX session_token_key ON public.session USING btree (token);
CREATE INDEX session_user_id_idx ON public.session USING btree (user_id);
CREATE INDEX signature_entry_job_id_idx ON public.signature_entry USING btree (job_id);
CREATE INDEX signature_entry_signed_at_idx ON public.signature_entry USING btree (signed_at);
CREATE INDEX unjudged_end_rollout_id_idx ON public.unjudged_end USING btree (rollout_id);
CREATE UNIQUE INDEX user_email_key ON public."user" USING btree (email);
CREATE INDEX verification_identifier_idx ON public.verification USING btree (identifier);
CREATE INDEX waiver_machine_id_idx ON public.waiver USING btree (machine_id);
CREATE INDEX waiver_rule_id_scope_id_idx ON public.waiver USING btree (rule_id, scope_id);
CREATE INDEX waiver_to_enter ON public.waiver USING btree (expires_at) WHERE ((expiry_entered_at IS NULL) AND (revoked_at IS NULL));

-- views
create view member_standing with (security_invoker=true) as
 SELECT m.rollout_id,
    m.machine_id,
    m.scope_id,
    m.wave,
    m.reason,
    m.excluded,
    m.late_at,
    m.attempt,
    j.id AS job_id,
        CASE
            WHEN ((j.id IS NULL) AND (mc.status = 'quarantined'::text)) THEN 'quarantined'::text
            ELSE j.state
        END AS state,
        CASE
            WHEN (j.id IS NULL) THEN (mc.status <> 'quarantined'::text)
            ELSE ((j.finished_at IS NULL) AND (j.go_granted_at IS NULL) AND (j.state <> ALL (ARRAY['running'::text, 'verifying'::text, 'lost-contact'::text])))
        END AS waiting,
    COALESCE(((j.finished_at IS NULL) AND ((j.go_granted_at IS NOT NULL) OR (j.state = ANY (ARRAY['running'::text, 'verifying'::text, 'lost-contact'::text])))), false) AS begun,
    ((j.id IS NOT NULL) AND COALESCE((m.acknowledged_attempt = m.attempt), false)) AS acknowledged,
    COALESCE(((j.state = 'lost-contact'::text) AND (COALESCE(j.until, j.not_after) > now())), false) AS provisional,
    COALESCE((COALESCE(c.last_seen_at, '-infinity'::timestamp with time zone) < w.opened_at), false) AS unreached,
    j.offered_at,
    j.finished_at,
    COALESCE((j.status_version > 0), false) AS reported
   FROM ((((rollout_member m
     JOIN machine mc ON ((mc.id = m.machine_id)))
     LEFT JOIN rollout_wave w ON (((w.rollout_id = m.rollout_id) AND (w.number = m.wave))))
     LEFT JOIN machine_contact c ON ((c.machine_id = m.machine_id)))
     LEFT JOIN job j ON (((j.rollout_id = m.rollout_id) AND (j.machine_id = m.machine_id) AND (j.attempt = m.attempt))));

-- functions and triggers
CREATE OR REPLACE FUNCTION public.agent_update_counts(update_id uuid)
 RETURNS integer[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select array[
    count(*) filter (where r.state = 'updated'),
    count(*) filter (where agent_update_failed(r.state, r.changed_at)),
    count(*) filter (where agent_update_failed(r.state, r.changed_at) and r.acknowledged),
    count(*) filter (where m.status <> 'retired' and (r.state = 'trying' and not agent_update_failed(r.state, r.changed_at)
      or r.state in ('offered', 'downloading', 'ready', 'waiting') and r.offered_at > now() - interval '1 hour')),
    count(*) filter (where m.status <> 'retired' and r.state = 'trying' and not agent_update_failed(r.state, r.changed_at))
  ]::integer[]
  from agent_update_machine r join machine m on m.id = r.machine_id
  where r.update_id = agent_update_counts.update_id
$function$;
CREATE OR REPLACE FUNCTION public.agent_update_counts_of_all(update_id uuid)
 RETURNS integer[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$ select agent_update_counts(update_id) $function$;
CREATE OR REPLACE FUNCTION public.agent_update_failed(state text, changed_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
RETURN ((state = ANY (ARRAY['failed'::text, 'fell-back'::text])) OR ((state = 'trying'::text) AND (changed_at <= (now() - '00:30:00'::interval))));
CREATE OR REPLACE FUNCTION public.agent_version_rank(version text)
 RETURNS integer[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
RETURN CASE WHEN (version ~ '^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$'::text) THEN (string_to_array(version, '.'::text))::integer[] ELSE NULL::integer[] END;
CREATE OR REPLACE FUNCTION public.answer_notice(link bytea, said text, wanted_until timestamp with time zone, said_code text, said_language text, said_sha256 text, said_address text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  told record;
begin
  select l.attempt, l.session, j.id, j.scope_id, j.machine_id, j.notice -> 'policy' as policy into told
  from public.notice_link l
  join public.job j on j.id = l.job_id and j.attempt = l.attempt
  join public.machine m on m.id = j.machine_id and m.enrolment_id = j.enrolment_id and m.status = 'active'
  where l.code_sha256 = link and l.code_sha256 = sha256(convert_to(said_code, 'UTF8'))
    and j.finished_at is null and j.cancel_requested_at is null and j.not_after > now()
    and j.state in ('offered', 'notifying', 'deferred')
  for no key update of j;
  if told is null then return 'closed'; end if;
  if said = 'refused' and not (told.policy ->> 'mayRefuse')::boolean then return 'closed'; end if;
  if said = 'deferred' and told.policy ->> 'kind' <> 'defer' then return 'closed'; end if;
  if (select count(*) from public.notice_answer a where a.job_id = told.id and a.attempt = told.attempt
      and a.session = told.session) >= 200 then return 'closed'; end if;
  insert into public.notice_answer (job_id, scope_id, attempt, session, answer, until, language, text_sha256, code, address)
  values (told.id, told.scope_id, told.attempt, told.session, said, wanted_until, said_language, said_sha256, said_code, said_address)
  on conflict (job_id, attempt, session) where outcome is null do nothing;
  if not found then return 'on-its-way'; end if;
  perform pg_notify('teredo_wake', 'gateway:' || told.machine_id);
  perform pg_notify('teredo_changed', 'job:' || told.id);
  return 'kept';
end
$function$;
CREATE OR REPLACE FUNCTION public.count_changed_machine()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if (old.status, old.scope_id) is distinct from (new.status, new.scope_id) then
    insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
    select c.scope_id, v.rule_id, v.verdict, coalesce(v.waived_until, '-infinity'), c.machines
    from public.machine_finding v cross join (
      values (old.scope_id, old.status, -1), (new.scope_id, new.status, 1)
    ) as c (scope_id, status, machines)
    where v.machine_id = new.id and v.until is null and c.status = 'active';
  end if;
  if (old.scope_id, old.labels) is distinct from (new.scope_id, new.labels) then
    update public.machine_finding v set waived_until = finding_waived_until(v.machine_id, v.rule_id, v.rule_version)
    where v.machine_id = new.id and v.until is null and v.verdict = 'finding'
      and v.waived_until is distinct from finding_waived_until(v.machine_id, v.rule_id, v.rule_version);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.count_changed_verdicts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
  select m.scope_id, c.rule_id, c.verdict, coalesce(c.waived_until, '-infinity'), sum(c.machines)
  from (
    select machine_id, rule_id, verdict, waived_until, -1 as machines from earlier where until is null
    union all
    select machine_id, rule_id, verdict, waived_until, 1 from later where until is null
  ) as c join public.machine m on m.id = c.machine_id
  where m.status = 'active'
  group by 1, 2, 3, 4 having sum(c.machines) <> 0;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.count_named_programs()
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT (count(*))::integer AS count
    FROM named_program
   WHERE (named_program.removed_at IS NULL);
END;
CREATE OR REPLACE FUNCTION public.count_new_verdicts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
  select m.scope_id, a.rule_id, a.verdict, coalesce(a.waived_until, '-infinity'), count(*)
  from added a join public.machine m on m.id = a.machine_id
  where a.until is null and m.status = 'active'
  group by 1, 2, 3, 4;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.count_own_rules(named text, OUT asked integer, OUT taken boolean)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT (count(*) FILTER (WHERE (own_rule.retired_at IS NULL)))::integer AS count,
     COALESCE(bool_or((own_rule.id = count_own_rules.named)), false) AS "coalesce"
    FROM own_rule;
END;
CREATE OR REPLACE FUNCTION public.enter_expired_waivers(at_most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with expired as (
    select w.id from public.waiver w
    where w.expiry_entered_at is null and w.revoked_at is null and w.expires_at <= now()
    order by w.expires_at limit at_most for update skip locked
  ),
  told as (
    update public.waiver w set expiry_entered_at = now() from expired e where w.id = e.id
    returning w.*
  ),
  audited as (
    insert into public.audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, outcome, after, reason)
    select t.scope_id, 'system', 'engine', 'waiver.expire', 'waiver', t.id::text,
      t.rule_id || ' (' || coalesce(m.hostname, 'label ' || t.label, 'a machine') || ')', 'done',
      jsonb_build_object('ruleId', t.rule_id, 'ruleVersion', t.rule_version, 'machineId', t.machine_id, 'hostname', m.hostname,
        'label', t.label, 'owner', t.owner, 'expiresAt', to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      'It was granted until ' || to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC.'
    from told t left join public.machine m on m.id = t.machine_id
  )
  select id from told
$function$;
CREATE OR REPLACE FUNCTION public.enter_pruning(kind text, pruned integer, cutoff timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  insert into public.audit_entry (actor_kind, actor_name, action, object_kind, object_name, outcome, after)
  select 'system', 'engine', 'retention.prune', 'retention', kind, 'done', jsonb_build_object('rows', pruned,
    'olderThan', to_char(cutoff at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  where pruned > 0
$function$;
CREATE OR REPLACE FUNCTION public.enter_silent_trials(at_most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with silent as (
    select r.update_id, r.machine_id from public.agent_update_machine r
    where r.state = 'trying' and agent_update_failed(r.state, r.changed_at) and r.silent_since is distinct from r.changed_at
    order by r.changed_at limit at_most for update skip locked
  ),
  told as (
    update public.agent_update_machine r set silent_since = r.changed_at
    from silent s, public.agent_update u, public.machine m
    where r.update_id = s.update_id and r.machine_id = s.machine_id and u.id = r.update_id and m.id = r.machine_id
    returning r.machine_id, r.changed_at, m.scope_id, m.hostname, u.version
  ),
  audited as (
    insert into public.audit_entry (scope_id, actor_kind, actor_name, action, object_kind, object_id, object_name, outcome, after, reason)
    select scope_id, 'system', 'engine', 'agentUpdate.end', 'machine', machine_id::text, hostname, 'failed',
      jsonb_build_object('version', version, 'state', 'silent'),
      'It was let begin to try it at ' || to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
        || ' UTC and told no end for half an hour.'
    from told
  )
  select machine_id from told
$function$;
CREATE OR REPLACE FUNCTION public.finding_waived_until(machine uuid, rule text, version integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT max(w.expires_at) AS max
    FROM (waiver w
      JOIN machine m ON (((m.id = finding_waived_until.machine) AND (m.scope_id = w.scope_id) AND ((w.machine_id = m.id) OR (w.label = ANY (m.labels))))))
   WHERE ((w.rule_id = finding_waived_until.rule) AND (w.rule_version = finding_waived_until.version) AND (w.revoked_at IS NULL));
END;
CREATE OR REPLACE FUNCTION public.fleet_numbers(at timestamp with time zone)
 RETURNS TABLE(scope_id uuid, facet text, word text, machines integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with known as (
    select m.scope_id, f.machine_id, f.configured_type, f.effective_state, f.reachable, f.os_name, f.nat, t.server
    from public.machine m left join public.machine_facts f on f.machine_id = m.id
      left join public.machine_teredo_server t on t.machine_id = m.id
    where at is null and m.status = 'active'
    union all
    select m.scope_id, p.machine_id, p.configured_type, p.effective_state, p.reachable, p.os_name, p.nat, p.server
    from public.machine m
      join lateral (
        select h.status from public.machine_status_history h where h.machine_id = m.id and h.since <= at order by h.since desc limit 1
      ) as h on h.status = 'active'
      left join lateral (
        select * from public.machine_past p where p.machine_id = m.id and p.since <= at order by p.since desc limit 1
      ) as p on true
    where at is not null
  )
  select s.scope_id, w.facet, w.word, sum(s.machines)::integer
  from (
      select k.scope_id, k.machine_id is not null as seen, k.configured_type, k.effective_state, k.reachable, k.os_name, k.nat, k.server,
        count(*) as machines
      from known k group by 1, 2, 3, 4, 5, 6, 7, 8
    ) as s
    cross join lateral public.fleet_words(s.seen, s.configured_type, s.effective_state, s.reachable, s.os_name, s.nat, s.server) as w
  group by 1, 2, 3
$function$;
CREATE OR REPLACE FUNCTION public.fleet_words(seen boolean, configured_type text, effective_state text, reachable text, os_name text, nat text, server text)
 RETURNS TABLE(facet text, word text)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select v.facet, v.word
  from (values
    ('all', case when seen then 'seen' else 'unseen' end),
    ('configured', configured_type),
    ('effective', effective_state),
    ('reachable', reachable),
    ('turned', case when configured_type in ('disabled', 'unknown') then configured_type else 'on:' || reachable end),
    ('nat', nat),
    ('server', case when seen then coalesce(server, 'none') end),
    ('os', os_name)
  ) as v (facet, word)
  where v.word is not null
$function$;
CREATE OR REPLACE FUNCTION public.fold_finding_deltas(at_most integer, OUT folded integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  with taken as (
    delete from public.finding_delta d using (
      select id from public.finding_delta order by id limit at_most for update skip locked
    ) as due where d.id = due.id
    returning d.scope_id, d.rule_id, d.verdict, d.waived_until, d.machines
  ),
  added as (
    insert into public.finding_count as c (scope_id, rule_id, verdict, waived_until, machines)
    select scope_id, rule_id, verdict, waived_until, sum(machines) from taken group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (scope_id, rule_id, verdict, waived_until) do update set machines = c.machines + excluded.machines
  )
  select count(*) into folded from taken;
  delete from public.finding_count where machines = 0;
end
$function$;
CREATE OR REPLACE FUNCTION public.forget_acknowledgement_of_lost_go()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  update public.rollout_member m set acknowledged_attempt = null
    where m.rollout_id = new.rollout_id and m.machine_id = new.machine_id and m.acknowledged_attempt = new.attempt;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.forget_machine()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from public.machine_contact where machine_id = old.id;
  delete from public.machine_facts where machine_id = old.id;
  delete from public.machine_finding where machine_id = old.id;
  delete from public.waiver where machine_id = old.id;
  delete from public.machine_teredo_server where machine_id = old.id;
  delete from public.machine_application where machine_id = old.id;
  delete from public.machine_updater where machine_id = old.id;
  delete from public.agent_update_machine where machine_id = old.id;
  delete from public.observation_history where machine_id = old.id;
  delete from public.machine_past where machine_id = old.id;
  delete from public.machine_desired where machine_id = old.id;
  delete from public.machine_request where machine_id = old.id;
  delete from public.poll_session where machine_id = old.id;
  return old;
end
$function$;
CREATE OR REPLACE FUNCTION public.forget_machine_policies()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from public.machine_policy where machine_id = old.id;
  delete from public.policy_due where machine_id = old.id;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.forget_own_rules_due()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from public.own_rule_due where machine_id = old.id;
  return old;
end
$function$;
CREATE OR REPLACE FUNCTION public.forget_programs()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  delete from public.machine_program where machine_id = old.id;
  return old;
end
$function$;
CREATE OR REPLACE FUNCTION public.history_whole_since()
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  -- `greatest` passes over what is null.
  select greatest(retention_cutoff('observations', 1), (select since from public.history_kept where kind = 'observations'))
$function$;
CREATE OR REPLACE FUNCTION public.hold_start(rollout_id uuid, job_id uuid, OUT hold text, OUT retry_seconds double precision)
 RETURNS record
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  asked record;
  waiting int;
  oldest timestamptz;
begin
  select r.kind, j.machine_id, (r.plan #>> '{limits,atOnce}')::int as at_once, (r.plan #>> '{limits,perMinute}')::int as per_minute,
    exists (select from public.rollout_wave w where w.rollout_id = r.id) as planned
    into asked from public.rollout r join public.job j on j.id = hold_start.job_id and j.rollout_id = r.id
    where r.id = hold_start.rollout_id;
  if asked.kind <> 'rollback' then
    select extract(epoch from max(f.until_at) - clock_timestamp()) into retry_seconds from public.rollout_freeze f
      where f.from_at <= clock_timestamp() and f.until_at > clock_timestamp();
    if retry_seconds is not null then
      hold := 'frozen';
      return;
    end if;
  end if;
  if asked.planned then
    select case when m.excluded is not null then 'excluded' when m.wave is not null and w.opened_at is null then 'wave-closed' end
      into hold from public.rollout_member m
      left join public.rollout_wave w on w.rollout_id = m.rollout_id and w.number = m.wave
      where m.rollout_id = hold_start.rollout_id and m.machine_id = asked.machine_id;
    if not found then hold := 'excluded'; end if;
    if hold is not null then
      retry_seconds := 30;
      return;
    end if;
    -- In one query with what it depends on: the engine writes both in one transaction.
    if exists (
      select from public.unjudged_end u join public.rollout r on r.id = u.rollout_id
      where u.rollout_id = hold_start.rollout_id and (u.bad or r.any_end_counts)
    ) then
      hold := 'judging';
      retry_seconds := 1;
      return;
    end if;
  end if;
  if asked.at_once is null and asked.per_minute is null then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('teredo-fleet starts of ' || hold_start.rollout_id, 0));
  if asked.at_once is not null and asked.at_once <= (
    select count(*) from public.job j
    where j.rollout_id = hold_start.rollout_id and j.id <> hold_start.job_id
      and j.finished_at is null and j.go_granted_at is not null and j.state <> 'lost-contact'
  ) then
    hold := 'at-once';
    retry_seconds := 15;
  elsif asked.per_minute is not null then
    -- The start that has to be a minute old before the next: as many as are allowed came at it or after it.
    select j.go_granted_at into oldest from public.job j
      where j.rollout_id = hold_start.rollout_id and j.id <> hold_start.job_id
        and j.go_granted_at > clock_timestamp() - interval '60 seconds'
      order by j.go_granted_at desc offset asked.per_minute - 1 limit 1;
    if oldest is not null then
      hold := 'rate-limit';
      retry_seconds := extract(epoch from oldest + interval '60 seconds' - clock_timestamp());
    end if;
  end if;
  if hold is null then return; end if;
  select count(*) into waiting from (
    select from public.job j
    where j.rollout_id = hold_start.rollout_id and j.finished_at is null and j.go_granted_at is null limit 10000
  ) as others;
  retry_seconds := retry_seconds + random() * least(300, waiting / 50.0);
end
$function$;
CREATE OR REPLACE FUNCTION public.hold_verdicts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('teredo-fleet verdicts'));
  return new;
end
$function$;
CREATE OR REPLACE FUNCTION public.is_program_for(system text, of_scope uuid, of_label text, platform text, scope uuid, labels text[])
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
RETURN (((of_scope IS NULL) OR (of_scope = scope)) AND ((of_label IS NULL) OR (of_label = ANY (labels))) AND ((platform = 'simulated'::text) OR ((platform = 'linux'::text) = (system = 'linux'::text))));
CREATE OR REPLACE FUNCTION public.keep_policy_version()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if (old.id, old.scope_id, old.created_at) is distinct from (new.id, new.scope_id, new.created_at) then
    raise exception 'policy % stays where it is', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if old.retired_at is not null then
    raise exception 'policy % is retired and stays as it is', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if (old.content, old.content_hash, old.desired_hash, old.name, old.mode, old.label, old.author_id, old.editor_ids, old.version)
    is distinct from
    (new.content, new.content_hash, new.desired_hash, new.name, new.mode, new.label, new.author_id, new.editor_ids, new.version)
    and new.version <> old.version + 1 then
    raise exception 'policy % means something else only with a new version', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$function$;
CREATE OR REPLACE FUNCTION public.missed_fleet_day()
 RETURNS date
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select public.note_touched_days();
  delete from public.fleet_day_due d where not exists (
    select from public.fleet_day f where f.day = d.day and f.counted_at >= coalesce((select public.history_whole_since()), '-infinity')
  );
  select coalesce((
    select max(d.day)::date
    from (select min(since) as at from public.machine_status_history) as first cross join lateral generate_series(
      greatest((first.at at time zone 'UTC')::date, (now() at time zone 'UTC')::date - 90,
        (public.history_whole_since() at time zone 'UTC')::date + 1),
      (now() at time zone 'UTC')::date - 1, interval '1 day'
    ) as d (day)
    where first.at is not null and not exists (select from public.fleet_day f where f.day = d.day::date)
  ), (select d.day from public.fleet_day_due d order by d.due_at, d.day desc limit 1))
$function$;
CREATE OR REPLACE FUNCTION public.note_finding_day()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with numbers as (
    select scope_id, rule_id, case when waived_until > now() then 'waived' else verdict end as verdict, sum(machines)::integer as machines
    from (
      select scope_id, rule_id, verdict, waived_until, machines from public.finding_count
      union all select scope_id, rule_id, verdict, waived_until, machines from public.finding_delta
    ) as c
    group by 1, 2, 3 having sum(machines) <> 0
  ),
  gone as (
    delete from public.finding_day d where d.day = (now() at time zone 'UTC')::date and not exists (
      select from numbers n where (n.scope_id, n.rule_id, n.verdict) = (d.scope_id, d.rule_id, d.verdict)
    )
  )
  insert into public.finding_day as d (scope_id, rule_id, day, verdict, machines, counted_at)
  select scope_id, rule_id, (now() at time zone 'UTC')::date, verdict, machines, now() from numbers
  on conflict (rule_id, day, scope_id, verdict) do update set machines = excluded.machines, counted_at = excluded.counted_at
  where d.counted_at < excluded.counted_at
$function$;
CREATE OR REPLACE FUNCTION public.note_fleet_day(of_day date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  today constant date := (now() at time zone 'UTC')::date;
  at constant timestamptz := case when of_day < today then (of_day + 1)::timestamp at time zone 'UTC' - interval '1 millisecond' end;
  on_record boolean;
begin
  -- Two engines write one after the other.
  perform pg_advisory_xact_lock(hashtext('teredo-fleet fleet day'));
  on_record := exists (select from public.fleet_day d where d.day = of_day);
  if of_day < today then
    delete from public.fleet_day_due d where d.day = of_day;
    if on_record and not found then return; end if;
  elsif not on_record then
    insert into public.fleet_day_due (day, due_at) select max(d.day), now() from public.fleet_day d where d.day < today having max(d.day) is not null
    on conflict (day) do nothing;
  end if;
  delete from public.fleet_day d where d.day = of_day or d.counted_at < (select history_whole_since());
  with moved as (delete from public.fleet_day_moved returning *),
  ended as (
    select d.day, (d.day + 1)::timestamp at time zone 'UTC' - interval '1 millisecond' as ended_at, max(d.counted_at) as counted_at
    from public.fleet_day d where d.facet = 'all' and d.word = 'any' and d.day < today group by d.day
  ),
  parts as (
    select o.day, o.counted_at, m.scope_id, m.seen, m.configured_type, m.effective_state, m.reachable, m.os_name, m.nat, m.server,
      sum(m.by) as by
    from ended o join moved m on m.since <= o.ended_at and o.ended_at < m.until
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  ),
  changed as (
    select p.day, p.scope_id, w.facet, w.word, p.counted_at, sum(p.by) as by
    from parts p
      cross join lateral fleet_words(p.seen, p.configured_type, p.effective_state, p.reachable, p.os_name, p.nat, p.server) as w
    group by 1, 2, 3, 4, 5
    union all
    select distinct p.day, p.scope_id, 'all', 'any', p.counted_at, 0 from parts p
  ),
  now_is as (
    select c.*, (coalesce(d.machines, 0) + c.by)::integer as machines
    from changed c left join public.fleet_day d
      on d.day = c.day and d.scope_id = c.scope_id and d.facet = c.facet and d.word = c.word
  ),
  emptied as (
    delete from public.fleet_day d using now_is n
    where n.machines <= 0 and (n.facet, n.word) <> ('all', 'any') and d.day = n.day and d.scope_id = n.scope_id and d.facet = n.facet and d.word = n.word
  )
  insert into public.fleet_day (day, scope_id, facet, word, machines, counted_at)
  select of_day, n.scope_id, n.facet, n.word, n.machines, coalesce(at, now()) from fleet_numbers(at) n
  -- That there were none is a number, too.
  union all
  select of_day, s.id, 'all', 'any', 0, coalesce(at, now()) from public.scope s
  union all
  select n.day, n.scope_id, n.facet, n.word, n.machines, n.counted_at from now_is n
  where n.machines > 0 or (n.facet, n.word) = ('all', 'any')
  on conflict (day, scope_id, facet, word) do update set machines = excluded.machines;
end
$function$;
CREATE OR REPLACE FUNCTION public.note_job_end()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  is_bad boolean := new.state in ('failed', 'verify-failed', 'timed-out', 'lost-contact', 'reverted');
  any_counts boolean;
begin
  select r.any_end_counts into any_counts from public.rollout r
    where r.id = new.rollout_id and r.state in ('running', 'paused')
      and exists (select from public.rollout_wave w where w.rollout_id = r.id);
  if not found then return null; end if;
  insert into public.unjudged_end (rollout_id, bad) values (new.rollout_id, is_bad);
  if is_bad or any_counts then perform pg_notify('teredo_wake', 'engine'); end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.note_late_reports()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  insert into public.fleet_day_touched (since)
  select min(t.since) from told t
  where t.since < date_trunc('day', (now() + interval '5 minutes') at time zone 'UTC') at time zone 'UTC'
  having min(t.since) is not null;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.note_machine_status()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  -- By the database's clock alone, so that what came later also stands later.
  insert into public.machine_status_history as h (machine_id, since, status)
  values (new.id, case tg_op when 'INSERT' then new.enrolled_at else greatest(now(), (
    select max(h.since) + interval '1 millisecond' from public.machine_status_history h where h.machine_id = new.id)) end, new.status);
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.note_moved_machine()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  insert into public.fleet_day_moved
    (scope_id, by, since, until, seen, configured_type, effective_state, reachable, os_name, nat, server)
  select w.scope_id, w.by, i.since, i.until, p.machine_id is not null, p.configured_type, p.effective_state, p.reachable, p.os_name,
    p.nat, p.server
  from (
      select c.since, lead(c.since, 1, 'infinity') over (order by c.since) as until
      from (
        select h.since from public.machine_status_history h where h.machine_id = old.id
        union
        select p.since from public.machine_past p where p.machine_id = old.id
      ) as c
    ) as i
    join lateral (
      select h.status from public.machine_status_history h where h.machine_id = old.id and h.since <= i.since order by h.since desc limit 1
    ) as h on h.status = 'active'
    left join lateral (
      select * from public.machine_past p where p.machine_id = old.id and p.since <= i.since order by p.since desc limit 1
    ) as p on true
    cross join (values (old.scope_id, -1), (case tg_op when 'UPDATE' then new.scope_id end, 1)) as w (scope_id, by)
  where w.scope_id is not null
    and (date_trunc('day', i.since at time zone 'UTC') + interval '1 day' - interval '1 millisecond') at time zone 'UTC' < i.until;
  return case tg_op when 'DELETE' then old else new end;
end
$function$;
CREATE OR REPLACE FUNCTION public.note_touched_days()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with today as (select (now() at time zone 'UTC')::date as day),
  taken as (
    delete from public.fleet_day_touched t using today where t.since < today.day::timestamp at time zone 'UTC' returning t.since
  )
  insert into public.fleet_day_due (day, due_at)
  select distinct d.day, now() from public.fleet_day d, today
  where d.facet = 'all' and d.word = 'any' and d.day < today.day
    and d.day >= (select (min(since) at time zone 'UTC')::date from taken)
  on conflict (day) do nothing
$function$;
CREATE OR REPLACE FUNCTION public.notice_link_lasts(finished_at timestamp with time zone, not_after timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
RETURN (now() < (COALESCE(finished_at, not_after) + '30 days'::interval));
CREATE OR REPLACE FUNCTION public.notice_override_followed(job uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT oj.override_id
    FROM (job j
      JOIN notice_override_job oj ON (((oj.job_id = j.id) AND (oj.override_id = notice_override_of(j.id, COALESCE(j.go_granted_at, now()))))))
   WHERE ((j.id = notice_override_followed.job) AND ((EXISTS ( SELECT
            FROM receipt t
           WHERE ((t.job_id = j.id) AND (t.overridden_by <> '{}'::text[])))) OR ((j.go_granted_at >= oj.signed_at) AND (NOT (EXISTS ( SELECT
            FROM receipt t
           WHERE ((t.job_id = j.id) AND (t.attempt = j.attempt) AND ((t.answer = 'acknowledged'::text) OR ((t.answer = 'nobody-logged-on'::text) AND ((j.notice #>> '{policy,whenNobodyLoggedOn}'::text[]) = 'start'::text)) OR (((j.notice #>> '{policy,kind}'::text[]) = 'inform'::text) AND (t.displayed_at IS NOT NULL))))))))));
END;
CREATE OR REPLACE FUNCTION public.notice_override_lasts(granted_at timestamp with time zone, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
RETURN (at < (granted_at + '168:00:00'::interval));
CREATE OR REPLACE FUNCTION public.notice_override_of(job uuid, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT o.id
    FROM ((notice_override_job oj
      JOIN notice_override o ON ((o.id = oj.override_id)))
      CROSS JOIN ( SELECT min(COALESCE(t.displayed_at, t.answered_at, t.received_at)) AS at
            FROM receipt t
           WHERE ((t.job_id = notice_override_of.job) AND (t.overridden_by <> '{}'::text[]))) taken)
   WHERE ((oj.job_id = notice_override_of.job) AND (oj.signed_at IS NOT NULL) AND ((taken.at IS NOT NULL) OR notice_override_lasts(o.granted_at, notice_override_of.at)))
   ORDER BY (notice_override_lasts(o.granted_at, COALESCE(taken.at, notice_override_of.at))) DESC, o.granted_at
  LIMIT 1;
END;
CREATE OR REPLACE FUNCTION public.notice_page(link bytea)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
BEGIN ATOMIC
 SELECT jsonb_build_object('now', now(), 'hostname', m.hostname, 'timeZone', m.time_zone, 'superseded', ((j.attempt <> l.attempt) OR (m.enrolment_id <> j.enrolment_id)), 'job', jsonb_build_object('state', j.state, 'until', j.until, 'work', j.work, 'notice', j.notice, 'windows', j.windows, 'notBefore', j.not_before, 'notAfter', j.not_after, 'startedAt', j.started_at, 'finishedAt', j.finished_at, 'cancelRequestedAt', j.cancel_requested_at, 'before', (j.before - 'evidence'::text), 'after', (j.after - 'evidence'::text)), 'rollout', jsonb_build_object('name', r.name, 'reason', r.reason, 'author', u.name, 'email', u.email), 'organisation', ( SELECT s.value
            FROM setting s
           WHERE (s.key = 'organisation'::text)), 'firstDisplayedAt', ( SELECT min(t.displayed_at) AS min
            FROM receipt t
           WHERE ((t.job_id = l.job_id) AND (t.attempt = l.attempt))), 'override', ( SELECT jsonb_build_object('askedBy', asked.name, 'askedAt', o.asked_at, 'askReason', o.ask_reason, 'grantedBy', granted.name, 'grantedAt', o.granted_at, 'grantReason', o.grant_reason, 'applied', (notice_override_followed(l.job_id) IS NOT NULL)) AS jsonb_build_object
            FROM (((notice_override_job oj
              JOIN notice_override o ON (((o.id = oj.override_id) AND (o.granted_at IS NOT NULL))))
              LEFT JOIN "user" asked ON ((asked.id = o.asked_by_id)))
              LEFT JOIN "user" granted ON ((granted.id = o.granted_by_id)))
           WHERE ((oj.job_id = l.job_id) AND (o.id = notice_override_of(l.job_id, now())))), 'receipts', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('answer', t.answer, 'channel', t.channel, 'answeredAt', t.answered_at, 'displayedAt', t.displayed_at, 'deferredUntil', t.deferred_until, 'deferrals', t.deferrals) ORDER BY t.deferrals), '[]'::jsonb) AS "coalesce"
            FROM receipt t
           WHERE ((t.job_id = l.job_id) AND (t.attempt = l.attempt) AND (t.session = l.session))), 'deferralsLeft', l.deferrals_left, 'answers', ( SELECT COALESCE(jsonb_agg(jsonb_build_object('answer', a.answer, 'until', a.until, 'at', a.at, 'outcome', a.outcome) ORDER BY a.id), '[]'::jsonb) AS "coalesce"
            FROM notice_answer a
           WHERE ((a.job_id = l.job_id) AND (a.attempt = l.attempt) AND (a.session = l.session)))) AS jsonb_build_object
    FROM ((((notice_link l
      JOIN job j ON ((j.id = l.job_id)))
      JOIN machine m ON ((m.id = j.machine_id)))
      JOIN rollout r ON ((r.id = j.rollout_id)))
      LEFT JOIN "user" u ON ((u.id = r.author_id)))
   WHERE ((l.code_sha256 = notice_page.link) AND (m.status <> 'retired'::text) AND notice_link_lasts(j.finished_at, j.not_after));
END;
CREATE OR REPLACE FUNCTION public.notice_refusal_waits(of_job uuid, of_attempt integer)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from public.notice_answer a
    where a.job_id = of_job and a.attempt = of_attempt and a.answer = 'refused' and a.outcome is null
      and a.at > clock_timestamp() - interval '1 minute')
$function$;
CREATE OR REPLACE FUNCTION public.observed_nat(observation jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select coalesce(nullif(observation -> 'effective' ->> 'nat', 'unknown'), observation -> 'reachable' -> 'probe' ->> 'nat', 'unknown')
$function$;
CREATE OR REPLACE FUNCTION public.open_report_link(secret bytea, OUT id uuid, OUT scope_id uuid)
 RETURNS record
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  update public.report_link l set last_opened_at = clock_timestamp()
  where l.secret_hash = sha256(secret) and l.revoked_at is null and l.expires_at > clock_timestamp()
  returning l.id, l.scope_id
$function$;
CREATE OR REPLACE FUNCTION public.own_rules_due_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (select from public.own_rule where retired_at is null) then
    insert into public.own_rule_due (machine_id) values (new.machine_id);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.own_rules_due_machine()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (select from public.own_rule where retired_at is null) then
    insert into public.own_rule_due (machine_id) values (new.id);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.policy_due_all()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if tg_op = 'INSERT' then lock table public.machine, public.machine_facts in share mode; end if;
  insert into public.policy_due (machine_id)
  select m.id from public.machine m where m.scope_id = new.scope_id and m.status <> 'retired' and m.labels @> array[new.label]
  union
  select v.machine_id from public.machine_policy v where v.policy_id = new.id;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.policy_due_approved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  insert into public.policy_due (machine_id)
  select m.id from public.policy p
    join public.machine m on m.scope_id = p.scope_id and m.status <> 'retired' and m.labels @> array[p.label]
  where p.id = new.policy_id
  union
  select v.machine_id from public.machine_policy v where v.policy_id = new.policy_id;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.policy_due_decided()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  decided record;
begin
  if tg_op = 'DELETE' then decided := old; else decided := new; end if;
  insert into public.policy_due (machine_id)
  select m.id from public.policy w join public.policy l on l.scope_id = w.scope_id
    join public.machine m on m.scope_id = w.scope_id and m.status <> 'retired' and m.labels @> array[w.label, l.label]
  where w.id = decided.winner_id and l.id = decided.loser_id
  union (
    select v.machine_id from public.machine_policy v where v.policy_id = decided.winner_id
    intersect
    select v.machine_id from public.machine_policy v where v.policy_id = decided.loser_id
  );
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.policy_due_facts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (select from public.policy p where p.retired_at is null and p.scope_id = new.scope_id) then
    insert into public.policy_due (machine_id) values (new.machine_id);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.policy_due_machine()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if exists (select from public.policy p where p.retired_at is null)
    or exists (select from public.machine_policy v where v.machine_id = new.id) then
    insert into public.policy_due (machine_id) values (new.id);
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.prune_alerts(at_most integer, OUT pruned integer, OUT cutoff timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
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
$function$;
CREATE OR REPLACE FUNCTION public.prune_audit(at_most integer, OUT pruned integer, OUT cutoff timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  stub public.audit_stub;
  first_number bigint;
  last_number bigint;
begin
  select * into stub from public.audit_stub where signature is not null order by count desc limit 1;
  pruned := 0;
  if not found then return; end if;
  cutoff := stub.newest_at;
  select min(number) into first_number from public.audit_link;
  last_number := least(first_number + at_most - 1, stub.count);
  if exists (
    select from public.audit_link l join public.audit_entry e on e.seq = l.seq
    where l.number between first_number and last_number and e.at > clock_timestamp() - interval '30 days'
  ) then
    raise exception 'audit entries younger than thirty days are kept' using errcode = 'integrity_constraint_violation';
  end if;
  delete from public.audit_entry e using public.audit_link l
    where l.number between first_number and last_number and e.seq = l.seq;
  get diagnostics pruned = row_count;
  delete from public.audit_link where number between first_number and last_number and number < stub.count;
  perform enter_pruning('auditEntries', pruned, cutoff);
end
$function$;
CREATE OR REPLACE FUNCTION public.prune_enrolments(cutoff timestamp with time zone, at_most integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with gone as (
    delete from public.machine_status_history h using (
      select o.machine_id, o.since from public.machine_status_history o
      where o.since < cutoff and exists (
        select from public.machine_status_history n where n.machine_id = o.machine_id and n.since > o.since and n.since <= cutoff
      )
      limit at_most
    ) as due
    where h.machine_id = due.machine_id and h.since = due.since
    returning 1
  )
  select count(*)::integer from gone
$function$;
CREATE OR REPLACE FUNCTION public.prune_job_outputs(at_most integer, OUT pruned integer, OUT cutoff timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  cutoff := retention_cutoff('jobOutputs', 30);
  with due as (
    select j.id from public.job j where j.finished_at < cutoff and j.outputs_pruned_at is null
    order by j.finished_at limit at_most
    for update skip locked
  )
  update public.job j set steps = without_outputs(j.steps), outputs_pruned_at = clock_timestamp()
  from due where j.id = due.id;
  get diagnostics pruned = row_count;
  perform enter_pruning('jobOutputs', pruned, cutoff);
end
$function$;
CREATE OR REPLACE FUNCTION public.prune_observations(at_most integer, OUT pruned integer, OUT cutoff timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
declare
  gone integer;
  more integer;
begin
  cutoff := retention_cutoff('observations', 1);
  with due as (
    select h.id from public.observation_history h
    where h.id < uuidv7_floor(cutoff) and exists (
      select from public.observation_history n
      where n.machine_id = h.machine_id and n.received_at > h.received_at and n.received_at <= cutoff
    )
    order by h.id limit at_most
  )
  delete from public.observation_history h using due where h.id = due.id;
  get diagnostics pruned = row_count;
  gone := pruned;
  delete from public.machine_past p using (
    select o.machine_id, o.since from public.machine_past o
    where o.since < cutoff and exists (
      select from public.machine_past n where n.machine_id = o.machine_id and n.since > o.since and n.since <= cutoff
    )
    limit at_most
  ) as due
  where p.machine_id = due.machine_id and p.since = due.since;
  get diagnostics more = row_count;
  gone := gone + more;
  delete from public.machine_finding f using (
    select machine_id, rule_id, since from public.machine_finding where until < cutoff order by until limit at_most
  ) as due
  where f.machine_id = due.machine_id and f.rule_id = due.rule_id and f.since = due.since;
  get diagnostics more = row_count;
  gone := gone + more + prune_enrolments(cutoff, at_most);
  delete from public.finding_day where counted_at < cutoff;
  perform prune_programs(cutoff, at_most);
  if gone > 0 then
    insert into public.history_kept as k (kind, since) values ('observations', cutoff)
    on conflict (kind) do update set since = greatest(k.since, excluded.since);
  end if;
  perform enter_pruning('observations', pruned, cutoff);
end
$function$;
CREATE OR REPLACE FUNCTION public.prune_programs(cutoff timestamp with time zone, at_most integer)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  delete from public.machine_program p using (
    select machine_id, program_id, since from public.machine_program where until < cutoff order by until limit at_most
  ) as due
  where p.machine_id = due.machine_id and p.program_id = due.program_id and p.since = due.since;
  delete from public.machine_program p using (
    select q.machine_id, q.program_id, q.since
    from public.named_program n join public.machine_program q on q.program_id = n.id
    where n.removed_at < cutoff and q.until is null
    limit at_most
  ) as due
  where p.machine_id = due.machine_id and p.program_id = due.program_id and p.since = due.since;
  delete from public.named_program n
  where n.removed_at < cutoff and not exists (
    select from public.machine_program p where p.program_id = n.id and p.until is null
  );
$function$;
CREATE OR REPLACE FUNCTION public.prune_receipts(at_most integer, OUT pruned integer, OUT cutoff timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  cutoff := retention_cutoff('receipts', 30);
  with due as (
    select r.id from public.receipt r join public.job j on j.id = r.job_id
    where r.id < uuidv7_floor(cutoff) and j.finished_at < cutoff
    order by r.id limit at_most
  )
  delete from public.receipt r using due where r.id = due.id;
  get diagnostics pruned = row_count;
  if pruned > 0 then
    insert into public.history_kept as k (kind, since) values ('receipts', cutoff)
    on conflict (kind) do update set since = greatest(k.since, excluded.since);
  end if;
  with due as (
    select a.id from public.notice_answer a join public.job j on j.id = a.job_id
    where a.id < uuidv7_floor(cutoff) and j.finished_at < cutoff
    order by a.id limit at_most
  )
  delete from public.notice_answer a using due where a.id = due.id;
  with due as (
    select l.code_sha256 from public.notice_link l join public.job j on j.id = l.job_id
    where l.told_at < cutoff and j.finished_at < cutoff
    order by l.told_at limit at_most
  )
  delete from public.notice_link l using due where l.code_sha256 = due.code_sha256;
  perform enter_pruning('receipts', pruned, cutoff);
end
$function$;
CREATE OR REPLACE FUNCTION public.prune_sessions(at_most integer, OUT pruned integer, OUT cutoff timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  -- Until somebody sets any of them: thirty days, as the settings page says.
  cutoff := case when exists (select from public.setting where key = 'retention') then retention_cutoff('sessions', 1)
    else clock_timestamp() - interval '30 days' end;
  with due as (select s.id from public.session s where s.expires_at < cutoff order by s.expires_at limit at_most)
  delete from public.session s using due where s.id = due.id;
  get diagnostics pruned = row_count;
  perform enter_pruning('sessions', pruned, cutoff);
end
$function$;
CREATE OR REPLACE FUNCTION public.refuse_addition_to_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare
  plan record;
begin
  if current_user <> 'teredo_fleet_web' then return null; end if;
  for plan in
    select r.id, r.state, r.kind from public.rollout r
    where r.id in (select a.rollout_id from added a) for share
  loop
    if plan.state <> 'draft' and plan.kind <> 'rollback' then
      raise exception 'the plan of rollout % is not a draft and takes nothing more', plan.id
        using errcode = 'integrity_constraint_violation';
    end if;
  end loop;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.refuse_change_of_ended_job()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if current_user = (select tableowner from pg_tables where schemaname = 'public' and tablename = 'job')
    and new.outputs_pruned_at is not null and new.steps = public.without_outputs(old.steps)
    and (old.state, old.finished_at, old.status_version, old.detail, old.before, old.after, old.unmet, old.blockers,
        old.work, old.payload, old.signature, old.signed_at, old.go_ask_id, old.go_granted_at, old.started_at)
      is not distinct from
      (new.state, new.finished_at, new.status_version, new.detail, new.before, new.after, new.unmet, new.blockers,
        new.work, new.payload, new.signature, new.signed_at, new.go_ask_id, new.go_granted_at, new.started_at)
  then
    return new;
  end if;
  raise exception 'job % has ended as % and stays so', old.id, old.state using errcode = 'integrity_constraint_violation';
end
$function$;
CREATE OR REPLACE FUNCTION public.refuse_change_of_plan()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'the plan of rollout % is not a draft and stays as it is', old.id using errcode = 'integrity_constraint_violation';
end
$function$;
CREATE OR REPLACE FUNCTION public.refuse_change_of_ready_bundle()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.state in ('ready', 'gone') and to_jsonb(new) - 'state' = to_jsonb(old) - 'state' then return new; end if;
  raise exception 'bundle % is finished and stays so', old.id using errcode = 'integrity_constraint_violation';
end
$function$;
CREATE OR REPLACE FUNCTION public.refuse_change_of_used_notice()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'version % of notice % was used and stays so', old.number, old.document_id
    using errcode = 'integrity_constraint_violation';
end
$function$;
CREATE OR REPLACE FUNCTION public.refuse_end_of_exclusion()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception 'machine % is left alone by rollout % and stays so', old.machine_id, old.rollout_id
    using errcode = 'integrity_constraint_violation';
end
$function$;
CREATE OR REPLACE FUNCTION public.retention_cutoff(kind text, least_days integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  select clock_timestamp() - make_interval(days => greatest((value ->> kind)::integer, least_days))
  from public.setting where key = 'retention' and value ->> kind is not null
$function$;
CREATE OR REPLACE FUNCTION public.return_to_draft()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if old.state not in ('awaiting-approval', 'approved') then
    raise exception 'rollout % is % and can not be a draft again', old.id, old.state using errcode = 'integrity_constraint_violation';
  end if;
  update public.approval set voided_at = now() where rollout_id = old.id and voided_at is null;
  delete from public.rollout_member where rollout_id = old.id;
  delete from public.rollout_wave where rollout_id = old.id;
  return new;
end
$function$;
CREATE OR REPLACE FUNCTION public.right_finding_counts()
 RETURNS TABLE(scope_id uuid, rule_id text, verdict text, counted bigint, are bigint)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
  with counted as (
    select c.scope_id, c.rule_id, c.verdict, c.waived_until, sum(c.machines) as machines
    from (
      select k.scope_id, k.rule_id, k.verdict, k.waived_until, k.machines from public.finding_count k
      union all select d.scope_id, d.rule_id, d.verdict, d.waived_until, d.machines from public.finding_delta d
    ) as c group by 1, 2, 3, 4
  ),
  really as (
    select m.scope_id, v.rule_id, v.verdict, coalesce(v.waived_until, '-infinity') as waived_until, count(*) as machines
    from public.machine_finding v join public.machine m on m.id = v.machine_id
    where v.until is null and m.status = 'active' group by 1, 2, 3, 4
  ),
  wrong as (
    select scope_id, rule_id, verdict, waived_until, coalesce(c.machines, 0) as counted, coalesce(r.machines, 0) as are
    from counted c full join really r using (scope_id, rule_id, verdict, waived_until)
    where coalesce(c.machines, 0) <> coalesce(r.machines, 0)
  ),
  righted as (
    insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
    select w.scope_id, w.rule_id, w.verdict, w.waived_until, w.are - w.counted from wrong w
  )
  select w.scope_id, w.rule_id, w.verdict, w.counted, w.are from wrong w
$function$;
CREATE OR REPLACE FUNCTION public.settle_answers_of_ended_job()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update public.notice_answer a set outcome = 'too-late', settled_at = new.finished_at, code = null
  where a.job_id = new.id and a.outcome is null;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.share_verdicts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  perform pg_advisory_xact_lock_shared(hashtext('teredo-fleet verdicts'));
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.teredo_all_scopes()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('teredo.scopes'::text, true) = '*'::text), false);
CREATE OR REPLACE FUNCTION public.teredo_may_see_account(id text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((SELECT teredo_all_scopes() AS teredo_all_scopes) OR (id = current_setting('teredo.user'::text, true)) OR (EXISTS (SELECT 1 FROM "user" u WHERE ((u.id = teredo_may_see_account.id) AND (cardinality(u.scope_ids) > 0) AND (u.scope_ids <@ (SELECT teredo_scopes() AS teredo_scopes))))));
CREATE OR REPLACE FUNCTION public.teredo_scopes()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE WHEN (COALESCE(current_setting('teredo.scopes'::text, true), ''::text) = ANY (ARRAY[''::text, '*'::text])) THEN '{}'::uuid[] ELSE (string_to_array(current_setting('teredo.scopes'::text, true), ','::text))::uuid[] END;
CREATE OR REPLACE FUNCTION public.uncount_machine()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  insert into public.finding_delta (scope_id, rule_id, verdict, waived_until, machines)
  select old.scope_id, v.rule_id, v.verdict, coalesce(v.waived_until, '-infinity'), -1
  from public.machine_finding v where v.machine_id = old.id and v.until is null;
  return old;
end
$function$;
CREATE OR REPLACE FUNCTION public.uuidv7_floor(at timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
RETURN ((OVERLAY(lpad(to_hex(((EXTRACT(epoch FROM at) * (1000)::numeric))::bigint), 12, '0'::text) PLACING '-'::text FROM 9 FOR 0) || '-7000-8000-000000000000'::text))::uuid;
CREATE OR REPLACE FUNCTION public.waive_findings()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  if tg_op = 'INSERT' then
    with hit as (
      select m.id from public.machine m where m.scope_id = new.scope_id and m.id = new.machine_id
      union all
      select m.id from public.machine m where new.label is not null and m.scope_id = new.scope_id and m.labels @> array[new.label]
    )
    update public.machine_finding v set waived_until = greatest(v.waived_until, new.expires_at)
    from hit h
    where v.machine_id = h.id and v.until is null and v.verdict = 'finding' and v.rule_id = new.rule_id and v.rule_version = new.rule_version
      and (v.waived_until is null or v.waived_until < new.expires_at);
  elsif new.revoked_at is distinct from old.revoked_at then
    with hit as materialized (
      select m.id, m.labels from public.machine m where m.scope_id = new.scope_id and m.id = new.machine_id
      union all
      select m.id, m.labels from public.machine m
      where new.label is not null and m.scope_id = new.scope_id and m.labels @> array[new.label]
    ),
    others as materialized (
      select w.machine_id, w.label, w.expires_at from public.waiver w
      where w.rule_id = new.rule_id and w.rule_version = new.rule_version and w.scope_id = new.scope_id and w.revoked_at is null
    ),
    ends as (
      select h.id, max(o.expires_at) as until
      from hit h left join (
        select h.id, o.expires_at from hit h join others o on o.machine_id = h.id
        union all select h.id, o.expires_at from hit h cross join unnest(h.labels) as l (label) join others o on o.label = l.label
      ) as o on o.id = h.id
      group by h.id
    )
    update public.machine_finding v set waived_until = e.until from ends e
    where v.machine_id = e.id and v.until is null and v.verdict = 'finding' and v.rule_id = new.rule_id
      and v.rule_version = new.rule_version and v.waived_until is distinct from e.until;
  end if;
  return null;
end
$function$;
CREATE OR REPLACE FUNCTION public.waive_new_finding()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$
begin
  new.waived_until := finding_waived_until(new.machine_id, new.rule_id, new.rule_version);
  return new;
end
$function$;
CREATE OR REPLACE FUNCTION public.without_outputs(steps jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
RETURN (SELECT COALESCE(jsonb_agg(CASE WHEN ((jsonb_typeof(s.step) = 'object'::text) AND (s.step ? 'output'::text)) THEN jsonb_set((s.step - 'printed'::text), '{output}'::text[], '"(removed after its time of keeping)"'::jsonb) ELSE s.step END ORDER BY s.n), '[]'::jsonb) AS "coalesce" FROM jsonb_array_elements(without_outputs.steps) WITH ORDINALITY s(step, n));
CREATE TRIGGER a_held BEFORE INSERT OR UPDATE OF version, scope_id, retired_at ON public.own_rule FOR EACH ROW EXECUTE FUNCTION hold_verdicts();
CREATE TRIGGER a_held BEFORE INSERT OR UPDATE ON public.waiver FOR EACH ROW EXECUTE FUNCTION hold_verdicts();
CREATE TRIGGER a_held BEFORE UPDATE OF status, scope_id, labels ON public.machine FOR EACH ROW WHEN ((((old.status IS DISTINCT FROM new.status) OR (old.scope_id IS DISTINCT FROM new.scope_id)) OR (old.labels IS DISTINCT FROM new.labels))) EXECUTE FUNCTION hold_verdicts();
CREATE TRIGGER a_shared BEFORE INSERT OR UPDATE ON public.machine_finding FOR EACH STATEMENT EXECUTE FUNCTION share_verdicts();
CREATE TRIGGER counted_changed AFTER UPDATE ON public.machine_finding REFERENCING OLD TABLE AS earlier NEW TABLE AS later FOR EACH STATEMENT EXECUTE FUNCTION count_changed_verdicts();
CREATE TRIGGER counted_new AFTER INSERT ON public.machine_finding REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_new_verdicts();
CREATE TRIGGER findings AFTER INSERT OR UPDATE ON public.waiver FOR EACH ROW EXECUTE FUNCTION waive_findings();
CREATE TRIGGER findings AFTER UPDATE OF status, scope_id, labels ON public.machine FOR EACH ROW WHEN ((((old.status IS DISTINCT FROM new.status) OR (old.scope_id IS DISTINCT FROM new.scope_id)) OR (old.labels IS DISTINCT FROM new.labels))) EXECUTE FUNCTION count_changed_machine();
CREATE TRIGGER forget_policies AFTER DELETE ON public.machine FOR EACH ROW EXECUTE FUNCTION forget_machine_policies();
CREATE TRIGGER go_taken_back AFTER UPDATE ON public.job FOR EACH ROW WHEN (((old.go_granted_at IS NOT NULL) AND (new.go_granted_at IS NULL))) EXECUTE FUNCTION forget_acknowledgement_of_lost_go();
CREATE TRIGGER job_end_noted AFTER UPDATE OF state ON public.job FOR EACH ROW WHEN (((new.state IS DISTINCT FROM old.state) AND ((new.finished_at IS NOT NULL) OR (new.state = 'lost-contact'::text)))) EXECUTE FUNCTION note_job_end();
CREATE TRIGGER job_end_settles_answers AFTER UPDATE OF finished_at ON public.job FOR EACH ROW WHEN (((old.finished_at IS NULL) AND (new.finished_at IS NOT NULL))) EXECUTE FUNCTION settle_answers_of_ended_job();
CREATE TRIGGER job_end_stays BEFORE UPDATE ON public.job FOR EACH ROW WHEN (((old.finished_at IS NOT NULL) AND ((((((((((((((((old.state IS DISTINCT FROM new.state) OR (old.finished_at IS DISTINCT FROM new.finished_at)) OR (old.status_version IS DISTINCT FROM new.status_version)) OR (old.detail IS DISTINCT FROM new.detail)) OR (old.steps IS DISTINCT FROM new.steps)) OR (old.before IS DISTINCT FROM new.before)) OR (old.after IS DISTINCT FROM new.after)) OR (old.unmet IS DISTINCT FROM new.unmet)) OR (old.blockers IS DISTINCT FROM new.blockers)) OR (old.work IS DISTINCT FROM new.work)) OR (old.payload IS DISTINCT FROM new.payload)) OR (old.signature IS DISTINCT FROM new.signature)) OR (old.signed_at IS DISTINCT FROM new.signed_at)) OR (old.go_ask_id IS DISTINCT FROM new.go_ask_id)) OR (old.go_granted_at IS DISTINCT FROM new.go_granted_at)) OR (old.started_at IS DISTINCT FROM new.started_at)))) EXECUTE FUNCTION refuse_change_of_ended_job();
CREATE TRIGGER late_reports_noted AFTER INSERT ON public.machine_past REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION note_late_reports();
CREATE TRIGGER late_statuses_noted AFTER INSERT ON public.machine_status_history REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION note_late_reports();
CREATE TRIGGER machine_forgotten AFTER DELETE ON public.machine FOR EACH ROW EXECUTE FUNCTION forget_machine();
CREATE TRIGGER moved_noted BEFORE DELETE ON public.machine FOR EACH ROW EXECUTE FUNCTION note_moved_machine();
CREATE TRIGGER moved_noted_by_scope BEFORE UPDATE OF scope_id ON public.machine FOR EACH ROW WHEN ((old.scope_id IS DISTINCT FROM new.scope_id)) EXECUTE FUNCTION note_moved_machine();
CREATE TRIGGER note_status AFTER INSERT ON public.machine FOR EACH ROW EXECUTE FUNCTION note_machine_status();
CREATE TRIGGER note_status_change AFTER UPDATE OF status ON public.machine FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION note_machine_status();
CREATE TRIGGER own_rules_due_changed AFTER UPDATE OF observation_hash ON public.machine_facts FOR EACH ROW WHEN ((old.observation_hash IS DISTINCT FROM new.observation_hash)) EXECUTE FUNCTION own_rules_due_facts();
CREATE TRIGGER own_rules_due_gone BEFORE DELETE ON public.machine FOR EACH ROW EXECUTE FUNCTION forget_own_rules_due();
CREATE TRIGGER own_rules_due_moved AFTER UPDATE OF labels, status, scope_id, hostname ON public.machine FOR EACH ROW WHEN (((((old.labels IS DISTINCT FROM new.labels) OR (old.status IS DISTINCT FROM new.status)) OR (old.scope_id IS DISTINCT FROM new.scope_id)) OR (old.hostname IS DISTINCT FROM new.hostname))) EXECUTE FUNCTION own_rules_due_machine();
CREATE TRIGGER own_rules_due_new AFTER INSERT ON public.machine_facts FOR EACH ROW EXECUTE FUNCTION own_rules_due_facts();
CREATE TRIGGER policy_due_approved AFTER INSERT ON public.policy_approval FOR EACH ROW EXECUTE FUNCTION policy_due_approved();
CREATE TRIGGER policy_due_changed AFTER UPDATE OF observation_hash ON public.machine_facts FOR EACH ROW WHEN ((old.observation_hash IS DISTINCT FROM new.observation_hash)) EXECUTE FUNCTION policy_due_facts();
CREATE TRIGGER policy_due_decided AFTER INSERT OR DELETE ON public.policy_precedence FOR EACH ROW EXECUTE FUNCTION policy_due_decided();
CREATE TRIGGER policy_due_edited AFTER UPDATE ON public.policy FOR EACH ROW WHEN (((old.content_hash IS DISTINCT FROM new.content_hash) OR (old.retired_at IS DISTINCT FROM new.retired_at))) EXECUTE FUNCTION policy_due_all();
CREATE TRIGGER policy_due_enrolled AFTER INSERT ON public.machine FOR EACH ROW EXECUTE FUNCTION policy_due_machine();
CREATE TRIGGER policy_due_made AFTER INSERT ON public.policy FOR EACH ROW EXECUTE FUNCTION policy_due_all();
CREATE TRIGGER policy_due_moved AFTER UPDATE OF labels, status, scope_id ON public.machine FOR EACH ROW WHEN ((((old.labels IS DISTINCT FROM new.labels) OR (old.status IS DISTINCT FROM new.status)) OR (old.scope_id IS DISTINCT FROM new.scope_id))) EXECUTE FUNCTION policy_due_machine();
CREATE TRIGGER policy_due_seen AFTER INSERT ON public.machine_facts FOR EACH ROW EXECUTE FUNCTION policy_due_facts();
CREATE TRIGGER policy_version BEFORE UPDATE ON public.policy FOR EACH ROW EXECUTE FUNCTION keep_policy_version();
CREATE TRIGGER programs_forgotten AFTER DELETE ON public.machine FOR EACH ROW EXECUTE FUNCTION forget_programs();
CREATE TRIGGER ready_stays BEFORE UPDATE ON public.evidence_bundle FOR EACH ROW WHEN ((old.state = 'ready'::text)) EXECUTE FUNCTION refuse_change_of_ready_bundle();
CREATE TRIGGER rollout_drafted_again BEFORE UPDATE OF state ON public.rollout FOR EACH ROW WHEN (((new.state = 'draft'::text) AND (old.state <> 'draft'::text))) EXECUTE FUNCTION return_to_draft();
CREATE TRIGGER rollout_member_exclusion_stays BEFORE UPDATE OF excluded ON public.rollout_member FOR EACH ROW WHEN (((old.excluded IS NOT NULL) AND (new.excluded IS DISTINCT FROM old.excluded))) EXECUTE FUNCTION refuse_end_of_exclusion();
CREATE TRIGGER rollout_member_of_draft AFTER INSERT ON public.rollout_member REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_addition_to_plan();
CREATE TRIGGER rollout_plan_stays BEFORE UPDATE OF id, plan, plan_hash, kind, scope_id, author_id, editor_ids, rollback_of_id ON public.rollout FOR EACH ROW WHEN (((CURRENT_USER = 'teredo_fleet_web'::name) AND ((old.state <> 'draft'::text) OR (new.state <> 'draft'::text)) AND ((((((((old.id IS DISTINCT FROM new.id) OR (old.plan IS DISTINCT FROM new.plan)) OR (old.plan_hash IS DISTINCT FROM new.plan_hash)) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.scope_id IS DISTINCT FROM new.scope_id)) OR (old.author_id IS DISTINCT FROM new.author_id)) OR (old.editor_ids IS DISTINCT FROM new.editor_ids)) OR (old.rollback_of_id IS DISTINCT FROM new.rollback_of_id)))) EXECUTE FUNCTION refuse_change_of_plan();
CREATE TRIGGER rollout_wave_of_draft AFTER INSERT ON public.rollout_wave REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_addition_to_plan();
CREATE TRIGGER uncounted BEFORE DELETE ON public.machine FOR EACH ROW WHEN ((old.status = 'active'::text)) EXECUTE FUNCTION uncount_machine();
CREATE TRIGGER used_stays BEFORE DELETE OR UPDATE ON public.notice_version FOR EACH ROW WHEN ((old.used_at IS NOT NULL)) EXECUTE FUNCTION refuse_change_of_used_notice();
CREATE TRIGGER waived BEFORE INSERT ON public.machine_finding FOR EACH ROW WHEN (((new.verdict = 'finding'::text) AND (new.until IS NULL))) EXECUTE FUNCTION waive_new_finding();

-- row-level security
alter table agent_update enable row level security;
alter table agent_update_machine enable row level security;
alter table alert enable row level security;
alter table alert_delivery enable row level security;
alter table alert_destination enable row level security;
alter table api_token enable row level security;
alter table approval enable row level security;
alter table audit_entry enable row level security;
alter table audit_stub enable row level security;
alter table enrolment_token enable row level security;
alter table evidence_bundle enable row level security;
alter table finding_count enable row level security;
alter table finding_day enable row level security;
alter table finding_delta enable row level security;
alter table fleet_day enable row level security;
alter table fleet_day_due enable row level security;
alter table fleet_day_moved enable row level security;
alter table fleet_day_touched enable row level security;
alter table history_kept enable row level security;
alter table job enable row level security;
alter table job_event enable row level security;
alter table machine enable row level security;
alter table machine_application enable row level security;
alter table machine_contact enable row level security;
alter table machine_desired enable row level security;
alter table machine_facts enable row level security;
alter table machine_finding enable row level security;
alter table machine_past enable row level security;
alter table machine_policy enable row level security;
alter table machine_program enable row level security;
alter table machine_request enable row level security;
alter table machine_status_history enable row level security;
alter table machine_teredo_server enable row level security;
alter table machine_updater enable row level security;
alter table named_program enable row level security;
alter table notice_answer enable row level security;
alter table notice_document enable row level security;
alter table notice_link enable row level security;
alter table notice_nudge enable row level security;
alter table notice_override enable row level security;
alter table notice_override_job enable row level security;
alter table notice_version enable row level security;
alter table observation_history enable row level security;
alter table overview_visit enable row level security;
alter table own_rule enable row level security;
alter table own_rule_due enable row level security;
alter table own_rule_version enable row level security;
alter table policy enable row level security;
alter table policy_approval enable row level security;
alter table policy_precedence enable row level security;
alter table receipt enable row level security;
alter table report_link enable row level security;
alter table report_schedule enable row level security;
alter table rollout enable row level security;
alter table rollout_freeze enable row level security;
alter table rollout_member enable row level security;
alter table rollout_wave enable row level security;
alter table saved_view enable row level security;
alter table scope enable row level security;
alter table setting enable row level security;
alter table signature_entry enable row level security;
alter table teredo_server enable row level security;
alter table teredo_server_probe enable row level security;
alter table teredo_server_tally enable row level security;
alter table unjudged_end enable row level security;
alter table waiver enable row level security;
create policy gateway on agent_update for all to teredo_fleet_gateway
  using true
  with check true;
create policy web_insert on agent_update for insert to teredo_fleet_web
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy web_read on agent_update for select to teredo_fleet_web
  using true;
create policy web_update on agent_update for update to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes)
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy gateway on agent_update_machine for all to teredo_fleet_gateway
  using true
  with check true;
create policy web on agent_update_machine for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy web_delete on agent_update_machine for delete to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) AND (state = 'failed'::text));
create policy web_update on agent_update_machine for update to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes)
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy engine on alert for all to teredo_fleet_engine
  using true
  with check true;
create policy web on alert for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine on alert_delivery for all to teredo_fleet_engine
  using true
  with check true;
create policy web_insert on alert_delivery for insert to teredo_fleet_web
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) AND is_test);
create policy web_read on alert_delivery for select to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy engine on alert_destination for all to teredo_fleet_engine
  using true
  with check true;
create policy web on alert_destination for all to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes)
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy engine_read on api_token for select to teredo_fleet_engine
  using true;
create policy web_insert on api_token for insert to teredo_fleet_web
  with check (user_id = ( SELECT current_setting('teredo.user'::text, true) AS current_setting));
create policy web_read on api_token for select to teredo_fleet_web
  using teredo_may_see_account(user_id);
create policy web_update on api_token for update to teredo_fleet_web
  using teredo_may_see_account(user_id)
  with check teredo_may_see_account(user_id);
create policy engine_repairs on approval for insert to teredo_fleet_engine
  with check (kind = 'policy'::text);
create policy reporter_read on approval for select to teredo_fleet_reporter
  using true;
create policy server on approval for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on approval for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_policies on approval for insert to teredo_fleet_web
  with check (kind <> 'policy'::text);
create policy engine_write on audit_entry for insert to teredo_fleet_engine
  with check ((actor_kind = 'system'::text) AND (actor_name = 'engine'::text));
create policy gateway_write on audit_entry for insert to teredo_fleet_gateway
  with check ((actor_kind = 'machine'::text) OR ((actor_kind = 'system'::text) AND (actor_name = 'gateway'::text)));
create policy reporter_read on audit_entry for select to teredo_fleet_reporter
  using true;
create policy reporter_write on audit_entry for insert to teredo_fleet_reporter
  with check ((actor_kind = 'system'::text) AND (actor_name = 'reporter'::text));
create policy server_read on audit_entry for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true;
create policy signer_write on audit_entry for insert to teredo_fleet_signer
  with check ((actor_kind = 'system'::text) AND (actor_name = 'signer'::text));
create policy web_read on audit_entry for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_write on audit_entry for insert to teredo_fleet_web
  with check (((scope_id IS NULL) OR ( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))) AND ((actor_kind = 'user'::text) OR ((actor_kind = 'system'::text) AND (actor_name <> ALL (ARRAY['gateway'::text, 'engine'::text, 'signer'::text, 'reporter'::text])))));
create policy engine_delete on audit_stub for delete to teredo_fleet_engine
  using (signature IS NULL);
create policy engine_insert on audit_stub for insert to teredo_fleet_engine
  with check (signature IS NULL);
create policy everyone_reads on audit_stub for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer, teredo_fleet_web
  using true;
create policy reporter_read on audit_stub for select to teredo_fleet_reporter
  using true;
create policy signer_update on audit_stub for update to teredo_fleet_signer
  using (signature IS NULL)
  with check true;
create policy server on enrolment_token for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on enrolment_token for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy reporter_update on evidence_bundle for update to teredo_fleet_reporter
  using (state = ANY (ARRAY['requested'::text, 'building'::text, 'unsigned'::text, 'signed'::text, 'ready'::text]))
  with check (state = ANY (ARRAY['requested'::text, 'building'::text, 'unsigned'::text, 'ready'::text, 'failed'::text, 'gone'::text]));
create policy server_read on evidence_bundle for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_reporter, teredo_fleet_signer
  using true;
create policy signer_update on evidence_bundle for update to teredo_fleet_signer
  using (state = 'unsigned'::text)
  with check (state = ANY (ARRAY['signed'::text, 'failed'::text, 'building'::text]));
create policy web_insert on evidence_bundle for insert to teredo_fleet_web
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_read on evidence_bundle for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy server_read on finding_count for select to teredo_fleet_engine
  using true;
create policy web on finding_count for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy server_read on finding_day for select to teredo_fleet_engine
  using true;
create policy web on finding_day for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy server_read on finding_delta for select to teredo_fleet_engine
  using true;
create policy web on finding_delta for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on fleet_day for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on history_kept for select to teredo_fleet_web
  using true;
create policy engine_insert on job for insert to teredo_fleet_engine
  with check ((state = 'requested'::text) AND (EXISTS ( SELECT
   FROM rollout_member m
  WHERE ((m.rollout_id = job.rollout_id) AND (m.machine_id = job.machine_id)))));
create policy engine_takes_repairs_back on job for update to teredo_fleet_engine
  using true
  with check ((state = 'cancelled'::text) AND (go_granted_at IS NULL) AND (EXISTS ( SELECT
   FROM rollout r
  WHERE ((r.id = job.rollout_id) AND (r.kind = 'repair'::text)))));
create policy engine_update on job for update to teredo_fleet_engine
  using true
  with check (state = ANY (ARRAY['expired'::text, 'lost-contact'::text]));
create policy gateway_update on job for update to teredo_fleet_gateway
  using true
  with check true;
create policy reporter_read on job for select to teredo_fleet_reporter
  using true;
create policy server_read on job for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true;
create policy signer_update on job for update to teredo_fleet_signer
  using true
  with check (state = ANY (ARRAY['queued'::text, 'blocked'::text]));
create policy web_insert on job for insert to teredo_fleet_web
  with check ((( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))) AND (state = 'requested'::text) AND (status_version = 0) AND (detail IS NULL) AND (until IS NULL) AND (before IS NULL) AND (after IS NULL) AND (steps = '[]'::jsonb) AND (unmet = '[]'::jsonb) AND (blockers = '[]'::jsonb));
create policy web_read on job for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_update on job for update to teredo_fleet_web
  using ((finished_at IS NULL) AND (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))))
  with check ((state = ANY (ARRAY['cancelled'::text, 'timed-out'::text, 'quarantined'::text])) AND (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))));
create policy gateway_insert on job_event for insert to teredo_fleet_gateway
  with check true;
create policy reporter_read on job_event for select to teredo_fleet_reporter
  using true;
create policy server_insert on job_event for insert to teredo_fleet_engine, teredo_fleet_signer
  with check (source = 'server'::text);
create policy server_read on job_event for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true;
create policy web_insert on job_event for insert to teredo_fleet_web
  with check ((source = 'server'::text) AND (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))));
create policy web_read on job_event for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy reporter_read on machine for select to teredo_fleet_reporter
  using true;
create policy server on machine for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on machine for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine on machine_application for select to teredo_fleet_engine
  using true;
create policy server on machine_application for all to teredo_fleet_gateway
  using true
  with check true;
create policy web on machine_application for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy reporter_read on machine_contact for select to teredo_fleet_reporter
  using true;
create policy server on machine_contact for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on machine_contact for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy server on machine_desired for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on machine_desired for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy server on machine_facts for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on machine_facts for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine on machine_finding for select to teredo_fleet_engine
  using true;
create policy engine_begin on machine_finding for insert to teredo_fleet_engine
  with check (rule_id ~~ 'own-%'::text);
create policy engine_end on machine_finding for update to teredo_fleet_engine
  using (rule_id ~~ 'own-%'::text)
  with check (rule_id ~~ 'own-%'::text);
create policy server on machine_finding for all to teredo_fleet_gateway
  using true
  with check true;
create policy web on machine_finding for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy server on machine_past for all to teredo_fleet_gateway
  using true
  with check true;
create policy web on machine_past for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy engine on machine_policy for all to teredo_fleet_engine
  using true
  with check true;
create policy web on machine_policy for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy server on machine_program for all to teredo_fleet_gateway
  using true
  with check true;
create policy web on machine_program for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy server on machine_request for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on machine_request for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on machine_status_history for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy engine on machine_teredo_server for all to teredo_fleet_engine
  using true
  with check true;
create policy web on machine_teredo_server for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy gateway on machine_updater for all to teredo_fleet_gateway
  using true
  with check true;
create policy web on machine_updater for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy server on named_program for select to teredo_fleet_gateway
  using true;
create policy web_insert on named_program for insert to teredo_fleet_web
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_read on named_program for select to teredo_fleet_web
  using ((scope_id IS NULL) OR ( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_update on named_program for update to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy gateway on notice_answer for all to teredo_fleet_gateway
  using true
  with check true;
create policy server_read on notice_answer for select to teredo_fleet_engine, teredo_fleet_reporter
  using true;
create policy web on notice_answer for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on notice_document for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy gateway on notice_link for all to teredo_fleet_gateway
  using true
  with check true;
create policy web on notice_link for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy gateway on notice_nudge for select to teredo_fleet_gateway
  using true;
create policy web_insert on notice_nudge for insert to teredo_fleet_web
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_read on notice_nudge for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy server_read on notice_override for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_reporter, teredo_fleet_signer
  using true;
create policy web on notice_override for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy server_read on notice_override_job for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_reporter, teredo_fleet_signer
  using true;
create policy signer_update on notice_override_job for update to teredo_fleet_signer
  using true
  with check true;
create policy web_insert on notice_override_job for insert to teredo_fleet_web
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_read on notice_override_job for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on notice_version for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check ((( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))) AND (EXISTS ( SELECT
   FROM notice_document d
  WHERE ((d.id = notice_version.document_id) AND (d.scope_id = notice_version.scope_id)))));
create policy server on observation_history for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on observation_history for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on overview_visit for all to teredo_fleet_web
  using (user_id = ( SELECT current_setting('teredo.user'::text, true) AS current_setting))
  with check (user_id = ( SELECT current_setting('teredo.user'::text, true) AS current_setting));
create policy engine on own_rule for all to teredo_fleet_engine
  using true
  with check true;
create policy web_insert on own_rule for insert to teredo_fleet_web
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_read on own_rule for select to teredo_fleet_web
  using ((scope_id IS NULL) OR ( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_update on own_rule for update to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine on own_rule_due for all to teredo_fleet_engine
  using true;
create policy web_insert on own_rule_version for insert to teredo_fleet_web
  with check (rule_id IN ( SELECT r.id
   FROM own_rule r));
create policy web_read on own_rule_version for select to teredo_fleet_web
  using (rule_id IN ( SELECT r.id
   FROM own_rule r));
create policy engine on policy for all to teredo_fleet_engine
  using true
  with check true;
create policy signer_read on policy for select to teredo_fleet_signer
  using true;
create policy web on policy for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine on policy_approval for all to teredo_fleet_engine
  using true
  with check true;
create policy signer_read on policy_approval for select to teredo_fleet_signer
  using true;
create policy web on policy_approval for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine on policy_precedence for all to teredo_fleet_engine
  using true
  with check true;
create policy web on policy_precedence for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy reporter_read on receipt for select to teredo_fleet_reporter
  using true;
create policy server on receipt for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on receipt for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on report_link for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine on report_schedule for all to teredo_fleet_engine
  using true
  with check true;
create policy web on report_schedule for all to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes)
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy engine_repairs on rollout for insert to teredo_fleet_engine
  with check ((kind = 'repair'::text) AND (state = 'draft'::text) AND (rollback_of_id IS NULL));
create policy reporter_read on rollout for select to teredo_fleet_reporter
  using true;
create policy server on rollout for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on rollout for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_repairs on rollout for insert to teredo_fleet_web
  with check (kind <> 'repair'::text);
create policy server on rollout_freeze for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true;
create policy web_delete on rollout_freeze for delete to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy web_insert on rollout_freeze for insert to teredo_fleet_web
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy web_read on rollout_freeze for select to teredo_fleet_web
  using true;
create policy engine_insert on rollout_member for insert to teredo_fleet_engine
  with check ((excluded IS NULL) AND (acknowledged_attempt IS NULL) AND (EXISTS ( SELECT
   FROM rollout r
  WHERE ((r.id = rollout_member.rollout_id) AND (r.state = 'running'::text) AND (r.kind = 'planned'::text) AND (r.scope_id = rollout_member.scope_id) AND ((r.plan #>> '{target,mode}'::text[]) = 'live'::text)))));
create policy engine_insert_repaired on rollout_member for insert to teredo_fleet_engine
  with check ((late_at IS NULL) AND (acknowledged_attempt IS NULL) AND (EXISTS ( SELECT
   FROM rollout r
  WHERE ((r.id = rollout_member.rollout_id) AND (r.kind = 'repair'::text) AND (r.state = 'draft'::text) AND (r.scope_id = rollout_member.scope_id)))));
create policy engine_update on rollout_member for update to teredo_fleet_engine
  using true
  with check true;
create policy reporter_read on rollout_member for select to teredo_fleet_reporter
  using true;
create policy server_read on rollout_member for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true;
create policy web_insert on rollout_member for insert to teredo_fleet_web
  with check ((( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))) AND (late_at IS NULL) AND (acknowledged_attempt IS NULL) AND (EXISTS ( SELECT
   FROM rollout r
  WHERE ((r.id = rollout_member.rollout_id) AND ((r.state = 'draft'::text) OR (r.kind = 'rollback'::text))))));
create policy web_read on rollout_member for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_update on rollout_member for update to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy engine_repairs on rollout_wave for insert to teredo_fleet_engine
  with check ((num_nonnulls(opened_at, gate_met_at, promoted_at, overridden_at) = 0) AND (EXISTS ( SELECT
   FROM rollout r
  WHERE ((r.id = rollout_wave.rollout_id) AND (r.kind = 'repair'::text) AND (r.state = 'draft'::text) AND (r.scope_id = rollout_wave.scope_id)))));
create policy reporter_read on rollout_wave for select to teredo_fleet_reporter
  using true;
create policy server on rollout_wave for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web_insert on rollout_wave for insert to teredo_fleet_web
  with check ((( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[]))) AND (num_nonnulls(opened_at, gate_met_at, promoted_at, overridden_at) = 0) AND (EXISTS ( SELECT
   FROM rollout r
  WHERE ((r.id = rollout_wave.rollout_id) AND ((r.state = 'draft'::text) OR (r.kind = 'rollback'::text))))));
create policy web_read on rollout_wave for select to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web_update on rollout_wave for update to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));
create policy web on saved_view for all to teredo_fleet_web
  using (user_id = ( SELECT current_setting('teredo.user'::text, true) AS current_setting))
  with check (user_id = ( SELECT current_setting('teredo.user'::text, true) AS current_setting));
create policy reporter_read on scope for select to teredo_fleet_reporter
  using true;
create policy server on scope for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on scope for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy everyone_reads on setting for select to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer, teredo_fleet_web
  using true;
create policy reporter_read on setting for select to teredo_fleet_reporter
  using true;
create policy signer_insert on setting for insert to teredo_fleet_signer
  with check (key = 'job-key'::text);
create policy signer_update on setting for update to teredo_fleet_signer
  using (key = 'job-key'::text)
  with check (key = 'job-key'::text);
create policy web_delete on setting for delete to teredo_fleet_web
  using (key <> ALL (ARRAY['job-key'::text, 'channel-key'::text, 'installation'::text]));
create policy web_insert on setting for insert to teredo_fleet_web
  with check (key <> 'job-key'::text);
create policy web_update on setting for update to teredo_fleet_web
  using (key <> ALL (ARRAY['job-key'::text, 'channel-key'::text, 'installation'::text]))
  with check (key <> ALL (ARRAY['job-key'::text, 'channel-key'::text, 'installation'::text]));
create policy reporter_read on signature_entry for select to teredo_fleet_reporter
  using true;
create policy server on signature_entry for all to teredo_fleet_engine, teredo_fleet_gateway, teredo_fleet_signer
  using true
  with check true;
create policy web on signature_entry for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (machine_id IN ( SELECT m.id
   FROM machine m)));
create policy engine on teredo_server for select to teredo_fleet_engine
  using true;
create policy web_delete on teredo_server for delete to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy web_insert on teredo_server for insert to teredo_fleet_web
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy web_read on teredo_server for select to teredo_fleet_web
  using true;
create policy web_update on teredo_server for update to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes)
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy engine on teredo_server_probe for all to teredo_fleet_engine
  using true
  with check true;
create policy web_delete on teredo_server_probe for delete to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy web_insert on teredo_server_probe for insert to teredo_fleet_web
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy web_read on teredo_server_probe for select to teredo_fleet_web
  using true;
create policy web_update on teredo_server_probe for update to teredo_fleet_web
  using ( SELECT teredo_all_scopes() AS teredo_all_scopes)
  with check ( SELECT teredo_all_scopes() AS teredo_all_scopes);
create policy engine on teredo_server_tally for all to teredo_fleet_engine
  using true
  with check true;
create policy web_read on teredo_server_tally for select to teredo_fleet_web
  using true;
create policy engine on unjudged_end for all to teredo_fleet_engine
  using true;
create policy gateway on unjudged_end for select to teredo_fleet_gateway
  using true;
create policy server_read on waiver for select to teredo_fleet_engine
  using true;
create policy web on waiver for all to teredo_fleet_web
  using (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])))
  with check (( SELECT teredo_all_scopes() AS teredo_all_scopes) OR (scope_id = ANY (( SELECT teredo_scopes() AS teredo_scopes)::uuid[])));

-- rights
grant select on _prisma_migrations to teredo_fleet_engine;
grant insert, select, update on alert to teredo_fleet_engine;
grant insert, select on alert_delivery to teredo_fleet_engine;
grant update (sent_at, given_up_at, answer) on alert_delivery to teredo_fleet_engine;
grant select on alert_destination to teredo_fleet_engine;
grant update (next_at, leased_until, sent_at, failing_at, failure, tries) on alert_destination to teredo_fleet_engine;
grant select (id, name, prefix, created_at, expires_at, revoked_at) on api_token to teredo_fleet_engine;
grant insert, select on approval to teredo_fleet_engine;
grant insert, select on audit_check to teredo_fleet_engine;
grant delete, insert, select, update on audit_delivery to teredo_fleet_engine;
grant insert (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after, reason, request_id, address, actor_token) on audit_entry to teredo_fleet_engine;
grant select on audit_entry to teredo_fleet_engine;
grant usage on audit_entry_seq_seq to teredo_fleet_engine;
grant select on audit_head to teredo_fleet_engine;
grant insert, select on audit_link to teredo_fleet_engine;
grant delete, select on audit_stub to teredo_fleet_engine;
grant insert (count, hash, oldest_at, newest_at, kept_days, set_by) on audit_stub to teredo_fleet_engine;
grant select on brake to teredo_fleet_engine;
grant select (id, scope_id, label, max_uses, uses, expires_at, revoked_at, created_at) on enrolment_token to teredo_fleet_engine;
grant execute on function enter_expired_waivers(integer) to teredo_fleet_engine;
grant execute on function enter_silent_trials(integer) to teredo_fleet_engine;
grant select on evidence_bundle to teredo_fleet_engine;
grant select on evidence_key to teredo_fleet_engine;
grant select on finding_count to teredo_fleet_engine;
grant select on finding_day to teredo_fleet_engine;
grant select on finding_delta to teredo_fleet_engine;
grant execute on function fold_finding_deltas(integer) to teredo_fleet_engine;
grant insert (rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, windows, witnesses, contact_window_seconds, verify, not_before, not_after, state, wanted_before), update (state, detail, until, finished_at, cancel_requested_at) on job to teredo_fleet_engine;
grant select on job to teredo_fleet_engine;
grant insert, select on job_event to teredo_fleet_engine;
grant select on machine to teredo_fleet_engine;
grant update (last_sequence) on machine to teredo_fleet_engine;
grant select on machine_application to teredo_fleet_engine;
grant select on machine_contact to teredo_fleet_engine;
grant update (connected, server_id) on machine_contact to teredo_fleet_engine;
grant delete, insert, select, update on machine_desired to teredo_fleet_engine;
grant select on machine_facts to teredo_fleet_engine;
grant insert, select on machine_finding to teredo_fleet_engine;
grant update (until) on machine_finding to teredo_fleet_engine;
grant delete, insert, select, update on machine_policy to teredo_fleet_engine;
grant delete, select on machine_request to teredo_fleet_engine;
grant delete, insert, select, update on machine_teredo_server to teredo_fleet_engine;
grant select on member_standing to teredo_fleet_engine;
grant execute on function missed_fleet_day() to teredo_fleet_engine;
grant execute on function note_finding_day() to teredo_fleet_engine;
grant execute on function note_fleet_day(date) to teredo_fleet_engine;
grant select (id, job_id, scope_id, attempt, session, answer, until, language, text_sha256, address, at, outcome, settled_at) on notice_answer to teredo_fleet_engine;
grant select on notice_override to teredo_fleet_engine;
grant execute on function notice_override_followed(uuid) to teredo_fleet_engine;
grant select on notice_override_job to teredo_fleet_engine;
grant execute on function notice_override_lasts(timestamp with time zone,timestamp with time zone) to teredo_fleet_engine;
grant execute on function notice_override_of(uuid,timestamp with time zone) to teredo_fleet_engine;
grant select on own_rule to teredo_fleet_engine;
grant update (judged_at, judged_to, judged, to_judge) on own_rule to teredo_fleet_engine;
grant delete, select on own_rule_due to teredo_fleet_engine;
grant select on policy to teredo_fleet_engine;
grant update (changed_at) on policy to teredo_fleet_engine;
grant select on policy_approval to teredo_fleet_engine;
grant delete, select on policy_due to teredo_fleet_engine;
grant select on policy_precedence to teredo_fleet_engine;
grant delete on poll_session to teredo_fleet_engine;
grant select (id, machine_id, created_at, last_used_at) on poll_session to teredo_fleet_engine;
grant execute on function prune_alerts(integer) to teredo_fleet_engine;
grant execute on function prune_audit(integer) to teredo_fleet_engine;
grant execute on function prune_job_outputs(integer) to teredo_fleet_engine;
grant execute on function prune_observations(integer) to teredo_fleet_engine;
grant execute on function prune_receipts(integer) to teredo_fleet_engine;
grant execute on function prune_sessions(integer) to teredo_fleet_engine;
grant select on receipt to teredo_fleet_engine;
grant select on report_schedule to teredo_fleet_engine;
grant update (covered_to, next_at, asked_at, leased_until, sent_at, failing_at, failure, tries) on report_schedule to teredo_fleet_engine;
grant execute on function right_finding_counts() to teredo_fleet_engine;
grant insert, select on rollout to teredo_fleet_engine;
grant update (state, pause_reason, started_at, finished_at, wake_at, joiners_at, any_end_counts) on rollout to teredo_fleet_engine;
grant select on rollout_freeze to teredo_fleet_engine;
grant insert, select on rollout_member to teredo_fleet_engine;
grant update (excluded, late_at, attempt) on rollout_member to teredo_fleet_engine;
grant insert, select on rollout_wave to teredo_fleet_engine;
grant update (opened_at, gate_met_at) on rollout_wave to teredo_fleet_engine;
grant select on scope to teredo_fleet_engine;
grant delete, insert, select, update on server_process to teredo_fleet_engine;
grant select on setting to teredo_fleet_engine;
grant select on teredo_server to teredo_fleet_engine;
grant delete, insert, select, update on teredo_server_probe to teredo_fleet_engine;
grant delete, insert, select, update on teredo_server_tally to teredo_fleet_engine;
grant delete, select on unjudged_end to teredo_fleet_engine;
grant select (id, name, role, scope_ids, disabled_at) on "user" to teredo_fleet_engine;
grant select on waiver to teredo_fleet_engine;
grant select on _prisma_migrations to teredo_fleet_gateway;
grant select on agent_update to teredo_fleet_gateway;
grant update (id) on agent_update to teredo_fleet_gateway;
grant execute on function agent_update_counts(uuid) to teredo_fleet_gateway;
grant execute on function agent_update_failed(text,timestamp with time zone) to teredo_fleet_gateway;
grant insert, select on agent_update_machine to teredo_fleet_gateway;
grant update (state, text, changed_at, acknowledged, starts) on agent_update_machine to teredo_fleet_gateway;
grant execute on function agent_version_rank(text) to teredo_fleet_gateway;
grant select on approval to teredo_fleet_gateway;
grant select on audit_check to teredo_fleet_gateway;
grant select on audit_delivery to teredo_fleet_gateway;
grant insert (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after, reason, request_id, address, actor_token) on audit_entry to teredo_fleet_gateway;
grant select on audit_entry to teredo_fleet_gateway;
grant usage on audit_entry_seq_seq to teredo_fleet_gateway;
grant select on audit_head to teredo_fleet_gateway;
grant select on audit_link to teredo_fleet_gateway;
grant select on audit_stub to teredo_fleet_gateway;
grant select on brake to teredo_fleet_gateway;
grant update (id) on brake to teredo_fleet_gateway;
grant select on enrolment_token to teredo_fleet_gateway;
grant update (uses) on enrolment_token to teredo_fleet_gateway;
grant select on evidence_bundle to teredo_fleet_gateway;
grant select on evidence_key to teredo_fleet_gateway;
grant execute on function hold_start(uuid,uuid) to teredo_fleet_gateway;
grant execute on function is_program_for(text,uuid,text,text,uuid,text[]) to teredo_fleet_gateway;
grant select on job to teredo_fleet_gateway;
grant update (state, status_version, detail, until, steps, before, after, unmet, blockers, offered_at, go_ask_id, go_granted_at, started_at, finished_at) on job to teredo_fleet_gateway;
grant insert, select on job_event to teredo_fleet_gateway;
grant insert, select on machine to teredo_fleet_gateway;
grant update (hostname, labels, status, status_reason, platform, simulated, agent_version, enrolment_id, hardware_id, time_zone, token_id, enrolled_at, retired_at, agent_sequence, released_to) on machine to teredo_fleet_gateway;
grant insert, select, update on machine_application to teredo_fleet_gateway;
grant delete, insert, select, update on machine_contact to teredo_fleet_gateway;
grant delete, insert, select, update on machine_desired to teredo_fleet_gateway;
grant delete, insert, select, update on machine_facts to teredo_fleet_gateway;
grant insert, select on machine_finding to teredo_fleet_gateway;
grant update (until) on machine_finding to teredo_fleet_gateway;
grant insert, select on machine_past to teredo_fleet_gateway;
grant insert, select on machine_program to teredo_fleet_gateway;
grant update (until, verdict, report, reported_at) on machine_program to teredo_fleet_gateway;
grant delete, select on machine_request to teredo_fleet_gateway;
grant update (sent_at) on machine_request to teredo_fleet_gateway;
grant delete, insert, select, update on machine_updater to teredo_fleet_gateway;
grant select on named_program to teredo_fleet_gateway;
grant select on notice_answer to teredo_fleet_gateway;
grant update (code, outcome, settled_at) on notice_answer to teredo_fleet_gateway;
grant insert, select on notice_link to teredo_fleet_gateway;
grant update (code_sha256, told_at, deferrals_left) on notice_link to teredo_fleet_gateway;
grant select on notice_nudge to teredo_fleet_gateway;
grant select on notice_override to teredo_fleet_gateway;
grant select on notice_override_job to teredo_fleet_gateway;
grant execute on function notice_override_lasts(timestamp with time zone,timestamp with time zone) to teredo_fleet_gateway;
grant execute on function notice_override_of(uuid,timestamp with time zone) to teredo_fleet_gateway;
grant execute on function notice_refusal_waits(uuid,integer) to teredo_fleet_gateway;
grant insert, select on observation_history to teredo_fleet_gateway;
grant execute on function observed_nat(jsonb) to teredo_fleet_gateway;
grant delete, insert, select, update on poll_session to teredo_fleet_gateway;
grant insert, select on receipt to teredo_fleet_gateway;
grant update (displayed_at) on receipt to teredo_fleet_gateway;
grant select on rollout to teredo_fleet_gateway;
grant update (started_at) on rollout to teredo_fleet_gateway;
grant select on rollout_freeze to teredo_fleet_gateway;
grant select on rollout_member to teredo_fleet_gateway;
grant select on rollout_wave to teredo_fleet_gateway;
grant select on scope to teredo_fleet_gateway;
grant delete, insert, select, update on server_process to teredo_fleet_gateway;
grant select on setting to teredo_fleet_gateway;
grant select on unjudged_end to teredo_fleet_gateway;
grant select on _prisma_migrations to teredo_fleet_notice;
grant execute on function answer_notice(bytea,text,timestamp with time zone,text,text,text,text) to teredo_fleet_notice;
grant execute on function notice_page(bytea) to teredo_fleet_notice;
grant delete, insert, select, update on server_process to teredo_fleet_notice;
grant select on _prisma_migrations to teredo_fleet_reporter;
grant select on approval to teredo_fleet_reporter;
grant insert (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after, reason, request_id, address, actor_token) on audit_entry to teredo_fleet_reporter;
grant select on audit_entry to teredo_fleet_reporter;
grant usage on audit_entry_seq_seq to teredo_fleet_reporter;
grant select on audit_head to teredo_fleet_reporter;
grant select on audit_link to teredo_fleet_reporter;
grant select on audit_stub to teredo_fleet_reporter;
grant select on brake to teredo_fleet_reporter;
grant select on evidence_bundle to teredo_fleet_reporter;
grant update (state, builder_id, attempts, interim, manifest, host, bytes, sha256, finished_at, expires_at, failure) on evidence_bundle to teredo_fleet_reporter;
grant select on evidence_key to teredo_fleet_reporter;
grant select on job to teredo_fleet_reporter;
grant select on job_event to teredo_fleet_reporter;
grant select on machine to teredo_fleet_reporter;
grant select on machine_contact to teredo_fleet_reporter;
grant select on member_standing to teredo_fleet_reporter;
grant select (id, job_id, scope_id, attempt, session, answer, until, language, text_sha256, address, at, outcome, settled_at) on notice_answer to teredo_fleet_reporter;
grant select on notice_override to teredo_fleet_reporter;
grant execute on function notice_override_followed(uuid) to teredo_fleet_reporter;
grant select (override_id, job_id, scope_id, signed_at, refusal) on notice_override_job to teredo_fleet_reporter;
grant execute on function notice_override_lasts(timestamp with time zone,timestamp with time zone) to teredo_fleet_reporter;
grant execute on function notice_override_of(uuid,timestamp with time zone) to teredo_fleet_reporter;
grant select on receipt to teredo_fleet_reporter;
grant select on rollout to teredo_fleet_reporter;
grant select on rollout_freeze to teredo_fleet_reporter;
grant select on rollout_member to teredo_fleet_reporter;
grant select on rollout_wave to teredo_fleet_reporter;
grant select on scope to teredo_fleet_reporter;
grant delete, insert, select, update on server_process to teredo_fleet_reporter;
grant select on setting to teredo_fleet_reporter;
grant select on signature_entry to teredo_fleet_reporter;
grant select (id, name) on "user" to teredo_fleet_reporter;
grant select on _prisma_migrations to teredo_fleet_signer;
grant select on approval to teredo_fleet_signer;
grant select on audit_check to teredo_fleet_signer;
grant select on audit_delivery to teredo_fleet_signer;
grant insert (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after, reason, request_id, address, actor_token) on audit_entry to teredo_fleet_signer;
grant select on audit_entry to teredo_fleet_signer;
grant usage on audit_entry_seq_seq to teredo_fleet_signer;
grant insert, select on audit_head to teredo_fleet_signer;
grant select on audit_link to teredo_fleet_signer;
grant select on audit_stub to teredo_fleet_signer;
grant update (statement, key_id, signature) on audit_stub to teredo_fleet_signer;
grant select on brake to teredo_fleet_signer;
grant select on evidence_bundle to teredo_fleet_signer;
grant update (state, key_id, signature, failure) on evidence_bundle to teredo_fleet_signer;
grant insert (key_id, public_key, previous_key_id, succession, signature, acceptance) on evidence_key to teredo_fleet_signer;
grant select on evidence_key to teredo_fleet_signer;
grant select on job to teredo_fleet_signer;
grant update (state, detail, payload, signature, signed_at, finished_at) on job to teredo_fleet_signer;
grant insert, select on job_event to teredo_fleet_signer;
grant select on machine to teredo_fleet_signer;
grant select on machine_contact to teredo_fleet_signer;
grant select on machine_facts to teredo_fleet_signer;
grant select on notice_override to teredo_fleet_signer;
grant select on notice_override_job to teredo_fleet_signer;
grant update (payload, signature, signed_at, refusal) on notice_override_job to teredo_fleet_signer;
grant execute on function notice_override_lasts(timestamp with time zone,timestamp with time zone) to teredo_fleet_signer;
grant execute on function notice_override_of(uuid,timestamp with time zone) to teredo_fleet_signer;
grant select on policy to teredo_fleet_signer;
grant select on policy_approval to teredo_fleet_signer;
grant select on receipt to teredo_fleet_signer;
grant select on rollout to teredo_fleet_signer;
grant select on rollout_member to teredo_fleet_signer;
grant select on rollout_wave to teredo_fleet_signer;
grant select on scope to teredo_fleet_signer;
grant delete, insert, select, update on server_process to teredo_fleet_signer;
grant insert, select, update on setting to teredo_fleet_signer;
grant insert, select on signature_entry to teredo_fleet_signer;
grant select (id, name, role, scope_ids, disabled_at) on "user" to teredo_fleet_signer;
grant select on _prisma_migrations to teredo_fleet_web;
grant delete, insert, select, update on account to teredo_fleet_web;
grant insert (version, version_rank, key_id, systems, payload, signature, label, percent, canaries, at_once, max_failures, created_by_id, created_at), update (percent, at_once, stopped_at) on agent_update to teredo_fleet_web;
grant select on agent_update to teredo_fleet_web;
grant execute on function agent_update_counts(uuid) to teredo_fleet_web;
grant execute on function agent_update_counts_of_all(uuid) to teredo_fleet_web;
grant execute on function agent_update_failed(text,timestamp with time zone) to teredo_fleet_web;
grant delete, select on agent_update_machine to teredo_fleet_web;
grant update (acknowledged) on agent_update_machine to teredo_fleet_web;
grant execute on function agent_version_rank(text) to teredo_fleet_web;
grant select on alert to teredo_fleet_web;
grant update (acknowledged_by_id, acknowledged_at, acknowledge_reason) on alert to teredo_fleet_web;
grant insert (destination_id, is_test) on alert_delivery to teredo_fleet_web;
grant select on alert_delivery to teredo_fleet_web;
grant delete on alert_destination to teredo_fleet_web;
grant insert (name, kind, target, webhook_secret, kinds, scope_ids, created_by_id, created_at), select (id, name, kind, target, kinds, scope_ids, created_by_id, created_at, next_at, leased_until, sent_at, failing_at, failure, tries), update (name, target, kinds, scope_ids, next_at) on alert_destination to teredo_fleet_web;
grant insert, select on api_token to teredo_fleet_web;
grant update (revoked_at, last_used_at) on api_token to teredo_fleet_web;
grant insert, select on approval to teredo_fleet_web;
grant select on audit_check to teredo_fleet_web;
grant select on audit_delivery to teredo_fleet_web;
grant insert (scope_id, actor_kind, actor_id, actor_name, action, object_kind, object_id, object_name, outcome, before, after, reason, request_id, address, actor_token) on audit_entry to teredo_fleet_web;
grant select on audit_entry to teredo_fleet_web;
grant usage on audit_entry_seq_seq to teredo_fleet_web;
grant select on audit_head to teredo_fleet_web;
grant select on audit_link to teredo_fleet_web;
grant select on audit_stub to teredo_fleet_web;
grant select on brake to teredo_fleet_web;
grant update ("on", reason, set_by_id, set_at) on brake to teredo_fleet_web;
grant execute on function count_named_programs() to teredo_fleet_web;
grant execute on function count_own_rules(text) to teredo_fleet_web;
grant insert, select on enrolment_token to teredo_fleet_web;
grant update (label, revoked_at) on enrolment_token to teredo_fleet_web;
grant insert (rollout_id, scope_id, requested_by_id, requested_by_name) on evidence_bundle to teredo_fleet_web;
grant select on evidence_bundle to teredo_fleet_web;
grant select on evidence_key to teredo_fleet_web;
grant select on finding_count to teredo_fleet_web;
grant select on finding_day to teredo_fleet_web;
grant select on finding_delta to teredo_fleet_web;
grant select on fleet_day to teredo_fleet_web;
grant select on history_kept to teredo_fleet_web;
grant execute on function is_program_for(text,uuid,text,text,uuid,text[]) to teredo_fleet_web;
grant insert (id, rollout_id, machine_id, scope_id, enrolment_id, attempt, sequence, work, notice, windows, witnesses, contact_window_seconds, verify, not_before, not_after, state, status_version, detail, until, steps, before, after, unmet, blockers, created_at, finished_at, wanted_before), update (state, detail, finished_at, cancel_requested_at) on job to teredo_fleet_web;
grant select on job to teredo_fleet_web;
grant insert, select on job_event to teredo_fleet_web;
grant delete, select on machine to teredo_fleet_web;
grant update (scope_id, labels, status, status_reason, retired_at, last_sequence, released_to) on machine to teredo_fleet_web;
grant select on machine_application to teredo_fleet_web;
grant select on machine_contact to teredo_fleet_web;
grant delete, insert, select, update on machine_desired to teredo_fleet_web;
grant select on machine_facts to teredo_fleet_web;
grant select on machine_finding to teredo_fleet_web;
grant select on machine_past to teredo_fleet_web;
grant select on machine_policy to teredo_fleet_web;
grant select on machine_program to teredo_fleet_web;
grant delete, insert, select on machine_request to teredo_fleet_web;
grant select on machine_status_history to teredo_fleet_web;
grant select on machine_teredo_server to teredo_fleet_web;
grant select on machine_updater to teredo_fleet_web;
grant select on member_standing to teredo_fleet_web;
grant insert, select on named_program to teredo_fleet_web;
grant update (removed_at) on named_program to teredo_fleet_web;
grant select (id, job_id, scope_id, attempt, session, answer, until, language, text_sha256, address, at, outcome, settled_at) on notice_answer to teredo_fleet_web;
grant insert (scope_id, name, created_at), update (name, archived_at) on notice_document to teredo_fleet_web;
grant select on notice_document to teredo_fleet_web;
grant select (job_id, scope_id, attempt, session, told_at, deferrals_left) on notice_link to teredo_fleet_web;
grant insert, select on notice_nudge to teredo_fleet_web;
grant insert, select on notice_override to teredo_fleet_web;
grant update (granted_by_id, granted_at, grant_reason, closed_by_id, closed_at, close_reason) on notice_override to teredo_fleet_web;
grant execute on function notice_override_followed(uuid) to teredo_fleet_web;
grant insert (override_id, job_id, scope_id), select (override_id, job_id, scope_id, signed_at, refusal) on notice_override_job to teredo_fleet_web;
grant execute on function notice_override_lasts(timestamp with time zone,timestamp with time zone) to teredo_fleet_web;
grant execute on function notice_override_of(uuid,timestamp with time zone) to teredo_fleet_web;
grant insert (document_id, scope_id, number, texts, sha256, author_id, saved_at), update (texts, sha256, author_id, saved_at, used_at) on notice_version to teredo_fleet_web;
grant select on notice_version to teredo_fleet_web;
grant select on observation_history to teredo_fleet_web;
grant execute on function open_report_link(bytea) to teredo_fleet_web;
grant insert, select, update on overview_visit to teredo_fleet_web;
grant insert, select on own_rule to teredo_fleet_web;
grant update (scope_id, version, title, kind, severity, demand, remedy, applies_when, asks, reads_volatile, changed_by_id, changed_at, retired_by_id, retired_at, retire_reason, revision, judged_at, judged_to, judged, to_judge) on own_rule to teredo_fleet_web;
grant insert, select on own_rule_version to teredo_fleet_web;
grant insert, select on policy to teredo_fleet_web;
grant update (name, label, mode, version, content, content_hash, desired_hash, author_id, editor_ids, reason, changed_at, retired_at, repairs_from) on policy to teredo_fleet_web;
grant insert, select on policy_approval to teredo_fleet_web;
grant delete, insert, select on policy_precedence to teredo_fleet_web;
grant delete, insert, select, update on rate_limit to teredo_fleet_web;
grant select on receipt to teredo_fleet_web;
grant insert, select on report_link to teredo_fleet_web;
grant update (revoked_at) on report_link to teredo_fleet_web;
grant delete on report_schedule to teredo_fleet_web;
grant insert (name, filter, format, every, hour, time_zone, kind, target, webhook_secret, created_by_id, created_at, covered_to, next_at), select (id, name, filter, format, every, hour, time_zone, kind, target, created_by_id, created_at, covered_to, next_at, asked_at, leased_until, sent_at, failing_at, failure, tries), update (next_at, asked_at) on report_schedule to teredo_fleet_web;
grant insert, select on rollout to teredo_fleet_web;
grant update (name, state, pause_reason, plan, plan_hash, reason, started_at, finished_at, wake_at, editor_ids) on rollout to teredo_fleet_web;
grant delete, insert, select on rollout_freeze to teredo_fleet_web;
grant insert, select on rollout_member to teredo_fleet_web;
grant update (excluded, acknowledged_attempt, attempt) on rollout_member to teredo_fleet_web;
grant insert, select on rollout_wave to teredo_fleet_web;
grant update (promoted_at, overridden_at, override_asked_at, override_asked_by_id) on rollout_wave to teredo_fleet_web;
grant delete, insert, select on saved_view to teredo_fleet_web;
grant update (search) on saved_view to teredo_fleet_web;
grant insert, select, update on scope to teredo_fleet_web;
grant delete, insert, select, update on server_process to teredo_fleet_web;
grant delete, insert, select, update on session to teredo_fleet_web;
grant delete, insert, select, update on setting to teredo_fleet_web;
grant select on signature_entry to teredo_fleet_web;
grant execute on function teredo_all_scopes() to teredo_fleet_web;
grant execute on function teredo_may_see_account(text) to teredo_fleet_web;
grant execute on function teredo_scopes() to teredo_fleet_web;
grant delete, insert, select, update on teredo_server to teredo_fleet_web;
grant delete, select on teredo_server_probe to teredo_fleet_web;
grant insert (name, requested_at), update (requested_at) on teredo_server_probe to teredo_fleet_web;
grant select on teredo_server_tally to teredo_fleet_web;
grant delete, insert, select, update on "user" to teredo_fleet_web;
grant delete, insert, select, update on verification to teredo_fleet_web;
grant insert, select on waiver to teredo_fleet_web;
grant update (revoked_by_id, revoked_at, revoke_reason) on waiver to teredo_fleet_web;
