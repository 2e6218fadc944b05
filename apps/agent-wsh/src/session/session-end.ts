import { unreachableWords } from '@teredo-fleet/protocol/es3';

/** Why no session stands. `final`: trying again the same way can't help, a person has to do something. */
export interface SessionEnd {
  code: string;
  text: string;
  final: boolean;
  retryAfterSeconds: number | null;
}

/** Line breaks included: what is printed of it is one line. */
const CONTROL = /[^ -~\u00a0-\uffff]/g;

export function sessionEnd(
  code: string,
  text: string,
  final = false,
  retryAfterSeconds: number | null = null,
): SessionEnd {
  return { code, text: text.replace(CONTROL, ' '), final, retryAfterSeconds };
}

/** Nothing answered at the address, or what answered was no Teredo Fleet server. */
export const unreachable = (server: string, cause: string): SessionEnd =>
  sessionEnd('unreachable', unreachableWords(server, cause));
