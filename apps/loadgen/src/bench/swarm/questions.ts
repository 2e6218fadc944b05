/** What a swarm is asked to do. `servers`: WebSocket origins of one server, over which machines are spread. */
export type SwarmQuestion =
  | {
      kind: 'enrol';
      servers: string[];
      count: number;
      inFlight: number;
      token: { tokenId: string; secret: string };
    }
  | { kind: 'connect'; servers: string[]; inFlight: number }
  | { kind: 'observe'; seconds: number; changedOneIn: number }
  | { kind: 'disconnect' };

/** How a task went that every machine did once. */
export interface SwarmTimes {
  elapsedMs: number;
  /** Of single machines, milliseconds. */
  p50Ms: number;
  p99Ms: number;
}

export interface SwarmIngest extends SwarmTimes {
  /** Observations that the server said it keeps. */
  accepted: number;
}
