/** What the agent's program is started with. */
export interface AgentOrders {
  folder: string;
  index: number;
}

/**
 * What the parent says while it runs: wait at the next point of this name; go on; die at the `n`th point from now.
 */
export type ParentWord = { kind: 'hold'; point: string } | { kind: 'go-on' } | { kind: 'die'; n: number };

/** What the agent's program tells while it runs. */
export type AgentNews =
  | { kind: 'point'; name: string }
  | { kind: 'held'; name: string }
  | { kind: 'connected' }
  | { kind: 'disconnected'; code: string; text: string }
  | { kind: 'failed'; text: string };
