import { concatBytes } from './bytes';
import { crockford } from './crockford';
import type { SealingPrimitives } from './primitives';
import { encodeUtf8 } from './utf8';

const CODE_LENGTH = 20;
const GROUP = 5;

/** Which session of which attempt a code is for. */
export interface NoticeCodeFor {
  jobId: string;
  attempt: number;
  session: string;
}

/**
 * The code of a session's notice: 20 characters of Crockford's base32, the first 100 bits of SHA-512 over the agent's
 * secret, a context and what the code is for. Only the agent can make it, always alike, also after a restart.
 */
export function noticeCode(
  primitives: Pick<SealingPrimitives, 'sha512'>,
  secret: Uint8Array,
  { jobId, attempt, session }: NoticeCodeFor,
): string {
  const about = encodeUtf8(`teredo-fleet notice code v1\n${jobId}\n${attempt}\n${session}`);
  return crockford(primitives.sha512(concatBytes([secret, about])), CODE_LENGTH);
}

/** As people read and type it: groups of five with hyphens. */
export function shownNoticeCode(code: string): string {
  const groups: string[] = [];
  for (let at = 0; at < code.length; at += GROUP) groups.push(code.slice(at, at + GROUP));
  return groups.join('-');
}

/** The address that somebody is shown; `noticeUrl` of the job, without a slash at its end. */
export function noticeLink(noticeUrl: string, code: string): string {
  return `${noticeUrl}/n/${shownNoticeCode(code)}`;
}
