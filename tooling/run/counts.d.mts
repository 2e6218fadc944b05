/** Types of counts.mjs, for its tests. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export declare function countVitest(file: string, exitCode: number): Counts;
export declare function countPlaywright(
  file: string,
  exitCode: number,
  onFlaky?: (title: string) => void,
): Counts;
