/**
 * What the program ends with. `stopped`: an agent that was asked to end; `alreadyRuns`: it found another one. No program
 * ends with one of these two of its own accord, as one that aborts does with 3.
 */
export const EXIT = { done: 0, failed: 1, wrongCall: 2, stopped: 90, alreadyRuns: 91 } as const;
