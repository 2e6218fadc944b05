import { AGENT_JOB_STATES, SERVER_JOB_STATES } from '@teredo-fleet/protocol';
import { describe, expect, it } from 'vitest';
import { timelineItem } from '../src/machine/timeline-item';

const titleOf = (word: string, manner = 'planned') =>
  timelineItem({
    id: 'job-1',
    at: new Date(0),
    kind: 'job',
    word,
    manner,
    detail: null,
    actor: null,
    rollout_id: null,
  }).title;

describe('a line of the timeline', () => {
  it.each([...AGENT_JOB_STATES, ...SERVER_JOB_STATES])(
    'says the job state %s in words, not by its code',
    (state) => {
      expect(titleOf(state)).not.toMatch(/\w-\w/);
      expect(titleOf(state)).toMatch(/^[A-Z]/);
    },
  );

  it('tells a repair and a rollback from a change that somebody planned', () => {
    expect(titleOf('requested')).toBe('Job requested');
    expect(titleOf('requested', 'repair')).toBe('Repair requested');
    expect(titleOf('requested', 'rollback')).toBe('Rollback requested');
    expect(titleOf('verified', 'repair')).toBe('Job verified');
  });

  it('names a state that it has no words for', () => {
    expect(titleOf('teleported')).toBe('Job teleported');
  });
});
