import type { ProgramLook } from '@teredo-fleet/agent-core';
import {
  type FileMark,
  inspectExecutable,
  type ProgramException,
  type ProgramOutcome,
  programFactsOf,
} from '@teredo-fleet/teredo';
import { asciiBeginning, fileExists, fileMark, folderExists, isLink, readPiece } from '../host/files';

/** A script reads a file from its beginning each time, and a byte takes it a hundred times as long as a program. */
const FARTHEST = 64 * 1024 * 1024;
const MOST_CODE = 512 * 1024;
const LONGEST_MS = 20_000;

class TooSlow extends Error {}

/** Links are not followed, a folder's neither. */
function whyNotRead(path: string): ProgramOutcome | null {
  const names = path.split('\\');
  for (let count = 2; count <= names.length; count += 1)
    if (isLink(names.slice(0, count).join('\\'))) return 'link';
  if (fileExists(path)) return null;
  return folderExists(path) ? 'not-a-file' : 'missing';
}

function factsOf(path: string, size: number, now: () => number) {
  const startedAt = now();
  // What begins otherwise is no program, and with a mark of UTF-16 it could seem to be one.
  const isProgram = size > 1 && asciiBeginning(path, 2) === 'MZ';
  const goOn = (): void => {
    // Also where the clock was put back.
    if (Math.abs(now() - startedAt) > LONGEST_MS) throw new TooSlow();
  };
  const read = (offset: number, length: number): number[] => {
    if (!isProgram) return [];
    goOn();
    if (offset > FARTHEST) throw new TooSlow();
    return readPiece(path, { offset: offset, length: length, size: size });
  };
  return programFactsOf(inspectExecutable({ size: size, read: read }, { mostCode: MOST_CODE, goOn: goOn }));
}

const nothing = (outcome: ProgramOutcome, exception: ProgramException): ProgramLook => ({
  outcome: outcome,
  file: null,
  exception: exception,
  facts: null,
});

/** Looks at a program where it lies, without running it, and takes seconds where it is large. Never throws. */
export function readProgram(
  path: string,
  known: FileMark | null,
  { exception, now }: { exception: ProgramException; now: () => number },
): ProgramLook {
  try {
    const why = whyNotRead(path);
    if (why !== null) return nothing(why, exception);
    const mark = fileMark(path);
    if (known !== null && mark.size === known.size && mark.modifiedAt === known.modifiedAt)
      return { outcome: 'unchanged', exception: exception };
    const facts = factsOf(path, mark.size, now);
    return { outcome: 'inspected', file: mark, exception: exception, facts: facts };
  } catch (error) {
    return nothing(error instanceof TooSlow ? 'too-slow' : 'unreadable', exception);
  }
}
