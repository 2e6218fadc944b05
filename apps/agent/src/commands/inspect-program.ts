import { constants, setPriority } from 'node:os';
import { readProgram, toldLine } from '@teredo-fleet/platform';
import type { FileMark } from '@teredo-fleet/teredo';
import type { Command } from 'commander';
import { print } from '../output';

/** Whoever uses the machine comes first. */
function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Then it takes its turn as everybody does.
  }
}

const markOf = ({ size, modifiedAt }: { size?: string; modifiedAt?: string }): FileMark | null =>
  size === undefined || modifiedAt === undefined
    ? null
    : { size: Number(size), modifiedAt: Number(modifiedAt) };

function run(path: string, known: { size?: string; modifiedAt?: string }): void {
  giveWay();
  print(toldLine(readProgram(path, markOf(known))));
}

/** For the agent itself, which reads no file of others in its own process: it is not listed. */
export function addInspectProgram(program: Command): void {
  program
    .command('inspect-program <path>', { hidden: true })
    .option('--size <bytes>')
    .option('--modified-at <ms>')
    .action(run);
}

/** The arguments of `inspect-program`. */
export function inspectArguments(path: string, known: FileMark | null): string[] {
  const mark = known === null ? [] : [`--size=${known.size}`, `--modified-at=${known.modifiedAt}`];
  return ['inspect-program', ...mark, '--', path];
}
