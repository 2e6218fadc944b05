import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

/** Chooses a format of a rollout’s report and gives the file that the browser was handed. */
export async function download(page: Page, name: string): Promise<{ fileName: string; text: string }> {
  const started = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name }).click();
  const file = await started;
  return { fileName: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}
