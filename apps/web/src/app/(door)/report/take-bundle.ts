import { saveFile } from '@/presentation/save-file';
import type { SharedBundle } from '@/trpc/shapes';

const PLACE = '/api/shared-evidence.zip';

/** Takes a finished bundle with the secret of a link. Throws an Error whose message says what to do. */
export async function takeBundle(secret: string, { id, file }: SharedBundle): Promise<void> {
  const answer = await fetch(PLACE, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, id }),
  });
  if (!answer.ok) {
    const told = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
    throw new Error(told?.error?.message ?? `The server answered ${answer.status}. Try again in a moment.`);
  }
  const body = await answer.blob();
  saveFile({ fileName: file?.name ?? 'evidence.zip', contentType: 'application/zip', body });
}
