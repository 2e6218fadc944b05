import { describe, expect, it } from 'vitest';
import { nudgeLines } from '../src/rollout/nudge-words';

const NOBODY = { putOff: 0, isUp: 0, nobody: 0, lately: 0, notYet: 0, over: 0 };

describe('nudgeLines', () => {
  it('says how many are asked again, how many of them later, and how many not and why', () => {
    expect(nudgeLines({ machines: 3, away: 1, leftAlone: { ...NOBODY, putOff: 2, notYet: 1 } })).toEqual([
      'The notice is shown again now on 3 machines. 1 machine of them not connected: told when back, if it still waits then.',
      'Not: 2 machines put off by somebody: asked when that time is over, not earlier.',
      'Not: 1 machine whose agent has no notice of this yet.',
    ]);
  });

  it('says that nobody is', () => {
    expect(nudgeLines({ machines: 0, away: 0, leftAlone: { ...NOBODY, lately: 1 } })).toEqual([
      'Nobody is asked again now.',
      'Not: 1 machine asked again in the last quarter of an hour.',
    ]);
  });
});
