import { runQuietly } from './phase.mjs';
import { bin } from './repo.mjs';

/** Builds what changed since the last build; says so when nothing did. */
export async function buildApps() {
  const output = await runQuietly(bin('turbo'), ['run', 'build', '--output-logs=errors-only', '--ui=stream']);
  return />>> FULL TURBO/.test(output) ? 'unchanged' : null;
}
