import type { Queryable } from '../client/queryable';

export interface BundleRequest {
  id: string;
  rolloutId: string;
  /** Null: it isn't there any more. */
  rolloutName: string | null;
  scopeId: string;
  requestedByName: string;
  attempts: number;
}

const INSERT = `
insert into evidence_bundle (rollout_id, scope_id, requested_by_id, requested_by_name) values ($1, $2, $3, $4)
returning id`;

/** Asks for a bundle; the reporter takes it from there. `byId` null: a schedule of the server's. */
export async function insertEvidenceBundle(
  db: Queryable,
  wish: { rolloutId: string; scopeId: string; byId: string | null; byName: string },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(INSERT, [
    wish.rolloutId,
    wish.scopeId,
    wish.byId,
    wish.byName,
  ]);
  return rows[0]!.id;
}

const CLAIM = `
update evidence_bundle b set state = 'building', builder_id = $1, attempts = attempts + 1
where b.id = (
  select o.id from evidence_bundle o
  where o.state = 'requested' or o.state in ('building', 'unsigned', 'signed') and not exists (
    select from server_process p where p.id = o.builder_id and p.last_seen_at > now() - make_interval(secs => $2))
  order by o.requested_at limit 1
  for update skip locked
)
returning b.id, b.rollout_id as "rolloutId", (select r.name from rollout r where r.id = b.rollout_id) as "rolloutName",
  b.scope_id as "scopeId", b.requested_by_name as "requestedByName", b.attempts`;

/** The bundle that was asked for first and that nobody builds, or whose builder is gone; null: there is none. */
export async function claimEvidenceBundle(
  db: Queryable,
  builderId: string,
  silentSeconds: number,
): Promise<BundleRequest | null> {
  const { rows } = await db.query<BundleRequest>(CLAIM, [builderId, silentSeconds]);
  return rows[0] ?? null;
}

const UNSIGNED = `
update evidence_bundle set state = 'unsigned', manifest = $3, interim = $4
where id = $1 and builder_id = $2 and state = 'building'`;

/** Its files are made and wait for a signature. */
export async function offerManifest(
  db: Queryable,
  { id, builderId, manifest, interim }: { id: string; builderId: string; manifest: string; interim: boolean },
): Promise<void> {
  await db.query(UNSIGNED, [id, builderId, manifest, interim]);
}

export interface UnsignedBundle {
  id: string;
  rolloutId: string;
  /** Null: it isn't there any more. */
  rolloutName: string | null;
  scopeId: string;
  manifest: string;
}

const TO_SIGN = `
select b.id, b.rollout_id as "rolloutId", (select r.name from rollout r where r.id = b.rollout_id) as "rolloutName",
  b.scope_id as "scopeId", b.manifest
from evidence_bundle b where b.state = 'unsigned' order by b.requested_at limit 1 for update of b skip locked`;

/** A bundle that waits for its signature, locked; null: there is none. */
export async function claimUnsignedBundle(db: Queryable): Promise<UnsignedBundle | null> {
  const { rows } = await db.query<UnsignedBundle>(TO_SIGN);
  return rows[0] ?? null;
}

const SIGN = `update evidence_bundle set state = 'signed', key_id = $2, signature = $3 where id = $1`;

export async function storeBundleSignature(
  db: Queryable,
  { id, keyId, signature }: { id: string; keyId: string; signature: Uint8Array },
): Promise<void> {
  await db.query(SIGN, [id, keyId, signature]);
}

const RETURN = `update evidence_bundle set state = 'building' where id = $1 and state = 'unsigned'`;

/** Gives one back to whoever builds it, to be made anew. */
export async function returnBundle(db: Queryable, id: string): Promise<void> {
  await db.query(RETURN, [id]);
}

const FAIL = `
update evidence_bundle set state = 'failed', failure = $2 where id = $1 and state in ('building', 'unsigned', 'signed')`;

/** `failure` says why, and what to do. */
export async function failEvidenceBundle(db: Queryable, id: string, failure: string): Promise<void> {
  await db.query(FAIL, [id, failure]);
}

export interface BundleProgress {
  state: string;
  manifest: string | null;
  keyId: string | null;
  signature: Buffer | null;
  failure: string | null;
}

const PROGRESS = `select state, manifest, key_id as "keyId", signature, failure from evidence_bundle where id = $1`;

/** What became of one; null: it isn't there. */
export async function readBundleProgress(db: Queryable, id: string): Promise<BundleProgress | null> {
  const { rows } = await db.query<BundleProgress>(PROGRESS, [id]);
  return rows[0] ?? null;
}

export interface FinishedBundle {
  id: string;
  host: string;
  bytes: number;
  sha256: Buffer;
  keptDays: number;
}

const READY = `
update evidence_bundle set state = 'ready', host = $2, bytes = $3, sha256 = $4, finished_at = now(),
  expires_at = now() + make_interval(days => $5)
where id = $1 and state = 'signed'`;

export async function finishEvidenceBundle(db: Queryable, bundle: FinishedBundle): Promise<void> {
  const { id, host, bytes, sha256, keptDays } = bundle;
  await db.query(READY, [id, host, bytes, sha256, keptDays]);
}

const EXPIRE = `
update evidence_bundle b set state = 'gone'
where b.state = 'ready' and (b.expires_at < now() or (
  select count(*) from evidence_bundle n
  where n.rollout_id = b.rollout_id and n.state = 'ready'
    and (n.requested_by_id is null) = (b.requested_by_id is null) and (n.finished_at, n.id) > (b.finished_at, b.id)) >= $1)`;

/**
 * Ends the time of the bundles whose time is over, and of those behind so many newer ones of their rollout. Those that
 * people with an account asked for and the others are counted apart: who has only a link pushes out nobody's bundle.
 */
export async function expireEvidenceBundles(db: Queryable, keptOfRollout: number): Promise<void> {
  await db.query(EXPIRE, [keptOfRollout]);
}

const WANTED = `
select id from evidence_bundle
where id = any ($1::uuid[]) and state in ('requested', 'building', 'unsigned', 'signed', 'ready')`;

/** Of these bundles those that are ready, or become so: no file of any other is needed. */
export async function wantedBundles(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(WANTED, [ids]);
  return new Set(rows.map(({ id }) => id));
}
