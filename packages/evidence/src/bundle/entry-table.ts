import type { ChainedEntry } from '../chain/audit-chain';
import { cell, jsonCell, type Table } from './table';

/** An entry with its place in the chain. */
export interface PlacedEntry {
  number: number;
  entrySha256: string;
  entry: ChainedEntry;
}

/** One record an entry of the audit trail. */
export const ENTRY_TABLE: Table<PlacedEntry> = {
  columns: [
    'Number',
    'Link',
    'At (UTC)',
    'Actor kind',
    'Actor',
    'Actor id',
    'API token',
    'Action',
    'Object kind',
    'Object',
    'Object id',
    'Outcome',
    'Reason',
    'Before',
    'After',
    'Request',
    'Address',
    'Entry SHA-256',
  ],
  records: ({ number, entrySha256, entry }) => [
    {
      key: entry.seq,
      cells: [
        entry.seq,
        cell(number),
        entry.at,
        entry.actor.kind,
        entry.actor.name,
        cell(entry.actor.id),
        cell(entry.actor.token),
        entry.action,
        entry.object.kind,
        cell(entry.object.name),
        cell(entry.object.id),
        entry.outcome,
        cell(entry.reason),
        jsonCell(entry.before),
        jsonCell(entry.after),
        cell(entry.requestId),
        cell(entry.address),
        entrySha256,
      ],
    },
  ],
};
