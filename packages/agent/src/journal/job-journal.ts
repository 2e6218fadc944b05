import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { encodeRecordLine, type JobRecord, readJournal } from '@teredo-fleet/agent-core';
import { syncFolder } from '../state/durable-text';

type Slot = 'a' | 'b';

const OTHER: Record<Slot, Slot> = { a: 'b', b: 'a' };

/**
 * The journal of one job: an append-only file, each record on disk before `append` returns. There are two slots: a
 * file with a torn end is never written again; its good records go to the other slot, and only when they are on disk
 * is the torn one removed. So a crash at any instruction costs at most the record that was being written.
 */
export class JobJournal {
  #slot: Slot = 'a';
  #handle: number | null = null;
  #mustMove = false;
  readonly records: JobRecord[] = [];

  /** `path` without the slot's ending. Reads what is there; a job that has no journal yet has no records. */
  constructor(readonly path: string) {
    const found = readJournal(this.#read('a'), this.#read('b'));
    this.#slot = found.slot;
    this.#mustMove = found.mustMove;
    this.records.push(...found.records);
  }

  #file(slot: Slot): string {
    return `${this.path}.${slot}`;
  }

  #read(slot: Slot): string {
    return existsSync(this.#file(slot)) ? readFileSync(this.#file(slot), 'utf8') : '';
  }

  #write(text: string): void {
    this.#handle ??= openSync(this.#file(this.#slot), 'a', 0o600);
    const bytes = Buffer.from(text);
    let written = 0;
    while (written < bytes.length) written += writeSync(this.#handle, bytes, written);
    fsyncSync(this.#handle);
  }

  #moveToOtherSlot(): void {
    const torn = this.#file(this.#slot);
    this.#close();
    this.#slot = OTHER[this.#slot];
    rmSync(this.#file(this.#slot), { force: true });
    this.#write(this.records.map(encodeRecordLine).join(''));
    syncFolder(dirname(this.path));
    rmSync(torn, { force: true });
    this.#mustMove = false;
  }

  /** Durable when it returns. Throws what the disk throws, ENOSPC for one; the next append then starts on the other slot. */
  append(record: JobRecord): void {
    try {
      if (this.#mustMove) this.#moveToOtherSlot();
      const isNew = this.#handle === null && this.records.length === 0;
      this.#write(encodeRecordLine(record));
      if (isNew) syncFolder(dirname(this.path));
      this.records.push(record);
    } catch (error) {
      this.#mustMove = true;
      throw error;
    }
  }

  #close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }

  close(): void {
    this.#close();
  }

  /** Forgets the job. */
  remove(): void {
    this.#close();
    for (const slot of ['a', 'b'] as const) rmSync(this.#file(slot), { force: true });
  }
}
