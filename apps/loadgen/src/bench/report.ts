import { printTable } from './output';
import { figureOf, type Results } from './rounds';

/** A figure of every round, and which way is worse. */
export interface Column<R> {
  title: string;
  worse: 'lower' | 'higher';
  digits: number;
  read(round: R): number;
}

/** Three lines a contestant: median and worst of the counted rounds, and the first one, which is not counted. */
export function printRounds<R>(results: Results<R>, columns: readonly Column<R>[]): void {
  const rows = [...results].flatMap(([name, result]) => {
    const figures = columns.map(({ read, worse }) => figureOf(result, read, worse));
    const text = (values: number[]) =>
      values.map((value, at) => (Number.isNaN(value) ? '-' : value.toFixed(columns[at]?.digits)));
    return [
      [`${name}, median`, ...text(figures.map((figure) => figure.median))],
      [`${name}, worst`, ...text(figures.map((figure) => figure.worst))],
      [`${name}, first (not counted)`, ...text(columns.map(({ read }) => read(result.first)))],
    ];
  });
  printTable(['', ...columns.map(({ title }) => title)], rows);
}

/** Median of a figure of one contestant. */
export function medianOf<R>(results: Results<R>, name: string, read: (round: R) => number): number {
  return figureOf(results.get(name) ?? { counted: [] }, read, 'lower').median;
}
