const AS_UTF_16 = -1;

/** A disk in memory behind Windows' object for files, on which the script host can be killed between any two changes. */
export class MemoryFiles {
  readonly texts = new Map<string, string>();
  /** Changes made since the last `killAfter`. */
  changes = 0;
  #left = Number.POSITIVE_INFINITY;

  /** The change after the next `count` ones is the host's last: of a text that is written, half gets to the disk. */
  killAfter(count: number): void {
    this.#left = count;
    this.changes = 0;
  }

  FileExists = (path: string): boolean => this.texts.has(path);
  GetTempName = (): string => 'rad12345.tmp';
  GetSpecialFolder = () => ({ Path: 'C:\\WINDOWS\\System32' });
  GetParentFolderName = (path: string): string => path.slice(0, path.lastIndexOf('\\'));
  /** Every folder is there; what has an ending is none. */
  FolderExists = (path: string): boolean => !/\.\w+$/.test(path);
  GetFile = (path: string) => ({ Size: (this.texts.get(path) as string).length });
  DeleteFile = (path: string): void => {
    this.#change(() => this.texts.delete(path));
  };
  MoveFile = (from: string, to: string): void => {
    if (this.texts.has(to)) throw new Error('There is such a file already.');
    this.#change(() => {
      this.texts.set(to, this.texts.get(from) as string);
      this.texts.delete(from);
    });
  };
  CreateTextFile = (path: string, overwrite = true) => {
    if (!overwrite && this.texts.has(path)) throw new Error('There is such a file already.');
    this.#change(() => this.texts.set(path, ''));
    return this.#stream(path);
  };
  OpenTextFile = (path: string, _mode: number, create: boolean, format = 0) => {
    if (create && !this.texts.has(path)) this.#change(() => this.texts.set(path, ''));
    const stream = this.#stream(path);
    if (format !== AS_UTF_16) return stream;
    return { ...stream, ReadAll: () => Buffer.from(stream.ReadAll(), 'latin1').toString('utf16le') };
  };

  #stream(path: string) {
    const text = () => this.texts.get(path) as string;
    return {
      AtEndOfStream: text() === '',
      ReadAll: text,
      Close: () => undefined,
      Write: (more: string) => {
        const before = text();
        this.#change(
          () => this.texts.set(path, before + more),
          () => this.texts.set(path, before + more.slice(0, more.length / 2)),
        );
      },
    };
  }

  #change(whole: () => void, half: () => void = () => undefined): void {
    if (this.#left === 0) {
      half();
      throw new Error('killed');
    }
    this.#left -= 1;
    this.changes += 1;
    whole();
  }
}
