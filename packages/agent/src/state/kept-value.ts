import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { writeTextDurably } from './durable-text';
import { StateError } from './state-error';

const envelopeSchema = z.object({ sha256: z.string(), value: z.json() });

const sha256Of = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Keeps a value as JSON beside its checksum; on disk before it returns. Throws what the disk throws. */
export function writeKeptValue(path: string, value: unknown): void {
  writeTextDurably(path, `${JSON.stringify({ sha256: sha256Of(value), value })}\n`);
}

/**
 * What writeKeptValue wrote there; null: there is no such file. Throws StateError `damaged`, which ends with `remedy`,
 * when it is anything else, be it by one bit.
 */
export function readKeptValue<T>(path: string, remedy: string): T | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  try {
    const { sha256, value } = envelopeSchema.parse(JSON.parse(text));
    if (sha256 === sha256Of(value)) return value as T;
  } catch {
    // Not even JSON, or not of this shape.
  }
  throw new StateError('damaged', `${path} is damaged. ${remedy}`);
}
