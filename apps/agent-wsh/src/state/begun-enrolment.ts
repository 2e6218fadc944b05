import { readEnrolment } from './enrolment';
import { forgetKept, readKept, writeKept } from './kept-value';

/** An enrolment that a server was asked for and has not answered yet: by which token, at which server, as whom. */
export interface BegunEnrolment {
  tokenId: string;
  channelKey: string;
  /** Of the machine it was begun on: a copy of its disk is another one. */
  hardwareId: string;
  /** Ed25519 seed, standard base64. */
  seed: string;
}

const pathIn = (folder: string): string => `${folder}\\begun.txt`;

/** The one that lies there and is no enrolment yet: else the machine stopped before it forgot that it had begun. */
function openOne(folder: string, { hardwareId }: BegunEnrolment): BegunEnrolment | null {
  const kept = readKept(pathIn(folder));
  if (kept.state !== 'kept') return null;
  const begun = kept.value as BegunEnrolment;
  const own = readEnrolment(folder);
  const isOver = own.ok && own.enrolment.seed === begun.seed;
  return isOver || begun.hardwareId !== hardwareId ? null : begun;
}

/**
 * The one that was begun with this token, to be gone on with: the server then makes no second machine of an answer that
 * was lost. Else the fresh one, which is written when this returns; `refused` puts back what it took the place of.
 */
export function beginEnrolment(
  folder: string,
  fresh: BegunEnrolment,
): { begun: BegunEnrolment; refused(): void } {
  const found = openOne(folder, fresh);
  const isSame = found !== null && found.tokenId === fresh.tokenId && found.channelKey === fresh.channelKey;
  if (!isSame) writeKept(pathIn(folder), fresh);
  return {
    begun: isSame ? found : fresh,
    refused: () =>
      found === null || isSame ? forgetBegunEnrolment(folder) : writeKept(pathIn(folder), found),
  };
}

export const forgetBegunEnrolment = (folder: string): void => forgetKept(pathIn(folder));
