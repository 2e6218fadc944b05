/** Machines by what an override of the notice comes to on them. */
export interface NoticeOverrideCounts {
  /** Somebody there has put the change off: that would count no more. */
  putOff: number;
  /** Asked, and not answered as the change needs it. */
  asked: number;
  /** Their agent has nothing of it yet: people there would be shown it, and never asked. */
  notYet: number;
  /** An override that was granted before is still to be followed there, or is: none is asked for beside it. */
  already: number;
  /** Nobody is to be told there, everybody has agreed, or it has begun or ended. */
  over: number;
}

export interface NoticeOverridePreview {
  /** Machines that would be changed without an answer: those that put it off, are asked or have nothing of it yet. */
  machines: number;
  /** Of those: not connected, and told when they come back. */
  away: number;
  counts: NoticeOverrideCounts;
  /** People who refuse or put off with the notice's minimum still to come are left that time, seconds. */
  minimumNoticeSeconds: number;
}

/** `asked`: a second person has to grant it. `granted`: machines are told. `lapsed`: nobody granted it in time. */
export type NoticeOverrideState = 'asked' | 'granted' | 'refused' | 'lapsed';

export interface NoticeOverrideHits {
  machines: number;
  /** Names of the first of them in the order of the alphabet, so many that they can be read. */
  first: string[];
}

/** An emergency: machines of a rollout are changed without waiting for anybody's answer, since two people decided so. */
export interface NoticeOverrideView {
  id: string;
  state: NoticeOverrideState;
  /** Machines that it was asked for. */
  machines: number;
  askedBy: { id: string; name: string };
  askedAt: string;
  askReason: string;
  /** Of one that is asked for: until when it can be granted. Of one that was: until when machines take it. */
  validUntil: string | null;
  /** Null: nobody did. */
  grantedBy: { id: string; name: string } | null;
  grantedAt: string | null;
  grantReason: string | null;
  /** Who refused it; null: nobody did. */
  closedBy: { id: string; name: string } | null;
  closedAt: string | null;
  closeReason: string | null;
  /** Of one that is asked for: whom it would hit if it were granted now. Null: it is not asked for any more. */
  hits: NoticeOverrideHits | null;
  /** Machines whose people were passed over by it: a receipt says so, or it started by nothing else. Each counts once. */
  applied: number;
  /** Machines that have not taken it, and may yet. */
  waiting: number;
  /** Machines for which the signer refused it. */
  notSigned: number;
}
