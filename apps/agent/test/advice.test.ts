import { describe, expect, it } from 'vitest';
import { adviceFor, standingWords } from '../src/advice';

describe('what the terminal says to do', () => {
  it.each(['machine-retired', 'machine-unknown'])('names both ways on after %s', (code) => {
    expect(adviceFor(code)).toMatch(/teredo-agent uninstall.*teredo-agent enrol --again/);
  });

  it('tells the copy from the original, and a machine that only waits that there is nothing to do', () => {
    expect(standingWords('quarantined')).toMatch(/If this machine is the copy.*If it is the original/);
    expect(standingWords('pending')).toContain('nothing to do here');
    expect(adviceFor('superseded')).toBe('');
  });
});
