/** The agent's clocks. The wall clock follows the server's; the monotonic one stands still while the machine sleeps. */
export interface AgentClock {
  /** Milliseconds since the Unix epoch, corrected by what the server said last. */
  now(): number;
  /** Milliseconds since some moment; never jumps. */
  monotonicMs(): number;
  /** Takes the server's time over. */
  follow(serverTime: number): void;
}

export function createAgentClock(): AgentClock {
  let offsetMs = 0;
  return {
    now: () => Math.round(Date.now() + offsetMs),
    monotonicMs: () => Number(process.hrtime.bigint() / 1_000_000n),
    follow(serverTime) {
      offsetMs = serverTime - Date.now();
    },
  };
}
