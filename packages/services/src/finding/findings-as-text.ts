import { notKept } from '../past/kept-since';
import { toCsv } from '../report/to-csv';
import type { ShownVerdict } from '../views';
import type { FindingRow } from './finding-rows';
import type { KnownRule } from './known-rules';
import type { ReadMachine } from './read-findings';

/** What a file says of itself. */
export interface FindingsHead {
  /** The instant that every verdict and waiver in it is of. */
  at: string;
  /** Of a moment: from when on is kept what machines reported; null: all of it is, or the file is of now. */
  keptSince: string | null;
  /** When the file was asked for. */
  madeAt: string;
  generatedBy: string;
  filter: unknown;
  rules: readonly KnownRule[];
  verdicts: readonly ShownVerdict[] | null;
}

/** A machine with its rows; `silent`: it told nothing yet, and no rule says a word of it. */
export interface MachineRows {
  machine: Pick<ReadMachine, 'id' | 'hostname' | 'labels' | 'scope'>;
  silent: boolean;
  /** When the newest that it told came; null: it told nothing. */
  observedAt: Date | null;
  rows: readonly FindingRow[];
}

/** How a file of findings is written, piece by piece. */
export interface FindingsFormat {
  contentType: string;
  /** How the file's name ends, without the dot. */
  extension: string;
  head(head: FindingsHead): string;
  machines(machines: readonly MachineRows[], head: FindingsHead, isFirst: boolean): string;
  tail(head: FindingsHead, isEmpty: boolean): string;
}

/** Of a machine of which no rule says a word. Of a moment that is past it may be that what it had told is not kept any more. */
export const nothingTold = ({ at, madeAt }: Pick<FindingsHead, 'at' | 'madeAt'>): string =>
  at === madeAt
    ? 'This machine told nothing yet: no rule says a word of it.'
    : 'Nothing is known of what this machine had told by then: no rule says a word of it.';

type Cell = [title: string, text: (row: FindingRow, at: string) => string];

const factText = ({ fact, value, source }: FindingRow['facts'][number]): string =>
  `${fact} = ${value} (${source})`;

const CELLS: readonly Cell[] = [
  ['asOf', (_, at) => at],
  ['machineId', ({ machine }) => machine.id],
  ['hostname', ({ machine }) => machine.hostname],
  ['scope', ({ machine }) => machine.scope],
  ['labels', ({ machine }) => machine.labels.join(' ')],
  ['system', ({ machine }) => machine.system ?? ''],
  ['rule', ({ rule }) => rule.id],
  ['ruleVersion', ({ rule }) => String(rule.version)],
  ['kind', ({ rule }) => rule.kind],
  ['severity', ({ rule }) => rule.severity],
  ['title', ({ rule }) => rule.title],
  ['verdict', ({ verdict }) => verdict],
  ['since', ({ since }) => since],
  ['text', ({ text }) => text],
  ['facts', ({ facts }) => facts.map(factText).join('; ')],
  ['factReadAt', ({ factAt }) => factAt ?? ''],
  ['source', ({ rule: { source } }) => `${source.name}: ${source.item} (${source.version})`],
  ['waiverOwner', ({ waiver }) => waiver?.owner ?? ''],
  ['waiverReason', ({ waiver }) => waiver?.reason ?? ''],
  ['waiverExpiresAt', ({ waiver }) => waiver?.expiresAt ?? ''],
  ['waiverGrantedBy', ({ waiver }) => waiver?.grantedBy ?? ''],
];
const TITLES = CELLS.map(([title]) => title);

/** A line of a file that is no verdict. */
const lineOf = (known: Readonly<Record<string, string>>): string[] =>
  TITLES.map((title) => known[title] ?? '');

/** What the file can't hold, before all else that it does. */
function notKeptLines(head: FindingsHead): string[][] {
  const text = notKept(head);
  return text === null ? [] : [lineOf({ asOf: head.at, verdict: 'not-kept', text })];
}

function silentCells({ id, hostname, scope, labels }: MachineRows['machine'], head: FindingsHead): string[] {
  return lineOf({
    asOf: head.at,
    machineId: id,
    hostname,
    scope,
    labels: labels.join(' '),
    verdict: 'nothing-told',
    text: nothingTold(head),
  });
}

/** One line a verdict, for a spreadsheet. */
export const csv: FindingsFormat = {
  contentType: 'text/csv; charset=utf-8',
  extension: 'csv',
  head: (head) => toCsv([TITLES, ...notKeptLines(head)]),
  machines: (machines, head) =>
    toCsv(
      machines.flatMap(({ machine, silent, rows }) =>
        silent
          ? [silentCells(machine, head)]
          : rows.map((row) => CELLS.map(([, text]) => text(row, head.at))),
      ),
      { isFirst: false },
    ),
  tail: () => '',
};

const machineJson = ({ machine, silent, rows }: MachineRows) => ({
  machine,
  nothingTold: silent,
  verdicts: rows.map(({ machine: { system: _system }, rule, ...rest }) => ({
    ruleId: rule.id,
    ruleVersion: rule.version,
    ...rest,
  })),
});

/** Everything, with the facts of each verdict. */
export const json: FindingsFormat = {
  contentType: 'application/json; charset=utf-8',
  extension: 'json',
  head: (head) =>
    `${JSON.stringify({ format: 'teredo-fleet/findings/1', ...head, notKept: notKept(head) }).slice(0, -1)},"machines":[`,
  machines: (machines, _, isFirst) =>
    machines
      .map((one, index) => `${isFirst && index === 0 ? '' : ','}\n${JSON.stringify(machineJson(one))}`)
      .join(''),
  tail: () => '\n]}\n',
};
