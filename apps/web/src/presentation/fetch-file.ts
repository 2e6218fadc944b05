import { ForeignAnswerError, refusalOf } from '../trpc/foreign-answer';
import type { HeldFile } from './save-file';

/**
 * Fetches a file for the page to keep, so that what is wrong with the wish is said beside it. Throws what `readFault` reads: also for an
 * answer that is no file of this server, such as a proxy's page.
 */
export async function fetchFile(address: string, asked: RequestInit): Promise<HeldFile & { body: Blob }> {
  const answer = await fetch(address, asked);
  if (!answer.ok) throw await refusalOf(answer);
  const fileName = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  if (fileName === undefined) throw new ForeignAnswerError(answer.status);
  return { fileName, contentType: answer.headers.get('content-type') ?? '', body: await answer.blob() };
}
