import {
  type BundledOverride,
  type BundledRollout,
  countBundled,
  entriesBeyond,
  evidenceKeys,
  type Queryable,
  queryNames,
  readBundledApprovals,
  readBundledOverrides,
  readBundledRollbacks,
  readBundledRollout,
  readPlannedRollout,
  readPrunedOfRollout,
} from '@teredo-fleet/db';
import type {
  PlacedEntry,
  ReportedEvent,
  ReportedOverride,
  ReportedPerson,
  ReportedWave,
  RolloutReport,
} from '@teredo-fleet/evidence';
import { judgeGate } from '@teredo-fleet/rollout';
import { newestEvidenceKey } from '../audit/evidence-keys';
import { iso, isoOrNull } from '../core/instants';
import { checkText } from '../rollout/check-text';
import { readCountedWaves, UnreadablePlanError } from '../rollout/rollout-standing';
import { selectionText } from '../rollout/selection-text';
import { type BundleChain, findBundleChain, readEntries } from './bundle-chain';

/** Nothing is known of the rollout any more. */
export class RolloutGoneError extends Error {
  readonly code = 'rollout-gone';
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

/** Whether anything may still happen to it. */
function isInterim({ state, openJobs }: BundledRollout): boolean {
  return !['done', 'aborted'].includes(state) || openJobs > 0;
}

/** What people and the engine did with the rollout itself. */
function eventOf({ entry }: PlacedEntry): ReportedEvent {
  const { seq, at, actor, action, outcome, reason, after } = entry;
  return { seq, at, actor: { kind: actor.kind, name: actor.name }, action, outcome, reason, after };
}

const afterOf = ({ after }: ReportedEvent): Record<string, unknown> =>
  typeof after === 'object' && after !== null ? (after as Record<string, unknown>) : {};

function previewOf(timeline: readonly ReportedEvent[]): RolloutReport['preview'] {
  const submitted = timeline.filter(
    ({ action, outcome }) => action === 'rollout.submit' && outcome === 'done',
  );
  const last = submitted.at(-1);
  const content = last === undefined ? undefined : afterOf(last).preview;
  if (last === undefined || content === undefined) return null;
  return { at: last.at, by: last.actor.name, content };
}

/** What goes on record once the gate of a wave was judged for the last time. */
const GATE_JUDGED: readonly string[] = ['rollout.open-wave', 'rollout.give-up', 'rollout.finish'];

/** The gate of a wave as the engine judged it when it went on, from the entry that it wrote then. */
function judgedOf(timeline: readonly ReportedEvent[], wave: number): ReportedWave['judged'] {
  for (const event of timeline) {
    const judged = afterOf(event).judged as
      | { wave?: number; checks?: ReportedWave['checks'] }
      | null
      | undefined;
    if (GATE_JUDGED.includes(event.action) && judged?.wave === wave)
      return { at: event.at, checks: judged.checks ?? [] };
  }
  return null;
}

async function wavesOf(
  db: Queryable,
  rolloutId: string,
  timeline: readonly ReportedEvent[],
): Promise<Pick<RolloutReport, 'waves' | 'latePool'>> {
  const stored = await readPlannedRollout(db, rolloutId);
  if (stored === null) return { waves: [], latePool: null };
  const standing = await readCountedWaves(db, stored);
  const waves = stored.waves.map((wave, index): ReportedWave => {
    const { gate, counts } = standing.waves[index]!;
    return {
      number: wave.number + 1,
      name: wave.name,
      selection: selectionText(wave.selection),
      gate,
      patienceSeconds: wave.patienceSeconds,
      openedAt: isoOrNull(wave.openedAt),
      gateMetAt: isoOrNull(wave.gateMetAt),
      promotedAt: isoOrNull(wave.promotedAt),
      overriddenAt: isoOrNull(wave.overriddenAt),
      counts: { ...counts },
      checks: judgeGate(gate, counts).map((check) => ({ ...check, text: checkText(check) })),
      judged: judgedOf(timeline, wave.number),
    };
  });
  return { waves, latePool: { ...standing.latePool } };
}

/** A plan that can't be judged keeps nobody from the rest of the report. */
async function readableWaves(
  db: Queryable,
  rolloutId: string,
  timeline: readonly ReportedEvent[],
): Promise<Pick<RolloutReport, 'waves' | 'latePool'>> {
  try {
    return await wavesOf(db, rolloutId, timeline);
  } catch (error) {
    if (error instanceof UnreadablePlanError) return { waves: [], latePool: null };
    throw error;
  }
}

type NameOf = (id: string) => ReportedPerson;

async function namesFor(
  db: Queryable,
  { authorId, editorIds }: BundledRollout,
  people: readonly string[],
): Promise<NameOf> {
  const names = await queryNames(db, [authorId, ...editorIds, ...people]);
  return (id) => ({ id, name: names.get(id) ?? id });
}

function overrideOf(stored: BundledOverride, nameOf: NameOf): ReportedOverride {
  const { id, planSha256, machines, applied, askedById, grantedById, closedById } = stored;
  const decision = (by: string | null, at: Date, reason: string | null) => ({
    by: by === null ? null : nameOf(by),
    at: iso(at),
    reason,
  });
  return {
    id,
    planSha256,
    machines,
    applied,
    asked: decision(askedById, stored.askedAt, stored.askReason),
    granted: stored.grantedAt === null ? null : decision(grantedById, stored.grantedAt, stored.grantReason),
    closed: stored.closedAt === null ? null : decision(closedById, stored.closedAt, stored.closeReason),
  };
}

function noticeOf(plan: unknown): RolloutReport['plan']['notice'] {
  const { notice } = plan as { notice?: { policy?: unknown; texts?: unknown } };
  return { policy: notice?.policy ?? null, texts: notice?.texts ?? [] };
}

async function headOf(
  db: Queryable,
  rollout: BundledRollout,
  nameOf: NameOf,
): Promise<RolloutReport['rollout']> {
  const { id, name, kind, state, pauseReason, reason, authorId, editorIds, rollbackOfId } = rollout;
  const rollbacks = await readBundledRollbacks(db, id);
  return {
    id,
    name,
    kind,
    state,
    pauseReason,
    reason,
    author: nameOf(authorId),
    editors: editorIds.filter((one) => one !== authorId).map(nameOf),
    createdAt: iso(rollout.createdAt),
    startedAt: isoOrNull(rollout.startedAt),
    finishedAt: isoOrNull(rollout.finishedAt),
    rollbackOfId,
    rollbacks: rollbacks.map(({ createdAt, ...rest }) => ({ ...rest, createdAt: iso(createdAt) })),
  };
}

/** What a bundle is made of: its report but for the machines, and the part of the chain that it tells. */
export interface BundleSource {
  report: RolloutReport;
  chain: BundleChain;
  /** Of the key that signs. */
  keyId: string;
}

async function timelineOf(
  db: Queryable,
  chain: BundleChain,
): Promise<{ timeline: ReportedEvent[]; entryAt: string | null }> {
  const timeline: ReportedEvent[] = [];
  let entryAt: string | null = null;
  for await (const placed of readEntries(db, chain)) {
    if (placed.entry.object.kind === 'rollout') timeline.push(eventOf(placed));
    if (entryAt === null || placed.entry.at > entryAt) entryAt = placed.entry.at;
  }
  return { timeline, entryAt };
}

const newest = (...times: (string | null)[]): string =>
  times
    .filter((time) => time !== null)
    .sort()
    .at(-1)!;

/**
 * Reads all that a bundle says but for its machines, which come one by one from `readMachines`. In one transaction of one
 * snapshot with these, or counts and rows differ. Throws RolloutGoneError.
 */
export async function readBundleSource(
  db: Queryable,
  { rolloutId, generatedBy }: { rolloutId: string; generatedBy: string },
): Promise<BundleSource> {
  const rollout = await readBundledRollout(db, rolloutId);
  if (rollout === null) throw new RolloutGoneError('The rollout is not on record any more.');
  const approvals = await readBundledApprovals(db, rolloutId);
  const overrides = await readBundledOverrides(db, rolloutId);
  const nameOf = await namesFor(db, rollout, [
    ...approvals.map(({ approverId }) => approverId),
    ...overrides.flatMap(({ askedById, grantedById, closedById }) => [
      askedById,
      grantedById ?? askedById,
      closedById ?? askedById,
    ]),
  ]);
  const chain = await findBundleChain(db, rolloutId);
  const { timeline, entryAt } = await timelineOf(db, chain);
  const { attempts, receipts, byState } = await countBundled(db, rolloutId);
  const pruned = await readPrunedOfRollout(db, rolloutId);
  const keyId = newestEvidenceKey(await evidenceKeys(db))?.keyId ?? '';
  const reportedAt = isoOrNull(rollout.reportedAt);
  const createdAt = iso(rollout.createdAt);
  const report: RolloutReport = {
    format: 'teredo-fleet/rollout-report/v1',
    installation: rollout.installation,
    interim: isInterim(rollout),
    generatedAt: iso(rollout.now),
    generatedBy,
    timeZone: 'UTC',
    scope: { id: rollout.scopeId, name: rollout.scopeName },
    filter: { rolloutId },
    range: { from: createdAt, to: newest(createdAt, reportedAt, entryAt, isoOrNull(rollout.finishedAt)) },
    counts: {
      machines: sum(byState),
      attempts,
      receipts,
      entries: chain.concerning.length,
      links: chain.links,
      byState,
    },
    freshness: {
      reportedAt,
      entryAt,
      unsigned: await entriesBeyond(db, rolloutId, chain.head?.count ?? 0),
      pruned: { ...pruned, entriesUntil: isoOrNull(pruned.entriesUntil) },
    },
    rollout: await headOf(db, rollout, nameOf),
    plan: { sha256: rollout.planSha256, content: rollout.plan, notice: noticeOf(rollout.plan) },
    approvals: approvals.map(({ approverId, at, voidedAt, ...rest }) => ({
      approver: nameOf(approverId),
      ...rest,
      at: iso(at),
      voidedAt: isoOrNull(voidedAt),
    })),
    noticeOverrides: overrides.map((one) => overrideOf(one, nameOf)),
    preview: previewOf(timeline),
    ...(await readableWaves(db, rolloutId, timeline)),
    timeline,
    keys: { evidence: keyId, jobs: await jobKeys(db) },
  };
  return { report, chain, keyId };
}

async function jobKeys(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ keyId: string }>(
    `select encode(sha256(decode(value ->> 'publicKey', 'base64')), 'hex') as "keyId" from setting where key = 'job-key'`,
  );
  return rows.map(({ keyId }) => keyId);
}
