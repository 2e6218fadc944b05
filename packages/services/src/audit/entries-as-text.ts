import type { ReadEntry } from '@teredo-fleet/db';
import { toCsv } from '../report/to-csv';
import { DIGEST, entryAt } from './chain-digest';

export type ExportFormat = 'csv' | 'jsonl';

export const EXPORT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
};

const json = (value: unknown): string => (value === null ? '' : DIGEST.canonical(value));

type Cell = [title: string, text: (entry: ReadEntry) => string | null];

const CELLS: readonly Cell[] = [
  ['seq', ({ seq }) => seq],
  ['at', ({ at }) => at],
  ['actorKind', ({ actorKind }) => actorKind],
  ['actorId', ({ actorId }) => actorId],
  ['actorName', ({ actorName }) => actorName],
  ['actorToken', ({ actorToken }) => actorToken],
  ['action', ({ action }) => action],
  ['objectKind', ({ objectKind }) => objectKind],
  ['objectId', ({ objectId }) => objectId],
  ['objectName', ({ objectName }) => objectName],
  ['outcome', ({ outcome }) => outcome],
  ['reason', ({ reason }) => reason],
  ['before', ({ before }) => json(before)],
  ['after', ({ after }) => json(after)],
  ['scopeId', ({ scopeId }) => scopeId],
  ['requestId', ({ requestId }) => requestId],
  ['address', ({ address }) => address],
  ['link', ({ link }) => link?.toString() ?? ''],
  ['linkHash', ({ linkHash }) => linkHash],
];

const TITLES = CELLS.map(([title]) => title);

const rowOf = (entry: ReadEntry): string[] => CELLS.map(([, text]) => text(entry) ?? '');

/** The entry stands as its link was made from it: the SHA-256 of that part of the line is the link's. */
function lineOf(entry: ReadEntry): string {
  const link = entry.link === null ? null : { number: entry.link, hash: entry.linkHash };
  return `{"entry":${DIGEST.canonical(entryAt(entry, entry.at))},"link":${JSON.stringify(link)}}\n`;
}

/** What a file of entries begins with. */
export function headText(format: ExportFormat): string {
  return format === 'csv' ? toCsv([TITLES]) : '';
}

/** More entries, behind what the file has already. */
export function entriesText(format: ExportFormat, entries: readonly ReadEntry[]): string {
  if (format === 'csv') return toCsv(entries.map(rowOf), { isFirst: false });
  return entries.map(lineOf).join('');
}
