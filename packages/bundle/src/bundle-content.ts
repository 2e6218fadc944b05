import type { PlacedEntry, ReportedMachine, RolloutReport } from '@teredo-fleet/evidence';

/** What a bundle is written from. Each can be gone through more than once, and gives the same each time. */
export interface BundleContent {
  report: RolloutReport;
  machines(): AsyncIterable<ReportedMachine>;
  entries(): AsyncIterable<PlacedEntry>;
  /** Lines of `chain.jsonl`, without their line feeds. */
  chainLines(): AsyncIterable<string>;
}
