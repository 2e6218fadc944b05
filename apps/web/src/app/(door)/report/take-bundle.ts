import { fetchFile } from '@/presentation/fetch-file';
import { saveFile } from '@/presentation/save-file';
import type { SharedBundle } from '@/trpc/shapes';

const PLACE = '/api/shared-evidence.zip';

/** Takes a finished bundle with the secret of a link. Throws what `readFault` reads. */
export async function takeBundle(secret: string, { id }: SharedBundle): Promise<void> {
  const asked = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret, id }),
  };
  saveFile(await fetchFile(PLACE, asked));
}
