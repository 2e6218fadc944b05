import { expect, type Page } from '@playwright/test';

/** Every list of stages that a page showed since, without a reload in between. */
export interface RecordedStages {
  /** The lists, oldest first; each line a stage with its state in brackets. Throws when the page was loaded anew. */
  read(): Promise<string[][]>;
  /** It was shown under way, and no stage that was done was ever shown as not done again. */
  expectForwardOnly(): Promise<void>;
}

/** Runs in the page; it is gone after a reload, and with it what was seen. */
const RECORD = `(() => {
  const seen = (window.seenStages = []);
  const look = () => {
    const lines = [...document.querySelectorAll('ol[aria-label^="Progress on "] > li')].map(
      (line) => /^[^(]+ \\([a-z ]+\\)/.exec(line.textContent)?.[0] ?? line.textContent,
    );
    if (lines.length > 0 && JSON.stringify(lines) !== JSON.stringify(seen.at(-1))) seen.push(lines);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
})()`;

const isDone = (line: string) => line.endsWith('(done)');
const titleOf = (line: string) => line.slice(0, line.lastIndexOf(' ('));

/** Begins to record; call it on a page that has been loaded. */
export async function recordStages(page: Page): Promise<RecordedStages> {
  await page.evaluate(RECORD);
  const read = async () => {
    const seen = await page.evaluate<string[][] | null>('window.seenStages ?? null');
    if (seen === null) throw new Error('the page was loaded anew');
    return seen;
  };
  return {
    read,
    async expectForwardOnly() {
      const seen = await read();
      expect(seen.some((lines) => lines.some((line) => line.endsWith('(under way)')))).toBe(true);
      for (const [index, lines] of seen.entries()) {
        const done = (seen[index - 1] ?? []).filter(isDone).map(titleOf);
        expect(lines.filter(isDone).map(titleOf)).toEqual(expect.arrayContaining(done));
      }
    },
  };
}
