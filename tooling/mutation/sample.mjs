import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** As long as most functions are, so that few mutants reach over an edge; those that do are left out. */
const LINES = 12;

const lineCountOf = (file) => readFileSync(file, 'utf8').split('\n').length;

/** One of `every` runs of lines of all files under `src`, in Stryker's words `file:from-to`: a part that stands for all. */
export function sampleOf(src, every) {
  const files = readdirSync(src, { recursive: true })
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .sort();
  let run = 0;
  return files.flatMap((file) => {
    const ranges = [];
    for (let from = 1; from <= lineCountOf(join(src, file)); from += LINES) {
      if (run % every === 0) ranges.push(`${file}:${from}-${from + LINES - 1}`);
      run += 1;
    }
    return ranges;
  });
}
