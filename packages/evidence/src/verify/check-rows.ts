import { type FilesReading, linesFor, type Opened, ROWS_FILE } from './bundle-files';
import { compareRows, type RowChange } from './compare-rows';
import { DigestList } from './digest-list';
import { countOf, type Finding, fails, holds, notChecked } from './finding';
import { RowKeys } from './row-record';
import { readContent } from './zip-content';

/** So many rows of a file are named; more are counted. */
const NAMED_ROWS = 100;

interface FileChanges {
  file: string;
  changes: RowChange[];
}

const numberOf = (change: RowChange): number => (change.kind === 'added' ? change.at : change.row);

/** What rows are about, for those that are named. */
async function readKeys(opened: Opened, files: readonly FileChanges[]): Promise<Map<string, string>> {
  const named = files.flatMap(({ file, changes }) =>
    changes
      .slice(0, NAMED_ROWS)
      .flatMap((change) => (change.kind === 'added' ? [] : [`${file} ${change.row}`])),
  );
  const keys = new RowKeys(new Set(named));
  const entry = opened.entries.find(({ name }) => name === ROWS_FILE);
  if (entry === undefined || named.length === 0) return keys.found;
  const lines = linesFor(keys);
  for await (const piece of readContent(opened.source, entry, opened.tools)) lines.update(piece);
  lines.finish();
  return keys.found;
}

function sentence(file: string, change: RowChange, key: string | undefined): string {
  const row = `row ${numberOf(change)}${key === undefined ? '' : ` (${key})`}`;
  switch (change.kind) {
    case 'changed':
      return `${file}: ${row} was changed${change.at === change.row ? '' : `; it stands as row ${change.at} now`}.`;
    case 'missing':
      return `${file}: ${row} is missing.`;
    case 'added':
      return `${file}: ${row} was added.`;
    case 'moved':
      return `${file}: ${row} was moved; it stands as row ${change.at} now.`;
  }
}

function findingsOf({ file, changes }: FileChanges, keys: ReadonlyMap<string, string>): Finding[] {
  const named = changes.slice(0, NAMED_ROWS).map((change) => {
    const number = numberOf(change);
    const key = change.kind === 'added' ? undefined : keys.get(`${file} ${number}`);
    return fails('rows', change.kind, sentence(file, change, key), { file, number });
  });
  const more = changes.length - named.length;
  if (more <= 0) return named;
  const rest = `${file}: ${countOf(more, 'more row is', 'more rows are')} not as recorded.`;
  return [...named, fails('rows', 'more', rest, { file })];
}

function missingRecord({ states }: FilesReading): Finding {
  const why = states.get(ROWS_FILE)?.kind === 'missing' ? 'is missing' : 'was changed itself';
  return notChecked('rows', `Which rows are as they were: ${ROWS_FILE}, which says so, ${why}.`);
}

/** Whether every row is there, unchanged and in its place. */
export async function checkRows(opened: Opened, reading: FilesReading): Promise<Finding[]> {
  const { states, rows, recorded } = reading;
  if (states.get(ROWS_FILE)?.kind !== 'same' || recorded === undefined) return [missingRecord(reading)];
  if (recorded === null) {
    return [fails('rows', 'unreadable', `${ROWS_FILE} is no list of rows.`, { file: ROWS_FILE })];
  }
  const files = [...rows].map(([file, found]) => ({
    file,
    found: found.count,
    changes: compareRows(recorded.get(file) ?? new DigestList(), found).sort(
      (one, other) => numberOf(one) - numberOf(other),
    ),
  }));
  const keys = await readKeys(opened, files);
  const whole = files.filter(({ changes }) => changes.length === 0);
  const unread = [...states].flatMap(([file, { kind }]) =>
    kind === 'changed' && !rows.has(file) && recorded.has(file)
      ? [notChecked('rows', `Which rows of ${file} are as they were: it can not be read to its end.`)]
      : [],
  );
  const sound = whole.map(({ file, found }) => `${file} ${found.toLocaleString('en-GB')}`).join(', ');
  return [
    ...(whole.length === 0
      ? []
      : [holds('rows', `All rows are there, unchanged and in their order: ${sound}.`)]),
    ...files.flatMap((file) => findingsOf(file, keys)),
    ...unread,
  ];
}
