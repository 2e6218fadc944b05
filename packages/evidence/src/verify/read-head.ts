import { type HeadStatement, headSignedText, readHeadStatement } from '../chain/published-head';
import { isObject, isText } from './json-shape';
import { type KeyCheck, readKeys, tiedKeyIds } from './key-succession';

export type HeadLineReading =
  | { kind: 'signed'; statement: HeadStatement }
  | { kind: 'unreadable' }
  | { kind: 'wrong-signature' }
  /** Well signed, by a key that nothing ties to those that count. */
  | { kind: 'another-key'; keyId: string };

interface HeadLine {
  statement: string;
  signature: string;
  publicKey: string;
  keys: unknown;
}

function readLine(line: string): HeadLine | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const { statement, signature, publicKey, keys = [] } = value;
  if (!isText(statement) || !isText(signature) || !isText(publicKey)) return null;
  return { statement, signature, publicKey, keys };
}

/** Whether a key is one of those that count, or its own list ties it to one of them. */
function counts(keyId: string, own: unknown, tied: readonly string[], check: KeyCheck): boolean {
  if (tied.includes(keyId)) return true;
  const keys = readKeys(own) ?? [];
  return keys.at(-1)?.keyId === keyId && tiedKeyIds(keys, check).some((id) => tied.includes(id));
}

/** Reads the line in which a head was told and judges who signed it. `tied`: fingerprints whose signatures count. */
export function readTiedHead(line: string, tied: readonly string[], check: KeyCheck): HeadLineReading {
  const told = readLine(line);
  const statement = told === null ? null : readHeadStatement(told.statement);
  if (told === null || statement === null) return { kind: 'unreadable' };
  const { signature, publicKey, keys } = told;
  const fits = check.fits({ text: headSignedText(told.statement), signature, publicKey });
  if (!fits || check.keyId(publicKey) !== statement.keyId) return { kind: 'wrong-signature' };
  const { keyId } = statement;
  return counts(keyId, keys, tied, check) ? { kind: 'signed', statement } : { kind: 'another-key', keyId };
}

/**
 * Of several lines the head of a time or before that goes furthest, wherever it stands: who can only add lines could tell an old
 * one again. Without any, the last line.
 */
export function chooseHead(lines: string, until: string): string {
  const told = lines.split('\n').filter((line) => line.trim() !== '');
  let chosen: { line: string; count: number } | null = null;
  for (const line of told) {
    const said = readHeadStatement(readLine(line)?.statement ?? '');
    if (said === null || said.at > until || said.count < (chosen?.count ?? 0)) continue;
    chosen = { line, count: said.count };
  }
  return chosen?.line ?? told.at(-1) ?? '';
}
