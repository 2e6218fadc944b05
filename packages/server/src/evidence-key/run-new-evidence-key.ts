import { readConfiguration } from '../configuration';
import { explainStartError } from '../supervisor/start-error';
import { makeNextEvidenceKey, nextKeyWords } from './make-next-key';

/** `npm run new-evidence-key`: has the evidence key replaced at the next start. */
export async function runNewEvidenceKey(): Promise<void> {
  try {
    const { dataDir } = readConfiguration(process.env);
    process.stdout.write(`${nextKeyWords(await makeNextEvidenceKey(dataDir))}\n`);
  } catch (error) {
    process.stderr.write(`${explainStartError(error)}\n`);
    process.exitCode = 1;
  }
}
