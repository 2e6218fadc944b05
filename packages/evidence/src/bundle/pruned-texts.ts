import type { BundlePruned } from './manifest';

/** What retention removed, in words, each for itself; none: nothing. */
export function prunedTexts({ entriesUntil, receiptsUntil, outputs }: BundlePruned): string[] {
  return [
    ...(entriesUntil === null ? [] : [`entries of the audit trail up to ${entriesUntil}`]),
    ...(receiptsUntil === null ? [] : [`receipts of attempts that ended before ${receiptsUntil}`]),
    ...(outputs === 0
      ? []
      : [`what commands printed in ${outputs} ${outputs === 1 ? 'attempt' : 'attempts'}`]),
  ];
}
