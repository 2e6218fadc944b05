/** A report as it goes out. */
export interface OutgoingReport {
  /** Names this sending: whoever gets it twice can tell. */
  id: string;
  /** Of the schedule. */
  name: string;
  fileName: string;
  contentType: string;
  text: string;
  sha256: string;
  rows: number;
  /** What it covers, ISO 8601 UTC. */
  from: string;
  to: string;
}

/** Somewhere that a report is sent. Rejects with words for whoever set it up. */
export type SendReport = (report: OutgoingReport) => Promise<void>;
