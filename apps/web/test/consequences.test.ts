import { describe, expect, it } from 'vitest';
import {
  acceptWords,
  deleteWords,
  releaseWords,
  retireWords,
} from '../src/app/(console)/machines/[id]/consequences';
import type { MachineDetail } from '../src/trpc/shapes';

type Facts = Parameters<typeof retireWords>[0];
const idle: Facts = { activeJob: null, desired: null, contact: 'offline', platform: 'linux' };
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
      platform: 'wsh',
    };
    expect(retireWords(busy)).toEqual([
      expect.stringContaining('is cancelled'),
      expect.stringContaining('Teredo should be on is forgotten'),
      expect.stringContaining('at once'),
    ]);
  });
});

it.each([
  ['linux', 'run teredo-agent uninstall'],
  ['windows', 'run "%ProgramFiles%\\Teredo Fleet\\teredo-agent.exe" uninstall'],
  ['wsh', 'run cscript //nologo "%SystemRoot%\\Teredo Fleet\\teredo-agent.js" uninstall'],
] as const)('names the command that takes the agent away from a machine of %s', (platform, command) => {
  expect(retireWords({ ...idle, platform }).at(-1)).toContain(command);
  expect(deleteWords({ platform }).at(-1)!.toLowerCase()).toContain(command.toLowerCase());
  expect(releaseWords({ platform }).at(-1)).toContain('enrol --again');
});

it('says before accepting that no change begins by it', () => {
  expect(acceptWords(idle)).toMatch(/no change.*when it connects/);
});
