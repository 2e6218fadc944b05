import { type CaptureFiles, compareCapture } from './compare-capture';

/** A capture by the name under which it is reported. */
export interface NamedCapture {
  name: string;
  hasExpectation: boolean;
  read(): CaptureFiles;
}

/** What is said of one capture; `differences` are lines. */
export interface CaptureVerdict {
  name: string;
  hasExpectation: boolean;
  differences: string[];
}

export function judgeCapture(
  { name, hasExpectation, read }: NamedCapture,
  codePage: number | null,
): CaptureVerdict {
  const found = compareCapture(read(), codePage);
  const lines = found.map(({ key, expected, read: got }) => `  ${key}: expected ${expected}, read ${got}`);
  return { name, hasExpectation, differences: lines };
}

/** Prints the differences of each capture, and a last line of the whole corpus. Says whether there are none. */
export function printVerdicts(verdicts: CaptureVerdict[], print: (line: string) => void): boolean {
  const wrong = verdicts.filter(({ differences }) => differences.length > 0);
  for (const { name, differences } of wrong) {
    print(name);
    for (const line of differences) print(line);
  }
  const compared = verdicts.filter(({ hasExpectation }) => hasExpectation).length;
  const verdict = wrong.length === 0 ? 'no difference' : `${wrong.length} with differences`;
  print(`${compared} compared, ${verdicts.length - compared} read without an expectation: ${verdict}`);
  return wrong.length === 0;
}
