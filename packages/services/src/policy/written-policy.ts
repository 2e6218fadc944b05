import type { Call } from '../core/define-verb';
import { uuidOf } from '../core/sha256';
import type { ParsedInput } from '../inputs';
import type { WrittenPolicy } from './read-policy';

/** What a new policy is called until it is saved. */
const UNSAVED = uuidOf('policy', 'unsaved', '');

/** What somebody wrote, as the author of it: whom users are told to ask. */
export async function writtenPolicy(
  { tx, actor }: Call,
  { id, name, label, mode, draft }: ParsedInput<'policy.preview'>,
  at: { scopeId: string; version: number },
): Promise<WrittenPolicy> {
  const author =
    actor.kind === 'user'
      ? await tx.user.findUnique({ where: { id: actor.id }, select: { name: true, email: true } })
      : null;
  return {
    policyId: id ?? UNSAVED,
    ...at,
    name,
    label,
    mode,
    draft,
    author: author ?? { name: '', email: '' },
  };
}
