import { createHash } from 'node:crypto';
import { readAudit } from '@teredo-fleet/db';
import type { Pool } from 'pg';
import type { AuditFilter } from '../inputs/audit-inputs';
import { auditConditions } from './audit-conditions';
import { EXPORT_TYPES, type ExportFormat, entriesText, headText } from './entries-as-text';

/** A whole file of audit entries. */
export interface AuditFile {
  contentType: string;
  text: string;
  rows: number;
  /** 64 hex digits. */
  sha256: string;
}

/** Entries of all scopes that match, as a file; null: it would have more bytes than `mostBytes`. */
export async function auditFile(
  pool: Pool,
  asked: { filter: AuditFilter; format: ExportFormat; mostBytes: number },
): Promise<AuditFile | null> {
  const { filter, format, mostBytes } = asked;
  const parts = [headText(format)];
  let bytes = Buffer.byteLength(parts[0]!);
  let rows = 0;
  for await (const entries of readAudit(pool, { scopes: '*', userId: null }, auditConditions(filter))) {
    const text = entriesText(format, entries);
    bytes += Buffer.byteLength(text);
    if (bytes > mostBytes) return null;
    parts.push(text);
    rows += entries.length;
  }
  const text = parts.join('');
  return {
    contentType: EXPORT_TYPES[format],
    text,
    rows,
    sha256: createHash('sha256').update(text).digest('hex'),
  };
}
