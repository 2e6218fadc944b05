import { forgetKept, readKept, writeKept } from './kept-value';

/** Who this machine is, and which server it listens to. Keys are standard base64. */
export interface Enrolment {
  v: 1;
  server: string;
  channelKey: string;
  jobKey: string;
  /** Ed25519 seed: this machine's identity. */
  seed: string;
  machineId: string;
  enrolmentId: string;
}

export type ReadEnrolment = { ok: true; enrolment: Enrolment } | { ok: false; text: string };

const pathIn = (folder: string): string => `${folder}\\enrolment.txt`;

export const isEnrolled = (folder: string): boolean => readKept(pathIn(folder)).state !== 'missing';

export function writeEnrolment(folder: string, enrolment: Enrolment): void {
  writeKept(pathIn(folder), enrolment);
}

export const forgetEnrolment = (folder: string): void => forgetKept(pathIn(folder));

export function readEnrolment(folder: string): ReadEnrolment {
  const kept = readKept(pathIn(folder));
  switch (kept.state) {
    case 'kept':
      return { ok: true, enrolment: kept.value as Enrolment };
    case 'missing': {
      const text = `This machine is not enrolled (there is no ${pathIn(folder)}). Copy the line from the dashboard, Enrol a machine, and run it here.`;
      return { ok: false, text };
    }
    case 'damaged': {
      const text = `${pathIn(folder)} is damaged. Enrol this machine again: teredo-agent.js enrol --again with a new line from the dashboard.`;
      return { ok: false, text };
    }
  }
}

/** An enrolment that a server was asked for and has not answered yet: by which token, at which server, as whom. */
export interface BegunEnrolment {
  tokenId: string;
  channelKey: string;
  seed: string;
}

const begunIn = (folder: string): string => `${folder}\\begun.txt`;

/**
 * The one that was begun with this token, to be gone on with: the server then makes no second machine of an answer that
 * was lost. Else the fresh one, which is on disk when this returns.
 */
export function beginEnrolment(folder: string, fresh: BegunEnrolment): BegunEnrolment {
  const kept = readKept(begunIn(folder));
  const own = readEnrolment(folder);
  if (kept.state === 'kept') {
    const begun = kept.value as BegunEnrolment;
    // Else the machine stopped before it forgot that it had begun.
    const isOpen = !own.ok || own.enrolment.seed !== begun.seed;
    if (isOpen && begun.tokenId === fresh.tokenId && begun.channelKey === fresh.channelKey) return begun;
  }
  writeKept(begunIn(folder), fresh);
  return fresh;
}

export const forgetBegunEnrolment = (folder: string): void => forgetKept(begunIn(folder));
