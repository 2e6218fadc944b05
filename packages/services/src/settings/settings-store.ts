import type { Prisma, Queryable } from '@teredo-fleet/db';
import { DEFAULT_HEARTBEAT_SECONDS, usersNamedBySchema } from '@teredo-fleet/protocol';
import * as z from 'zod';
import type { Transaction } from '../core/transaction';

const keptDays = z.int().min(1).nullable();

const groups = {
  addresses: z.object({ publicUrl: z.string().default(''), agentUrl: z.string().default('') }),
  /** As notices name it to users; null: nobody said. */
  organisation: z.object({ name: z.string().nullable().default(null) }),
  /** How users of machines are named in jobs signed from now on. */
  notices: z.object({ usersNamedBy: usersNamedBySchema.default('account') }),
  reachability: z.object({
    peer: z.string().nullable().default(null),
    probeServer: z.string().nullable().default(null),
  }),
  intervals: z.object({
    observeSeconds: z.int().min(5).default(300),
    heartbeatSeconds: z.int().min(1).default(DEFAULT_HEARTBEAT_SECONDS),
  }),
  limits: z.object({ singleChangesPerOperatorAndDay: z.int().min(0).default(50) }),
  approval: z.object({ overrideNeedsTwo: z.boolean().default(false) }),
  /** When something is told of by itself. */
  alerts: z.object({
    /** Machines of a scope that fell silent within an hour. */
    silentAtLeast: z.int().min(1).default(5),
    silentPercent: z.int().min(0).max(100).default(5),
    /** Findings of a rule beyond those of the day before. */
    findingsAtLeast: z.int().min(1).default(1),
    findingsPercent: z.int().min(0).max(100).default(1),
    /** That a rollout may wait for a promotion or an approval. */
    waitHours: z.int().min(1).default(4),
    /** Before the end of a token or certificate. */
    expiryDays: z.int().min(1).default(14),
  }),
  /** Days that rows of each kind are kept; null: for ever. The database's own functions read them too. */
  retention: z.object({
    observations: keptDays.default(null),
    jobOutputs: keptDays.default(null),
    receipts: keptDays.default(null),
    auditEntries: keptDays.default(null),
    sessions: keptDays.default(30),
    /** Alerts that ended. */
    alerts: keptDays.default(null),
    /** Finished evidence bundles, which are made anew when they are asked for again. */
    bundles: z.int().min(1).default(7),
    /** Who changed one of them last; null: nobody did. */
    setBy: z.string().nullable().default(null),
  }),
};

/** Rows of the table `setting` that people can change, with what holds until somebody does. */
export type FleetSettings = { [K in keyof typeof groups]: z.output<(typeof groups)[K]> };

export const SETTING_GROUPS = Object.keys(groups) as (keyof FleetSettings)[];

function parseSettings(rows: readonly { key: string; value: unknown }[]): FleetSettings {
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  return {
    addresses: groups.addresses.parse(stored.get('addresses') ?? {}),
    organisation: groups.organisation.parse(stored.get('organisation') ?? {}),
    notices: groups.notices.parse(stored.get('notices') ?? {}),
    reachability: groups.reachability.parse(stored.get('reachability') ?? {}),
    intervals: groups.intervals.parse(stored.get('intervals') ?? {}),
    limits: groups.limits.parse(stored.get('limits') ?? {}),
    approval: groups.approval.parse(stored.get('approval') ?? {}),
    alerts: groups.alerts.parse(stored.get('alerts') ?? {}),
    retention: groups.retention.parse(stored.get('retention') ?? {}),
  };
}

/** Reads every group. A row that can't be read throws: settings are never guessed. */
export async function readSettings(tx: Transaction): Promise<FleetSettings> {
  return parseSettings(await tx.setting.findMany({ where: { key: { in: SETTING_GROUPS } } }));
}

/** The same for hand-written queries. */
export async function querySettings(db: Queryable): Promise<FleetSettings> {
  const { rows } = await db.query<{ key: string; value: unknown }>(
    'select key, value from setting where key = any ($1::text[])',
    [SETTING_GROUPS],
  );
  return parseSettings(rows);
}

/** Writes the groups given; the others stay. */
export async function writeSettings(tx: Transaction, changes: Partial<FleetSettings>): Promise<void> {
  for (const [key, value] of Object.entries(changes)) {
    const json = value as Prisma.InputJsonObject;
    await tx.setting.upsert({ where: { key }, create: { key, value: json }, update: { value: json } });
  }
}
