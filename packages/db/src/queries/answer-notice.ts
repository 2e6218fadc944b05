import type { Queryable } from '../client/queryable';

export interface NoticeAnswerInput {
  /** SHA-256 of the code, 32 bytes. */
  codeSha256: Uint8Array;
  answer: 'acknowledged' | 'deferred' | 'refused';
  /** A deferral's wish; the machine holds it to the policy. */
  until: Date | null;
  /** The link's 20 characters, the machine's proof that its own reader answered. */
  code: string;
  /** Of the text that was answered. */
  language: string;
  textSha256: string;
  /** Where the answer came from. */
  address: string;
}

/** `kept`: it goes to the machine. `on-its-way`: one does already. `closed`: nothing is asked now, or not that. */
export type NoticeAnswerTaken = 'kept' | 'on-its-way' | 'closed';

/** Takes an answer that was given on the page, for the machine to judge. */
export async function answerNotice(db: Queryable, input: NoticeAnswerInput): Promise<NoticeAnswerTaken> {
  const { codeSha256, answer, until, code, language, textSha256, address } = input;
  const { rows } = await db.query<{ taken: NoticeAnswerTaken }>(
    'select answer_notice($1, $2, $3, $4, $5, $6, $7) as taken',
    [codeSha256, answer, until, code, language, textSha256, address],
  );
  return rows[0]?.taken ?? 'closed';
}
