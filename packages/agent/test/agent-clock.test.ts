import { describe, expect, it } from 'vitest';
import { createAgentClock } from '../src/jobs/agent-clock';

describe("the agent's clock", () => {
  const clocksAt = (wall: number) => {
    const at = { wall, monotonic: 1000 };
    return { at, clock: createAgentClock({ wall: () => at.wall, monotonic: () => at.monotonic }) };
  };

  it('is the machine’s own before the server has told its time', () => {
    expect(clocksAt(5).clock.now()).toBe(5);
  });

  it('follows the server’s time, however far the machine’s clock is off or set to meanwhile', () => {
    const { at, clock } = clocksAt(5);
    clock.follow(1_800_000_000_000);
    at.monotonic += 2500;
    for (const wall of [-10, 0, 9_999_999_999_999]) {
      at.wall = wall;
      expect(clock.now()).toBe(1_800_000_002_500);
    }
  });
});
