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
