/** The answers that somebody who is told may give. Without any, a notice is read and taken away. */
export interface NoticeOffers {
  acknowledge: boolean;
  defer: boolean;
  refuse: boolean;
}

/** An answer that somebody chose. */
export type ChosenAnswer = 'acknowledged' | 'deferred' | 'refused';
