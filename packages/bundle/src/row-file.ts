import { type BundleFile, type BundleFileName, canonicalJson } from '@teredo-fleet/evidence';
import { HashedFile } from './hashed-file';
import { sha256Hex } from './sha256-hex';

/** A file of rows, and beside it the line of `rows.jsonl` of each. */
export class RowFile {
  #rows = 0;

  private constructor(
    readonly name: BundleFileName,
    readonly file: HashedFile,
    readonly digests: HashedFile,
  ) {}

  static async create(folder: string, name: BundleFileName): Promise<RowFile> {
    const file = await HashedFile.create(`${folder}/${name}`);
    return new RowFile(name, file, await HashedFile.create(`${folder}/${name}.rows`));
  }

  /** What stands around the rows. */
  write(text: string): Promise<void> {
    return this.file.write(text);
  }

  /** `row`: the bytes that its digest covers. */
  async writeRow(key: string, row: string): Promise<void> {
    this.#rows += 1;
    await this.file.write(row);
    await this.digests.write(
      `${canonicalJson({ file: this.name, key, row: this.#rows, sha256: sha256Hex(row) })}\n`,
    );
  }

  async finish(): Promise<BundleFile> {
    await this.digests.finish();
    return { name: this.name, ...(await this.file.finish()), rows: this.#rows };
  }

  async abandon(): Promise<void> {
    await this.file.abandon();
    await this.digests.abandon();
  }
}
