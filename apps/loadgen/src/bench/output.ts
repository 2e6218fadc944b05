import { cpus, loadavg, release } from 'node:os';

export const print = (text: string) => process.stdout.write(`${text}\n`);

/** What the figures were taken on, and how busy it was besides. */
export function printMachine(): void {
  const model = cpus()[0]?.model ?? 'unknown';
  print(`${model}, ${cpus().length} cores, Linux ${release()}, Node ${process.version}`);
  print(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
  );
}

/** A table with the first column to the left and figures to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  for (const row of all) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[column] ?? 0) + 2),
    );
    print(cells.join(''));
  }
}
