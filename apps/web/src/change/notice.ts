import type { NoticeChoice } from '@/trpc/shapes';

export type NoticePolicy = NoticeChoice['policy'];
export type NoticeText = NonNullable<NoticeChoice['texts']>[number];

const BASE: Omit<NoticePolicy, 'kind'> = {
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 0,
  answerTimeoutSeconds: 3600,
  whenNobodyLoggedOn: 'start',
};

export const NOTICE_KINDS: readonly { value: NoticePolicy['kind']; title: string; text: string }[] = [
  { value: 'none', title: 'None', text: 'Nobody is told. For servers and machines without users.' },
  { value: 'inform', title: 'Inform', text: 'Users see what will change; it starts without an answer.' },
  { value: 'acknowledge', title: 'Acknowledge', text: 'It starts when the user has pressed OK.' },
  { value: 'defer', title: 'Defer', text: 'The user may put it off a number of times.' },
];

export function usualPolicy(kind: NoticePolicy['kind']): NoticePolicy {
  if (kind !== 'defer') return { ...BASE, kind };
  return { ...BASE, kind, maxDeferrals: 3, minimumDeferralSeconds: 3600 };
}

export interface NoticeDraft {
  policy: NoticePolicy;
  /** What the operator wrote; null leaves the words to the server, in every language that it has. */
  text: NoticeText | null;
}

/** The notice that a change's words are of; null: standard words, or its own. */
export type NoticeDocument = string | null;

/** How users are told, as it is sent. */
export function noticeToSend(draft: NoticeDraft, document: NoticeDocument): NoticeChoice {
  const { policy } = draft;
  if (document !== null && policy.kind !== 'none') return { policy, document };
  return { policy, texts: textsToSend(draft) };
}

export function textsToSend({ policy, text }: NoticeDraft): NoticeText[] | undefined {
  return policy.kind === 'none' || text === null ? undefined : [text];
}

/** What is said beside the choice to tell nobody. */
export const UNTOLD = 'The change happens untold. The audit entry says that you chose so.';

const NOTICE_WORDS: Record<NoticePolicy['kind'], string> = {
  none: 'nobody was to be told',
  inform: 'users are informed',
  acknowledge: 'users have to acknowledge',
  defer: 'users may defer',
};

export function noticeWords(kind: NoticePolicy['kind']): string {
  return NOTICE_WORDS[kind];
}
