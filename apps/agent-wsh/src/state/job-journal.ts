import { encodeRecordLine, type JobRecord, readJournal } from '@teredo-fleet/agent-core';
import { appendAscii, fileExists, readAscii, removeFile } from '../host/files';

/**
 * The journal of one job, in two slots and in the format of every agent: a file with a torn end is never written again;
 * its good records go to the other slot, and only then is the torn one removed. A script can hand a file to Windows and
 * close it, no more: on a loss of power the newest records may be missing.
 */
export interface JobJournal {
  readonly records: JobRecord[];
  /** Throws what the disk throws; the next append then starts on the other slot. */
  append(record: JobRecord): void;
  /** Forgets the job. */
  remove(): void;
}

const readSlot = (path: string): string => (fileExists(path) ? readAscii(path) : '');

export function openJobJournal(path: string): JobJournal {
  const found = readJournal(readSlot(`${path}.a`), readSlot(`${path}.b`));
  const records = found.records.slice();
  let slot = found.slot;
  let mustMove = found.mustMove;

  function moveToOtherSlot(): void {
    const torn = `${path}.${slot}`;
    slot = slot === 'a' ? 'b' : 'a';
    removeFile(`${path}.${slot}`);
    appendAscii(`${path}.${slot}`, records.map(encodeRecordLine).join(''));
    removeFile(torn);
    mustMove = false;
  }

  return {
    records,
    append(record) {
      try {
        if (mustMove) moveToOtherSlot();
        appendAscii(`${path}.${slot}`, encodeRecordLine(record));
        records.push(record);
      } catch (error) {
        mustMove = true;
        throw error;
      }
    },
    remove() {
      removeFile(`${path}.a`);
      removeFile(`${path}.b`);
    },
  };
}
