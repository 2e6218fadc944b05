/**
 * A reply to a command that changes something. No reply proves that anything changed: `Ok.` comes while a policy still
 * rules. Read the state back.
 */
export interface ReplyReading {
  /**
   * `silent`: nothing was printed. `short`: one or two lines that can't be told apart in any language. `refused`: known
   * words or a Win32 number say so. `partial`: a reset that says of some parts otherwise than of most.
   */
  kind: 'silent' | 'short' | 'refused' | 'partial' | 'listing';
  /** Always false: what a command prints about itself proves nothing. */
  provesChange: false;
  /** Why it was refused, where that is known. */
  reason: 'parameter' | 'access-denied' | 'other' | null;
  errorCode: number | null;
  /** Of a reset: how many parts it names, and how many of them end otherwise than most. */
  parts: number | null;
  partsOtherwise: number | null;
  /** The first of those lines; empty where parts don't differ. */
  oddLines: string[];
  /** What was printed, for evidence. */
  lines: string[];
}
