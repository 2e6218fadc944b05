import { encodeRecordLine, type JobRecord } from '@teredo-fleet/agent-core';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openJobJournal } from '../src/state/job-journal';
import { readKept, writeKept } from '../src/state/kept-value';
import { MemoryFiles } from './memory-files';

const files = new MemoryFiles();
vi.stubGlobal(
  'ActiveXObject',
  class {
    constructor() {
      // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
      return files;
    }
  },
);
afterAll(() => vi.unstubAllGlobals());

const PATH = 'C:\\Teredo Fleet\\jobs\\one-1';
const records: JobRecord[] = [1, 2, 3, 4].map((at) => ({ kind: 'asked', at, askId: `ask ${at} grüße` }));
const before = records.slice(0, 2);
const whole = before.map(encodeRecordLine).join('');
const RUBBISH = ['\0\0\0\0', 'ÿþ<html>login</html>', '\r\n', '00000000 {"kind":"begun"}\n'];

/** Appends until all are there or the host is killed; how many of them were promised. */
function appendRest(from: number): number {
  let kept = from;
  try {
    const journal = openJobJournal(PATH);
    for (const record of records.slice(from)) {
      journal.append(record);
      kept += 1;
    }
  } catch (error) {
    expect(error).toMatchObject({ message: 'killed' });
  }
  return kept;
}

function lay(slot: string, text: string): void {
  files.texts.clear();
  files.killAfter(Number.POSITIVE_INFINITY);
  files.texts.set(`${PATH}.${slot}`, text);
}

beforeEach(() => lay('a', ''));

describe('the journal of the script agent', () => {
  it('cut off anywhere, gives the records before the cut and takes new ones', () => {
    for (const slot of ['a', 'b'])
      for (let length = 0; length <= whole.length; length += 1) {
        lay(slot, whole.slice(0, length));
        const found = openJobJournal(PATH).records.length;
        expect(found).toBe(whole.slice(0, length).split('\n').length - 1);
        expect(appendRest(found)).toBe(4);
        expect(openJobJournal(PATH).records).toEqual(records);
      }
  });

  it('full of rubbish, is empty or what stood before the rubbish, and takes new ones', () => {
    for (const rubbish of RUBBISH) {
      lay('a', rubbish + whole);
      expect(openJobJournal(PATH).records).toEqual([]);
      expect(appendRest(0)).toBe(4);
      expect(openJobJournal(PATH).records).toEqual(records);
      lay('b', whole + rubbish);
      expect(openJobJournal(PATH).records).toEqual(before);
      expect(appendRest(2)).toBe(4);
      expect(openJobJournal(PATH).records).toEqual(records);
    }
  });

  it('killed at any change, the move off a torn slot included, keeps all that it promised', () => {
    for (const slot of ['a', 'b'])
      for (const end of ['', 'torn']) {
        lay(slot, whole + end);
        appendRest(2);
        const { changes } = files;
        expect(changes).toBeGreaterThanOrEqual(2);
        for (let count = 0; count < changes; count += 1) {
          lay(slot, whole + end);
          files.killAfter(count);
          const promised = appendRest(2);
          files.killAfter(Number.POSITIVE_INFINITY);
          const found = openJobJournal(PATH).records;
          expect(found).toEqual(records.slice(0, found.length));
          expect(found.length).toBeGreaterThanOrEqual(promised);
          expect(appendRest(found.length)).toBe(4);
          expect(openJobJournal(PATH).records).toEqual(records);
        }
      }
  });
});

describe('a value that is kept', () => {
  const path = 'C:\\Teredo Fleet\\sequence.txt';

  it('is the old one or the new one, whenever the host is killed', () => {
    const seen = new Set<number>();
    for (let count = 0; ; count += 1) {
      files.texts.clear();
      files.killAfter(Number.POSITIVE_INFINITY);
      writeKept(path, 1);
      files.killAfter(count);
      const isKilled = ((): boolean => {
        try {
          writeKept(path, 2);
          return false;
        } catch {
          return true;
        }
      })();
      files.killAfter(Number.POSITIVE_INFINITY);
      const kept = readKept(path);
      expect(kept.state).toBe('kept');
      if (kept.state === 'kept') seen.add(kept.value as number);
      writeKept(path, 3);
      expect(readKept(path)).toEqual({ state: 'kept', value: 3 });
      if (!isKilled) break;
    }
    expect([...seen]).toEqual([1, 2]);
  });

  it('is told to be damaged, never guessed, when it is rubbish; and missing when a first one was cut off', () => {
    for (const rubbish of ['', ...RUBBISH]) {
      files.texts.set(path, rubbish);
      expect(readKept(path)).toEqual({ state: 'damaged' });
    }
    files.texts.clear();
    files.texts.set(`${path}.new`, '1234');
    expect(readKept(path)).toEqual({ state: 'missing' });
  });
});
