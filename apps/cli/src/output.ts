import { visibleText } from './print/visible-text';

/** The one writer of this program. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Lines for people; what stands in them of others, as a file's name, steers no terminal. */
export function printError(text: string): void {
  process.stderr.write(`${text.split('\n').map(visibleText).join('\n')}\n`);
}

/** Exit codes, as `--help` lists them. */
export const EXIT = {
  explained: 0,
  notUnderstood: 1,
  usage: 2,
  unreadable: 3,
  refused: 4,
  unreachable: 5,
  notSignedIn: 6,
  notAllChecked: 7,
} as const;
