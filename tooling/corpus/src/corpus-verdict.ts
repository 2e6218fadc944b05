import { type CaptureFiles, compareCapture } from './compare-capture';

/** A capture by the name under which it is reported. */
export interface NamedCapture {
  name: string;
  hasExpectation: boolean;
  read(): CaptureFiles;
}

/** What is printed of a whole corpus: the differences of each capture as they are found, and a last line. */
export function judgeCorpus(
  captures: NamedCapture[],
  codePage: number | null,
  print: (line: string) => void,
): boolean {
  let wrong = 0;
  for (const capture of captures) {
    const differences = compareCapture(capture.read(), codePage);
    if (differences.length === 0) continue;
    wrong += 1;
    print(capture.name);
    for (const { key, expected, read } of differences) print(`  ${key}: expected ${expected}, read ${read}`);
  }
  const compared = captures.filter(({ hasExpectation }) => hasExpectation).length;
  const verdict = wrong === 0 ? 'no difference' : `${wrong} with differences`;
  print(`${compared} compared, ${captures.length - compared} read without an expectation: ${verdict}`);
  return wrong === 0;
}
