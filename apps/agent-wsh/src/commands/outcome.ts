/** What a command ends with. */
export interface Outcome {
  exitCode: number;
  text: string;
}

export const EXIT = { done: 0, failed: 1, wrongCall: 2 } as const;
