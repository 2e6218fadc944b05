import type { Prisma } from '@teredo-fleet/db';
import type { Call } from '../core/define-verb';
import { iso } from '../core/instants';
import { inScopes } from '../core/scopes';
import { NotFoundError } from '../errors';
import type { BundleView } from '../views';

export type BundleRow = Prisma.EvidenceBundleGetPayload<object>;

const STATES: Readonly<Record<string, BundleView['state']>> = {
  requested: 'waiting',
  ready: 'ready',
  failed: 'failed',
  gone: 'gone',
};

/** A name that any file system takes. */
const fileName = (rolloutId: string, at: Date): string =>
  `teredo-fleet-evidence-${rolloutId}-${iso(at).slice(0, 19).replaceAll(/[:-]/g, '')}Z.zip`;

function fileOf(row: BundleRow): BundleView['file'] {
  const { sha256, host, bytes, keyId, interim, finishedAt, expiresAt } = row;
  if (sha256 === null || host === null || bytes === null || keyId === null) return null;
  if (interim === null || finishedAt === null || expiresAt === null) return null;
  return {
    name: fileName(row.rolloutId, finishedAt),
    bytes: Number(bytes),
    sha256: Buffer.from(sha256).toString('hex'),
    keyId,
    interim,
    finishedAt: iso(finishedAt),
    expiresAt: iso(expiresAt),
    host,
  };
}

/** Names of rollouts by id. */
export async function rolloutNames({ tx }: Call, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.rollout.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export function bundleView(row: BundleRow, names: ReadonlyMap<string, string>): BundleView {
  const { id, rolloutId, requestedByName, requestedAt, state, failure } = row;
  return {
    id,
    rollout: { id: rolloutId, name: names.get(rolloutId) ?? rolloutId },
    requestedBy: requestedByName,
    requestedAt: iso(requestedAt),
    state: STATES[state] ?? 'preparing',
    failure,
    file: fileOf(row),
  };
}

/** Why a bundle can't be taken, and what to do. */
export const WHY_NO_BUNDLE = {
  waiting: 'The bundle is not ready yet. Wait until it is, and take it then.',
  preparing: 'The bundle is not ready yet. Wait until it is, and take it then.',
  failed: 'The bundle could not be made. See why on the page of the rollout, and ask for it again.',
  gone: 'The bundle was removed when its time was over. Ask for it again.',
} as const;

/** The same not-found for foreign and absent ones, and where `rolloutId` is given for those of other rollouts. */
export async function findBundle(
  call: Call,
  id: string,
  rolloutId?: string,
): Promise<{ row: BundleRow; view: BundleView }> {
  const of = rolloutId === undefined ? {} : { rolloutId };
  const row = await call.tx.evidenceBundle.findFirst({ where: { id, ...of, ...inScopes(call.scopes) } });
  if (row === null) throw new NotFoundError('bundle');
  return { row, view: bundleView(row, await rolloutNames(call, [row.rolloutId])) };
}
