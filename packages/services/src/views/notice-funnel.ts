/** Machines by how far their notice came; each number is a part of the one before it. */
export interface NoticeCounts {
  /** Machines that are to be asked or were, without those that are left out. */
  planned: number;
  /** Their signed job was offered to their agent. */
  sent: number;
  /** Their agent has it. */
  onMachine: number;
  /** Somebody had it displayed, as far as the channel can tell. */
  shown: number;
  answers: NoticeAnswerCounts;
}

/**
 * Machines by the answer of the newest round, one each: of several people the one that keeps the change waiting longest.
 */
export interface NoticeAnswerCounts {
  informed: number;
  acknowledged: number;
  deferred: number;
  refused: number;
  /** Timed out, or closed without an answer. */
  unanswered: number;
  /** Nobody was logged on. */
  nobody: number;
  /** Two people decided in an emergency that no answer is waited for, whatever was answered. */
  overridden: number;
  /** No channel could show it. */
  notShown: number;
  /** There is no receipt yet. */
  noWord: number;
  /** Their job ended without a receipt: nothing was to be changed on most of them. */
  neverTold: number;
}

export interface NoticeFunnelView {
  total: NoticeCounts;
  /** Of each wave, by number, its late machines among them. Who joined later stands in the total alone. */
  waves: NoticeCounts[];
}
