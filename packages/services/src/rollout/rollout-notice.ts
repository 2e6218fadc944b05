import * as z from 'zod';
import type { Call } from '../core/define-verb';
import { inScopes } from '../core/scopes';
import { hexOfVersion } from '../notice/stored-notice';
import type { RolloutNotice } from '../views';

const planDocument = z.object({
  notice: z.object({ document: z.uuid().optional() }).catch({}),
  noticeVersion: z.object({ document: z.uuid(), number: z.int(), sha256: z.string() }).optional(),
});

/** The document that a plan's notice is of, beside its newest version. */
export async function rolloutNotice(
  { tx, scopes }: Pick<Call, 'tx' | 'scopes'>,
  plan: unknown,
): Promise<RolloutNotice | null> {
  const reading = planDocument.safeParse(plan);
  if (!reading.success) return null;
  const { notice, noticeVersion: used } = reading.data;
  const id = used?.document ?? notice.document;
  if (id === undefined) return null;
  const document = await tx.noticeDocument.findFirst({
    where: { id, ...inScopes(scopes) },
    include: { versions: { orderBy: { number: 'desc' }, take: 1 } },
  });
  const [newest] = document?.versions ?? [];
  if (document === null || newest === undefined) return null;
  return {
    id,
    name: document.name,
    used: used === undefined ? null : { number: used.number, sha256: used.sha256 },
    newest: { number: newest.number, sha256: hexOfVersion(newest) },
  };
}
