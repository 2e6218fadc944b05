import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { type BundleView, type SharedBundle, UnavailableError } from '@teredo-fleet/services';
import type { Logger } from '../log';
import { bundleFile } from '../reporter/bundle-files';

async function isHere(file: string, bytes: number): Promise<boolean> {
  try {
    return (await stat(file)).size === bytes;
  } catch {
    return false;
  }
}

const awayFrom = (host: string | null): UnavailableError =>
  new UnavailableError(
    host === null
      ? 'The file of this bundle is not on this server. Ask whoever gave you the link for it.'
      : `The file of this bundle is not on this server. Open the dashboard of ${host}, where it was made, or ask for the bundle again.`,
  );

/** How somebody takes a bundle. */
export interface Taking {
  /** What is known of it; nothing is put on record. */
  look(): Promise<BundleView | SharedBundle>;
  /** Puts on record that it is taken. Throws why it may not be. */
  take(): Promise<BundleView>;
}

/** Sends the files of finished bundles. */
export class BundleSender {
  constructor(
    private readonly bundlesDir: string,
    private readonly log: Pick<Logger, 'info'>,
  ) {}

  /** Throws with nothing sent and nothing on record where the file is not on this host. */
  async send(response: ServerResponse, { look, take }: Taking): Promise<void> {
    const { id, state, file } = await look();
    if (state === 'ready' && file !== null && !(await isHere(bundleFile(this.bundlesDir, id), file.bytes)))
      throw awayFrom('host' in file ? file.host : null);
    await this.#stream(response, await take());
  }

  async #stream(response: ServerResponse, { id, file }: BundleView): Promise<void> {
    response.writeHead(200, {
      'content-type': 'application/zip',
      'content-length': file!.bytes,
      'content-disposition': `attachment; filename="${file!.name}"`,
      'cache-control': 'no-store',
    });
    try {
      await pipeline(createReadStream(bundleFile(this.bundlesDir, id)), response);
    } catch (error) {
      // The length was told before: whoever takes it sees that it was cut off.
      this.log.info({ err: error, bundleId: id }, 'a bundle was not taken to its end');
    }
  }
}
