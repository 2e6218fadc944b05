import { describe, expect, it } from 'vitest';
import { reasonFaults } from '../src/change/reason-faults';

describe('a dialog that asks why', () => {
  it('says what it waits for', () => {
    expect(reasonFaults({ reason: ' a ', word: 'PC-1', confirmWord: 'PC-10' })).toEqual({
      reason: expect.stringContaining('3 letters or more'),
      word: 'Type PC-10 exactly.',
    });
    expect(reasonFaults({ reason: '', word: '', confirmWord: null }).word).toBeNull();
  });

  it('waits for nothing more once a reason is given, and the word where one is asked for', () => {
    const none = { reason: null, word: null };
    expect(reasonFaults({ reason: 'it is broken', word: '', confirmWord: null })).toEqual(none);
    expect(reasonFaults({ reason: 'why', word: ' PC-10 ', confirmWord: 'PC-10' })).toEqual(none);
  });
});
