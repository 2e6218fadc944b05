import type { JobEvent, JobOrder, PageAnswerOutcome } from '@teredo-fleet/agent-core';
import type { NoticeAnswerMessage } from '@teredo-fleet/protocol';
import { encodeUtf8, naclPrimitives, noticeCode, noticeLink } from '@teredo-fleet/protocol/es3';
import { sha256Hex } from '../crypto/sha256';
import type { JobParts } from './job-parts';

/** Of a session's name in a message. */
const LONGEST_SESSION = 100;

/** One attempt's notice on the server's page: the links of its sessions, and the answers that came by them. */
export interface NoticePage {
  /** Where a session's user reads and answers; null: there is no page. It is told before it is shown, so that it opens. */
  linkFor(session: string, deferralsLeft: number): string | null;
  /** Somebody answered: with the code of that session, which nobody else can make. */
  take(message: NoticeAnswerMessage): void;
  /** Delivers what is not settled: once more, whenever it may be judged otherwise. */
  judge(): void;
  settle(id: string, outcome: PageAnswerOutcome): void;
}

export function createNoticePage(
  { clock, outbox, noticeSecret }: Pick<JobParts, 'clock' | 'outbox' | 'noticeSecret'>,
  { jobId, attempt, noticeUrl }: Pick<JobOrder, 'jobId' | 'attempt' | 'noticeUrl'>,
  deliver: (event: JobEvent) => void,
): NoticePage {
  let open: Extract<JobEvent, { kind: 'page-answered' }>[] = [];
  const codeOf = (session: string): string =>
    noticeCode(naclPrimitives, noticeSecret, { jobId, attempt, session });
  const tell = (id: string, outcome: PageAnswerOutcome): void =>
    outbox.add({ type: 'notice-answer-outcome', id, outcome, at: clock.now() });
  const judge = (): void => open.slice().forEach(deliver);

  return {
    linkFor(session, deferralsLeft) {
      if (noticeUrl === undefined || session === '' || session.length > LONGEST_SESSION) return null;
      const code = codeOf(session);
      const codeSha256 = sha256Hex(encodeUtf8(code));
      outbox.add({ type: 'notice-link', jobId, attempt, session, codeSha256, deferralsLeft });
      return noticeLink(noticeUrl, code);
    },
    take({ id, session, at, code, answer, until, language, textSha256 }) {
      if (code !== codeOf(session)) return tell(id, 'too-late');
      const shown = { channel: 'page' as const, language, textSha256 };
      open = open
        .filter((one) => one.id !== id)
        .concat({ kind: 'page-answered', id, session, at, shown, answer, until });
      judge();
    },
    judge,
    settle(id, outcome) {
      const left = open.filter((one) => one.id !== id);
      if (left.length === open.length) return;
      open = left;
      tell(id, outcome);
    },
  };
}
