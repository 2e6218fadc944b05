import { dirname, relative } from 'node:path';

const COLUMNS = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'];

function countByStatus(mutants) {
  const counts = Object.fromEntries(COLUMNS.map((status) => [status, 0]));
  for (const { status } of mutants) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Per cent of the mutants that a test noticed; those that live only while a module is loaded are not tried. */
function scoreOf({ Killed, Timeout, Survived, NoCoverage }) {
  const noticed = Killed + Timeout;
  const tried = noticed + Survived + NoCoverage;
  return tried === 0 ? '' : `${((100 * noticed) / tried).toFixed(1)} %`;
}

function row(name, mutants) {
  const counts = countByStatus(mutants);
  return `| ${[name, ...COLUMNS.map((column) => counts[column]), scoreOf(counts)].join(' | ')} |`;
}

/** A report of Stryker as a table of Markdown: each folder, its files and the whole. */
export function tableOf({ files }, src) {
  const folders = new Map();
  for (const [path, { mutants }] of Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1))) {
    const file = relative(src, path);
    folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), { file, mutants }]);
  }
  const lines = [...folders].flatMap(([folder, ofFolder]) => [
    row(
      `**${folder === '.' ? 'src' : folder}**`,
      ofFolder.flatMap(({ mutants }) => mutants),
    ),
    ...ofFolder.map(({ file, mutants }) => row(`\`${file}\``, mutants)),
  ]);
  const whole = row(
    '**whole**',
    Object.values(files).flatMap(({ mutants }) => mutants),
  );
  return [
    `| | killed | timeout | survived | no coverage | only while loading | score |`,
    '|---|---|---|---|---|---|---|',
    ...lines,
    whole,
  ].join('\n');
}
