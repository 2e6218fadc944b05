import { describe, expect, it } from 'vitest';
import { acceptWords, retireWords } from '../src/app/(console)/machines/[id]/consequences';
import type { MachineDetail } from '../src/trpc/shapes';

type Facts = Parameters<typeof retireWords>[0];
const idle: Facts = { activeJob: null, desired: null, contact: 'offline' };
const desired = {
  state: { teredo: { mode: 'on' } },
  rolloutId: 'r',
  setAt: 'now',
} as MachineDetail['desired'];

describe('what is said before a machine is retired', () => {
  it('tells of changes, wishes and the agent, whatever there is', () => {
    expect(retireWords(idle)).toEqual([
      expect.stringContaining('No change is open'),
      expect.stringContaining('Nothing is wanted'),
      expect.stringMatching(/when it connects.*uninstall.*a new line of the page Enrol/),
    ]);
    const busy = {
      activeJob: { id: 'j', rolloutId: 'r', state: 'offered' as const },
      desired,
      contact: 'online' as const,
    };
    expect(retireWords(busy)).toEqual([
      expect.stringContaining('is cancelled'),
      expect.stringContaining('Teredo should be on is forgotten'),
      expect.stringContaining('at once'),
    ]);
  });
});

it('says before accepting that no change begins by it', () => {
  expect(acceptWords(idle)).toMatch(/no change.*when it connects/);
});
