/** An evidence bundle as the holder of a link to its rollout's report sees it. */
export interface SharedBundle {
  id: string;
  state: BundleView['state'];
  failure: string | null;
  /** null until it is finished. */
  file: Omit<NonNullable<BundleView['file']>, 'expiresAt' | 'host'> | null;
}

/** An evidence bundle that somebody asked for. */
export interface BundleView {
  id: string;
  rollout: { id: string; name: string };
  requestedBy: string;
  requestedAt: string;
  /** `waiting`: nobody makes it yet; `preparing` until it can be taken; `gone`: its time is over, ask for it again. */
  state: 'waiting' | 'preparing' | 'ready' | 'failed' | 'gone';
  /** Why there is none, and what to do; null: nothing went wrong. */
  failure: string | null;
  /** null until it is finished. */
  file: {
    name: string;
    bytes: number;
    /** Of the whole file, 64 hex digits. */
    sha256: string;
    /** Of the key that signed it. */
    keyId: string;
    /** The rollout was still under way. */
    interim: boolean;
    finishedAt: string;
    expiresAt: string;
    /** On which of the server's hosts it lies. */
    host: string;
  } | null;
}
