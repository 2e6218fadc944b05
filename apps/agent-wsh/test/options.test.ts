import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../src/commands/options';
import { createScriptClock } from '../src/host/clock';

describe('the command line of the script agent', () => {
  it('takes values behind their names, and flags', () => {
    expect(readCommandLine(['enrol', '--server', 'http://x', '--again', '--token', 'tf1.a'])).toEqual({
      command: 'enrol',
      values: { server: 'http://x', token: 'tf1.a' },
      flags: ['again'],
    });
  });

  it('says what is missing or too much', () => {
    expect(readCommandLine(['enrol', '--token'])).toMatch(/--token needs a value/);
    expect(readCommandLine(['run', 'status'])).toMatch(/one command at a time/);
  });
});

describe('the clock of the script agent', () => {
  it('follows the server, and notices when the machine’s own clock is set', () => {
    let wall = 1_000_000;
    const clock = createScriptClock(() => wall);
    clock.follow(5_000_000);
    wall += 30_000;
    expect(clock.now()).toBe(5_030_000);
    expect(clock.look()).toEqual({ awakeMs: 30_000, jumped: false });
    wall -= 3_600_000;
    expect(clock.look()).toEqual({ awakeMs: 0, jumped: true });
    wall += 86_400_000;
    expect(clock.look()).toEqual({ awakeMs: 0, jumped: true });
    clock.follow(6_000_000);
    wall += 1_000;
    expect(clock.now()).toBe(6_001_000);
    expect(clock.look()).toEqual({ awakeMs: 1_000, jumped: false });
  });
});
