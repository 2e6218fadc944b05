/** What a command ends with. */
export interface Outcome {
  exitCode: number;
  text: string;
}

/** `stopped`: an agent that was asked to end, which Windows ends no program with by itself. */
export const EXIT = { done: 0, failed: 1, wrongCall: 2, stopped: 3 } as const;
