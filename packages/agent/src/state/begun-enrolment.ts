import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { writeTextDurably } from './durable-text';
import { readSmallFile, sha256OfText } from './small-file';

const begunSchema = z.object({
  v: z.literal(1),
  tokenId: z.string(),
  channelKey: z.string(),
  /** Of the machine it was begun on: a copy of its disk is another one. */
  hardwareId: z.string(),
  /** Ed25519 seed, standard base64. */
  seed: z.base64().length(44),
});

/** An enrolment that a server was asked for and has not answered yet: by which token, at which server, as whom. */
export type BegunEnrolment = z.infer<typeof begunSchema>;

const pathIn = (folder: string) => join(folder, 'enrolment-begun.json');

export const isEnrolmentBegun = (folder: string): boolean => existsSync(pathIn(folder));

/** SHA-256 of what lies there as a begun enrolment, hex; null: nothing that the agent could have made. */
export function begunEnrolmentSha256(folder: string): string | null {
  const text = readSmallFile(pathIn(folder));
  return text === null ? null : sha256OfText(text);
}

/** Null: none was begun, or what lies there is no use any more. */
export function readBegunEnrolment(folder: string): BegunEnrolment | null {
  try {
    return begunSchema.parse(JSON.parse(readSmallFile(pathIn(folder)) ?? ''));
  } catch {
    return null;
  }
}

/** Flushed when it resolves; `announce` runs before, with the SHA-256 (hex) of what is going to lie there. */
export async function writeBegunEnrolment(
  folder: string,
  begun: BegunEnrolment,
  announce: (sha256: string) => Promise<void>,
): Promise<void> {
  const text = `${JSON.stringify(begun)}\n`;
  await announce(sha256OfText(text));
  writeTextDurably(pathIn(folder), text);
}

export const forgetBegunEnrolment = (folder: string): void => rmSync(pathIn(folder), { force: true });
