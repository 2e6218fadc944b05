import type { Evidence, Observation } from '@teredo-fleet/teredo';

/**
 * What counts as change: the facts without their times, measured durations and raw text. Two observations with the same
 * text say the same.
 */
export function factsText(observation: Observation): string {
  return JSON.stringify({ ...observation, evidence: [] }, (key, value) =>
    key === 'at' || key === 'roundTripMs' ? undefined : value,
  );
}

/** The observation with no more raw text than leaves room in a message. */
export function fitEvidence(observation: Observation, maxCharacters: number): Observation {
  const evidence: Evidence[] = [];
  let left = maxCharacters;
  for (let index = 0; index < observation.evidence.length; index += 1) {
    const piece = observation.evidence[index] as Evidence;
    const text = piece.text.slice(0, left);
    left -= text.length;
    const truncated = piece.truncated || text.length < piece.text.length;
    const { source, printed } = piece;
    const fits = printed !== undefined && printed.bytes.length <= left;
    if (fits) left -= printed.bytes.length;
    evidence.push(
      fits
        ? { source: source, text: text, truncated: truncated, printed: printed }
        : { source: source, text: text, truncated: truncated },
    );
  }
  return { ...observation, evidence: evidence };
}
