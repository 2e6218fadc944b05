/** What is still missing before something may be done, a sentence each; null: nothing. */
export interface ReasonFaults {
  reason: string | null;
  word: string | null;
}

const SHORTEST_REASON = 3;

/** The button is never dead: pressed too early, it says what it waits for. */
export function reasonFaults(typed: {
  reason: string;
  word: string;
  /** Must be typed exactly; null: nothing must. */
  confirmWord: string | null;
}): ReasonFaults {
  const { confirmWord } = typed;
  return {
    reason:
      typed.reason.trim().length < SHORTEST_REASON
        ? `Say why, in ${SHORTEST_REASON} letters or more: it is kept for those who read the audit trail.`
        : null,
    word: confirmWord === null || typed.word.trim() === confirmWord ? null : `Type ${confirmWord} exactly.`,
  };
}
