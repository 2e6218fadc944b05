/** What somebody wrote for the users of one language. Each part may hold placeholders. */
export interface NoticeWords {
  /** BCP 47 tag. */
  language: string;
  title: string;
  /** What else there is to say; stands first. */
  body: string;
  /** What changes on the machine. */
  changes: string;
  /** When it happens. */
  when: string;
  /** Whom to ask. */
  whom: string;
}

export type NoticeField = 'title' | 'body' | 'changes' | 'when' | 'whom';

/** Parts of the text below the title, in the order in which they are read. */
export const NOTICE_PARTS: readonly Exclude<NoticeField, 'title'>[] = ['body', 'changes', 'when', 'whom'];

export const NOTICE_FIELDS: readonly NoticeField[] = ['title', 'body', 'changes', 'when', 'whom'];

/** A text as a job carries it. */
export interface ComposedNotice {
  language: string;
  title: string;
  body: string;
}

/** Longest title and text of a job's notice, in UTF-16 units; `noticeTextSchema` of the protocol says the same. */
export const LONGEST_TITLE = 120;
export const LONGEST_BODY = 2000;

/** So many languages at most. */
export const MOST_LANGUAGES = 40;
