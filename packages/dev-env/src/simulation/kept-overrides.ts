import type { TrailEntry } from './house';

interface KeptOverride {
  askedBy: string;
  askedFor: readonly string[];
  grantedBy: string | null;
}

/** Who decided that answers to a notice are not waited for, and on which jobs, kept from the audit trail alone. */
export class KeptOverrides {
  readonly #kept = new Map<string, KeptOverride>();

  take({ action, actorId, after }: TrailEntry): void {
    const id = String(after?.overrideId);
    const person = actorId ?? '';
    if (action === 'rollout.askNoticeOverride') {
      const askedFor = Array.isArray(after?.jobIds) ? (after.jobIds as string[]) : [];
      this.#kept.set(id, { askedBy: person, askedFor, grantedBy: null });
    }
    const kept = this.#kept.get(id);
    if (action === 'rollout.grantNoticeOverride' && kept !== undefined) kept.grantedBy = person;
  }

  /** Whether two people decided it for this very job. */
  isByTwo(overrideId: string, jobId: string): boolean {
    const kept = this.#kept.get(overrideId);
    if (kept === undefined || kept.grantedBy === null) return false;
    return kept.grantedBy !== kept.askedBy && kept.askedFor.includes(jobId);
  }
}
