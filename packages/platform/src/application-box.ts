/** What a program of somebody on this machine left, with the account that the system says it runs under. */
export interface LeftText {
  text: string;
  account: string;
}

/**
 * Where applications on this machine leave requests, and where its agent tells them how it stands: the agent's side.
 * Anybody may leave something, nobody can do so in another's name, and only administrators can tell.
 */
export interface ApplicationBox {
  /** No more often is looked, whoever calls, so that it costs next to nothing. */
  readonly lookEveryMs: number;
  /** Makes the places. Rejects, and says why, when others could change what is told there. */
  open(): Promise<void>;
  /**
   * Calls back when something may have been left, until the function is called that it gives. Not to be relied on: what
   * was left without a call is found late, so look without one, too.
   */
  watch(called: () => void): () => void;
  /** What was left; the same may come again, and anything may be in it. */
  take(): Promise<LeftText[]>;
  /** One line of ASCII for everybody to read. */
  tell(line: string): Promise<void>;
  /** The agent does not run any more: takes back what was told. */
  close(): Promise<void>;
}

/** The side of applications, with the rights of whoever runs them. */
export interface ApplicationDoor {
  /** What the agent tells, in every place where that may stand; nothing that somebody else could have written. */
  read(): Promise<string[]>;
  /** What this account left before and may leave again with something new; empty where nothing stays. */
  left(): Promise<string>;
  /** False: it could not be left. */
  leave(text: string): Promise<boolean>;
}
