/** The agent's clocks. The monotonic one never jumps; Linux stops it while the machine sleeps. */
export interface AgentClock {
  /** Milliseconds since the Unix epoch on the server's clock, as far as it is known. */
  now(): number;
  /** Milliseconds since some moment; never jumps. */
  monotonicMs(): number;
  /** Takes the server's time over: from then on the machine's own clock may be set without any effect. */
  follow(serverTime: number): void;
}

/** The machine's two clocks, milliseconds. */
export interface MachineClocks {
  wall(): number;
  monotonic(): number;
}

const SYSTEM: MachineClocks = {
  wall: Date.now,
  monotonic: () => Number(process.hrtime.bigint() / 1_000_000n),
};

export function createAgentClock(clocks: MachineClocks = SYSTEM): AgentClock {
  let told: { serverTime: number; atMs: number } | null = null;
  return {
    now: () => Math.round(told === null ? clocks.wall() : told.serverTime + clocks.monotonic() - told.atMs),
    monotonicMs: () => clocks.monotonic(),
    follow(serverTime) {
      told = { serverTime, atMs: clocks.monotonic() };
    },
  };
}
