import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writeTextDurably } from './durable-text';
import { othersMayUse } from './rights';
import { readSmallFile, sha256OfText } from './small-file';
import { StateError } from './state-error';

const key32 = z.base64().length(44);

const enrolmentSchema = z.object({
  v: z.literal(1),
  /** Origin of the agents' address. */
  server: z.url(),
  ca: z.string().nullable(),
  door: z.enum(['auto', 'ws', 'poll']),
  channelKey: key32,
  jobKey: key32,
  /** Ed25519 seed: this machine's identity. */
  seed: key32,
  machineId: z.uuid(),
  enrolmentId: z.uuid(),
  settings: z.object({
    miredoConf: z.string(),
    miredoPidFile: z.string(),
    interfaceName: z.string().nullable(),
  }),
});

/** Who this machine is, and which server it listens to. Keys are standard base64. */
export type Enrolment = z.infer<typeof enrolmentSchema>;

const pathIn = (folder: string) => join(folder, 'enrolment.json');

export function isEnrolled(folder: string): boolean {
  return existsSync(pathIn(folder));
}

const textOf = (enrolment: Enrolment) => `${JSON.stringify(enrolment, null, 2)}\n`;

export function writeEnrolment(folder: string, enrolment: Enrolment): void {
  writeTextDurably(pathIn(folder), textOf(enrolment));
}

/** SHA-256 of what is going to lie there, hex. */
export const sha256ToBe = (enrolment: Enrolment): string => sha256OfText(textOf(enrolment));

/**
 * SHA-256 of what lies there as an enrolment, hex; whoever has the key alone can make another of it. Null: nothing lies
 * there that the agent could have made.
 */
export function enrolmentSha256(folder: string): string | null {
  const text = readSmallFile(pathIn(folder));
  return text === null ? null : sha256OfText(text);
}

/** What to say of a folder in which no machine is enrolled. */
export function notEnrolled(folder: string): StateError {
  const text = `This machine is not enrolled (there is no ${pathIn(folder)}). Copy the line from the dashboard, Enrol a machine, and run it here.`;
  return new StateError('not-enrolled', text);
}

/** Throws StateError: not enrolled, readable by others, or damaged. */
export function readEnrolment(folder: string): Enrolment {
  const path = pathIn(folder);
  if (!isEnrolled(folder)) throw notEnrolled(folder);
  if (othersMayUse(statSync(path))) {
    throw new StateError(
      'unsafe-folder',
      `Others may read ${path}, which holds this machine's key. Run: chmod 600 ${path}. If somebody may have read it, enrol the machine again.`,
    );
  }
  try {
    return enrolmentSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new StateError(
      'damaged',
      `${path} is damaged. Enrol this machine again: teredo-agent enrol --again with a new line from the dashboard.`,
    );
  }
}
