import type { NoticeAnswer } from '@teredo-fleet/agent-core';

/** Somebody who is logged on and can be told something. */
export interface NoticePerson {
  /** Names the session on this machine for as long as it lasts. */
  id: string;
  /** Where the session is, without whose; empty: each has one. */
  place: string;
  user: string | null;
  /** Their SID; null where it is not known. */
  userId: string | null;
  /** BCP 47 tag; null when it can't be told. */
  language: string | null;
}

export interface NoticeToShow {
  title: string;
  body: string;
  offers: { acknowledge: boolean; defer: boolean; refuse: boolean };
  answerTimeoutSeconds: number;
}

/** One showing of a notice to one person. */
export interface NoticeShowing {
  /** What became of it so far; it goes from one to the next and never back. */
  look(): { displayed: boolean; said: NoticeAnswer | null };
  /** Nobody has to answer any more; what is answered from now on counts for nothing. */
  withdraw(): void;
}

/** Tells people. One can't answer for another. */
export interface NoticeChannel {
  /** Everybody who can be told now; empty: nobody is logged on. Throws when that can't be found out. */
  people(): NoticePerson[];
  /** Whether this person presents; null: that can't be known. */
  isPresenting(person: NoticePerson): boolean | null;
  show(person: NoticePerson, notice: NoticeToShow): NoticeShowing;
}
