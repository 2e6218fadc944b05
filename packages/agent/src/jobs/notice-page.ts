import { createHash } from 'node:crypto';
import type { JobEvent, JobOrder, PageAnswerOutcome } from '@teredo-fleet/agent-core';
import { type NoticeAnswerMessage, noticeCode, noticeLink } from '@teredo-fleet/protocol';
import type { JobParts } from './job-parts';

/** Of a session's name in a message. */
const LONGEST_SESSION = 100;
const HASHES = {
  sha512: (bytes: Uint8Array) => new Uint8Array(createHash('sha512').update(bytes).digest()),
};

/** One attempt's notice on the server's page: the links of its sessions, and the answers that came by them. */
export class NoticePage {
  /** Answers that are not settled yet, by their ids. */
  readonly #open = new Map<string, JobEvent>();

  constructor(
    private readonly parts: Pick<JobParts, 'clock' | 'outbox' | 'noticeSecret'>,
    private readonly order: Pick<JobOrder, 'jobId' | 'attempt' | 'noticeUrl'>,
    private readonly deliver: (event: JobEvent) => void,
  ) {}

  /** Where a session's user reads and answers; null: there is no page. It is told before it is shown, so that it opens. */
  linkFor(session: string, deferralsLeft: number): string | null {
    const { noticeUrl, jobId, attempt } = this.order;
    if (noticeUrl === undefined || session === '' || session.length > LONGEST_SESSION) return null;
    const code = this.#codeOf(session);
    const codeSha256 = createHash('sha256').update(code).digest('hex');
    this.parts.outbox.add({ type: 'notice-link', jobId, attempt, session, codeSha256, deferralsLeft });
    return noticeLink(noticeUrl, code);
  }

  /** Somebody answered: with the code of that session, which nobody else can make. */
  take({ id, session, at, code, answer, until, language, textSha256 }: NoticeAnswerMessage): void {
    if (code !== this.#codeOf(session)) return this.#tell(id, 'too-late');
    const shown = { channel: 'page' as const, language, textSha256 };
    this.#open.set(id, { kind: 'page-answered', id, session, at, shown, answer, until });
    this.judge();
  }

  /** Delivers what is not settled: once more, whenever it may be judged otherwise. */
  judge(): void {
    for (const answer of this.#open.values()) this.deliver(answer);
  }

  settle(id: string, outcome: PageAnswerOutcome): void {
    if (this.#open.delete(id)) this.#tell(id, outcome);
  }

  #codeOf(session: string): string {
    const { jobId, attempt } = this.order;
    return noticeCode(HASHES, this.parts.noticeSecret, { jobId, attempt, session });
  }

  #tell(id: string, outcome: PageAnswerOutcome): void {
    this.parts.outbox.add({ type: 'notice-answer-outcome', id, outcome, at: this.parts.clock.now() });
  }
}
