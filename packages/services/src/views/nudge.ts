/** Machines by what a nudge comes to on them. */
export interface NudgeCounts {
  /** Their notice was not answered: it is shown again now. */
  nudged: number;
  /** Somebody there has put the change off, and is asked when that time is over. */
  putOff: number;
  /** The notice is up. */
  isUp: number;
  /** Nobody is logged on; whoever logs on is asked within a minute. */
  nobody: number;
  /** Nudged in the last quarter of an hour. */
  lately: number;
  /** Their agent has nothing of it yet. */
  notYet: number;
  /** Answered, begun or ended. */
  over: number;
}

export interface NudgeView {
  /** Machines whose notice is shown again. */
  machines: number;
  /** Of those: not connected, and told when they come back. */
  away: number;
  leftAlone: Omit<NudgeCounts, 'nudged'>;
}
