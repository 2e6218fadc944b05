import type { PageFacts } from './read-page';

/** How long the page says so. A page that is loaded again later says how it stands, and nothing of what was sent once. */
const TOLD_MS = 60_000;

/** Whether an answer that was sent at `at` (milliseconds, as text from an address) was not taken, and that is news still. */
export function wasJustUnkept({ now, answers }: PageFacts, at: string | null): boolean {
  if (at === null || !/^\d{1,15}$/.test(at)) return false;
  const age = now - Number(at);
  return age >= 0 && age <= TOLD_MS && answers.every((answer) => answer.at < Number(at));
}
