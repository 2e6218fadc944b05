import { toCsv } from '../report/to-csv';
import type { PastMachineRow, PastState } from '../views';
import { notKept, toldNotKept } from './kept-since';

/** What a file says of itself. */
export interface PastHead {
  /** The instant that all of it is of. */
  at: string;
  /** From when on is kept what machines reported; null: all of it is. */
  keptSince: string | null;
  /** From when on all receipts are kept; null: none were ever removed. */
  toldKeptSince: string | null;
  /** When the file was asked for. */
  madeAt: string;
  generatedBy: string;
  filter: unknown;
}

/** How a file of what machines were is written, piece by piece. */
export interface PastFormat {
  contentType: string;
  head(head: PastHead): string;
  machines(machines: readonly PastMachineRow[], head: PastHead, isFirst: boolean): string;
  tail: string;
}

type Cell = readonly [title: string, text: (row: PastMachineRow, head: PastHead) => string];

/** Of a machine that had reported nothing is not said what may only be gone. */
const reported = ({ state }: PastMachineRow, head: PastHead): string => {
  if (state !== null) return 'yes';
  return notKept(head) === null ? 'nothing' : 'not-kept';
};

/** Of a machine of whose state nothing is known the cell is empty. */
const ofState = (field: keyof PastState): Cell => [field, ({ state }) => state?.[field] ?? ''];

const CELLS: readonly Cell[] = [
  ['machineId', ({ id }) => id],
  ['hostname', ({ hostname }) => hostname],
  ['simulated', ({ simulated }) => (simulated ? 'yes' : 'no')],
  ['status', ({ status }) => status],
  ['reported', reported],
  ofState('since'),
  ofState('osName'),
  ofState('configured'),
  ofState('setBy'),
  ofState('effective'),
  ofState('reachable'),
  ofState('role'),
  ofState('diagnosis'),
  ofState('diagnosisTitle'),
  ofState('severity'),
  ofState('nat'),
  ofState('server'),
  ofState('teredoAddress'),
  ['told', ({ told }) => told?.word ?? 'nothing-on-record'],
  ['toldAt', ({ told }) => told?.at ?? ''],
  ['toldUser', ({ told }) => told?.user ?? ''],
  ['toldByJob', ({ told }) => told?.jobId ?? ''],
];
const TITLES = ['asOf', ...CELLS.map(([title]) => title), 'note'];

/** What the file can't hold, a sentence each. */
const missing = (head: PastHead): string[] =>
  [notKept(head), toldNotKept(head)].filter((text) => text !== null);

/** It, before all that the file does hold. */
const missingLines = (head: PastHead): string[][] =>
  missing(head).map((text) => [head.at, ...CELLS.map(() => ''), text]);

/** One line a machine, for a spreadsheet. */
const csv: PastFormat = {
  contentType: 'text/csv; charset=utf-8',
  head: (head) => toCsv([TITLES, ...missingLines(head)]),
  machines: (machines, head) =>
    toCsv(
      machines.map((row) => [head.at, ...CELLS.map(([, text]) => text(row, head)), '']),
      { isFirst: false },
    ),
  tail: '',
};

/** As the API answers it, all of it. */
const json: PastFormat = {
  contentType: 'application/json; charset=utf-8',
  head: (head) =>
    `${JSON.stringify({ format: 'teredo-fleet/past/1', ...head, notKept: missing(head) }).slice(0, -1)},"machines":[`,
  machines: (machines, _, isFirst) =>
    machines.map((row, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(row)}`).join(''),
  tail: '\n]}\n',
};

/** By the name under which they are asked for, which ends a file's name, too. */
export const PAST_FORMATS = { csv, json } as const;
