import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What Windows tells of its last start. */
export interface WindowsBoot {
  /** Its own count of starts; null where it keeps none. */
  count: number | null;
  /** By the clock, milliseconds since 1970; a clock that is set moves it. */
  startedAt: number;
}

/** A start as it is kept, with 16 hexadecimal digits that no copy of this disk has after its own start. */
export interface MarkedBoot extends WindowsBoot {
  mark: string;
}

/**
 * What the time of one start may differ by as two processes see it. Short, since where Windows does not count, or not on, a
 * copy of the disk that starts soon after has nothing else to be told by. A clock that is set by more costs a new mark,
 * which harms nobody: the earlier one never comes back.
 */
const SAME_START_MS = 30_000;

function readMarked(path: string): MarkedBoot | null {
  try {
    const { count, startedAt, mark } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    const isBoot = (count === null || typeof count === 'number') && typeof startedAt === 'number';
    return isBoot && typeof mark === 'string' && /^[0-9a-f]{16}$/.test(mark)
      ? { count: count as number | null, startedAt, mark }
      : null;
  } catch {
    return null;
  }
}

/** A full disk costs the mark its place and not the agent its start: the next process then has another. */
function writeMarked(path: string, boot: MarkedBoot): void {
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify(boot)}\n`);
    renameSync(`${path}.new`, path);
  } catch {
    // There is nowhere to keep it.
  }
}

/**
 * The mark of this start of the machine, the same for every process of the agent until the next one. Copies of one disk
 * count their starts from the same number on; their marks tell them apart.
 */
export function markBoot(path: string, boot: WindowsBoot, newMark: () => string): MarkedBoot {
  const kept = readMarked(path);
  const isSame =
    kept !== null && kept.count === boot.count && Math.abs(kept.startedAt - boot.startedAt) < SAME_START_MS;
  if (isSame) return kept;
  const marked = { ...boot, mark: newMark() };
  writeMarked(path, marked);
  return marked;
}
