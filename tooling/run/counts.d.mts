/** Types of counts.mjs, for its tests. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Each is called with a test's title, its file first, and its errors. */
export interface Told {
  onFailed?: (title: string, error: string) => void;
  onFlaky?: (title: string, error: string) => void;
}

export declare function countVitest(file: string, exitCode: number, told?: Told): Counts;
export declare function countPlaywright(file: string, exitCode: number, told?: Told): Counts;
