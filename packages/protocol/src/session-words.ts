import type { ErrorCode } from './server-messages';

/** What agents say when a session can't be had; the words are for people. */
export const NOT_THE_SERVER =
  'The server that answered is not the one that the enrolment token named: it could not prove the pinned key. Nothing was sent to it. Check the address; if the server was installed anew, enrol this machine again.';

export const OTHER_JOB_KEY =
  'The server signs jobs with another key than the enrolment token names. Nothing was kept. Ask for a new token; if it happens again, somebody is between this machine and the server.';

export const ALTERED =
  'The server’s answer was altered on the way, or is not this session’s. A new session is opened.';

/** An offer whose signature does not fit. */
export const BAD_JOB_SIGNATURE =
  'The job’s signature does not fit the signer’s key that this machine was enrolled with. Nothing was done. Look for somebody between server and machine, or enrol the machine again if the server was installed anew.';

export function unreachableWords(server: string, cause: string): string {
  return `No Teredo Fleet server could be reached at ${server} (${cause}). Check the address, the network and the server; the agent goes on trying.`;
}

/** Where a server was asked to let a machine in, and what it answered is not known. */
export const MAY_BE_ENROLLED =
  'The server may have let this machine in all the same: paste the same line again, and it goes on as the same machine.';

/** What only a server can know to whom a machine has proven itself, and then the answer is sealed or came over TLS. */
const OF_PROVEN: ErrorCode[] = [
  'bad-signature',
  'token-unknown',
  'token-expired',
  'token-used-up',
  'token-revoked',
  'machine-unknown',
  'machine-retired',
  'quarantined',
  'superseded',
];

const GIVEN_UP: ErrorCode[] = ['machine-retired', 'machine-unknown'];

/** Whether the code (of a session that ended; null: none did) says that the server does not take this machine any more. */
export const isGivenUp = (code: string | null): boolean => GIVEN_UP.some((one) => one === code);

/** The code of an error that came before anybody proved to be the server: what can't be true there is not believed. */
export const codeInClear = (code: ErrorCode): ErrorCode =>
  OF_PROVEN.indexOf(code) === -1 ? code : 'malformed';

/** Words that anybody on the way may have written are not shown as the server's. */
export const wordsInClear = (text: string): string =>
  `The answer came in clear, so that anybody on the way may have written it: ${text}`;
