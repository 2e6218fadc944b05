import type { DetectedOutput } from './detect-outputs';

/** An output and where it came from. */
export interface SourcedOutput extends DetectedOutput {
  /** Name of the file; null for pasted text. */
  source: string | null;
  /** For evidence: the file, else the kind of output. */
  from: string;
}
