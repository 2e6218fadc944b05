/** The one writer of what people read on standard output. */
export interface Printer {
  line(text: string): void;
}

/** Prints one line for a phase with the time it took, and the note that it returned. */
export async function phase<T extends string | null>(
  printer: Printer,
  title: string,
  work: () => Promise<T>,
): Promise<void> {
  const begun = performance.now();
  const line = (mark: string, note: string | null) => {
    const time = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
    printer.line(`  ${mark} ${title.padEnd(28)} ${time.padStart(7)}${note === null ? '' : `   ${note}`}`);
  };
  try {
    line('✓', await work());
  } catch (error) {
    line('✗', null);
    throw error;
  }
}

export const standardOutput: Printer = {
  line(text) {
    process.stdout.write(`${text}\n`);
  },
};
