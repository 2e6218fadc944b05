/** What decides whether a change may use a notice. */
interface Candidate {
  id: string;
  /** null: it comes with the product. */
  scope: { id: string } | null;
  archivedAt: string | null;
}

/**
 * Whether a notice is offered for a change of this scope: the server refuses those of every other one. `scopeId` null: the
 * scope is not known yet. What is chosen already stays in the list.
 */
export function isUsable(
  { id, scope, archivedAt }: Candidate,
  { scopeId, value }: { scopeId: string | null; value: string | null },
): boolean {
  if (id === value) return true;
  return archivedAt === null && scope !== null && scope.id === (scopeId ?? scope.id);
}
