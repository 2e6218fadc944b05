import type { Explanation } from '@teredo-fleet/teredo';

/**
 * Everything as JSON. `teredo` and `address` have exactly the keys by which captures are described: the newest output of
 * `show state`, and the first Teredo address.
 */
export function explanationAsJson(explanation: Explanation): string {
  const {
    understood,
    teredo,
    addresses,
    outputs,
    decision,
    diagnoses,
    note,
    contradictions,
    questions,
    observation,
  } = explanation;
  return JSON.stringify(
    {
      understood,
      teredo,
      address: addresses[0]?.parts ?? null,
      addresses: addresses.map(({ parts }) => parts),
      outputs,
      whoDecides: decision,
      diagnoses,
      note,
      contradictions,
      questions,
      observation,
    },
    null,
    2,
  );
}
