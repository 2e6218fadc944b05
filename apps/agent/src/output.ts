/** The one writer of this program. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function printError(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Where a running agent writes. */
export interface Output {
  print(text: string): void;
  printError(text: string): void;
}

export const standardOutput: Output = { print, printError };

/** Exit codes, as `--help` lists them. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  notEnrolled: 3,
  refused: 4,
  unreachable: 5,
  startedAnew: 6,
} as const;
