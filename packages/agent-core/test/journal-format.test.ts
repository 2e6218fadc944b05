import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { decodeRecordLines, encodeRecordLine, type JobRecord, readJournal } from '../src/index';
import { makeOrder } from './orders';
import { SimulatedLife } from './simulated-life';

const life = new SimulatedLife(makeOrder());
life.run();
const records = life.disk;
const slot = records.map(encodeRecordLine).join('');

function isBeginning(found: JobRecord[]): boolean {
  return JSON.stringify(found) === JSON.stringify(records.slice(0, found.length));
}

describe('the journal format', () => {
  it('is a checksum and ASCII JSON a line (J1)', () => {
    const record: JobRecord = { kind: 'asked', at: 1, askId: 'grüße \u{1f600} \u2028' };
    const line = encodeRecordLine(record);
    expect(line).toMatch(/^[0-9a-f]{8} \{[ -~]*\}\n$/);
    expect(line.slice(0, 8)).toBe(crc32(line.slice(9, -1)).toString(16).padStart(8, '0'));
    expect(decodeRecordLines(line)).toEqual({ records: [record], whole: true });
    expect(decodeRecordLines(slot)).toEqual({ records, whole: true });
    expect(decodeRecordLines('')).toEqual({ records: [], whole: true });
  });

  it('reads as a beginning wherever it is cut off (J2, J5)', () => {
    const ends = new Set<number>([0]);
    for (const record of records) ends.add([...ends].at(-1)! + encodeRecordLine(record).length);
    for (let length = 0; length <= slot.length; length += 7) {
      const read = decodeRecordLines(slot.slice(0, length));
      expect(isBeginning(read.records)).toBe(true);
      expect(read.whole).toBe(ends.has(length));
    }
  });

  it('reads as a beginning with any one bit flipped, and says so (J2, J5)', () => {
    const bytes = Buffer.from(slot, 'latin1');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = flipped[bit >> 3]! ^ (1 << (bit & 7));
        for (const encoding of ['latin1', 'utf8'] as const) {
          const read = decodeRecordLines(flipped.toString(encoding));
          expect(isBeginning(read.records)).toBe(true);
          expect(read.records.length).toBeLessThan(records.length);
          expect(read.whole).toBe(false);
        }
      }),
      { numRuns: Math.ceil(300 / inject('caseStride')) },
    );
  });

  it('fuzzed, never throws, whatever is read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeRecordLines(text).records).toEqual([]);
      }),
    );
  });

  it('takes the slot with more good records, and moves on from a damaged one (J3, J4)', () => {
    const two = records.slice(0, 2).map(encodeRecordLine).join('');
    expect(readJournal(slot, two)).toEqual({ records, slot: 'a', mustMove: false });
    expect(readJournal(two, slot)).toEqual({ records, slot: 'b', mustMove: false });
    expect(readJournal(`${two}1234`, two)).toEqual({
      records: records.slice(0, 2),
      slot: 'a',
      mustMove: true,
    });
    expect(readJournal('', '')).toEqual({ records: [], slot: 'a', mustMove: false });
  });
});
