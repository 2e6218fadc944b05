import { crc32 } from 'node:zlib';
import type { JobRecord } from '@teredo-fleet/agent-core';

const CHECKSUM_LENGTH = 8;

const checksum = (text: string) => crc32(text).toString(16).padStart(CHECKSUM_LENGTH, '0');

/** One line: CRC-32 of the JSON as eight hex digits, a space, the JSON, a line feed. */
export function encodeRecord(record: JobRecord): string {
  const text = JSON.stringify(record);
  return `${checksum(text)} ${text}\n`;
}

function decodeLine(line: string): JobRecord | null {
  const text = line.slice(CHECKSUM_LENGTH + 1);
  if (line.slice(0, CHECKSUM_LENGTH) !== checksum(text)) return null;
  return JSON.parse(text) as JobRecord;
}

/** The records up to the first line that is torn or altered; `whole` is false when there was such a line. */
export function decodeRecords(text: string): { records: JobRecord[]; whole: boolean } {
  const records: JobRecord[] = [];
  const lines = text.split('\n');
  const rest = lines.pop();
  for (const line of lines) {
    const record = decodeLine(line);
    if (record === null) return { records, whole: false };
    records.push(record);
  }
  return { records, whole: rest === '' };
}
