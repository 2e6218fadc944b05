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
