import { join } from 'node:path';
import { readKeptValue, StateError, writeKeptValue } from '@teredo-fleet/agent';
import { isGivenUp } from '@teredo-fleet/protocol';

/** What an agent last knew of its connection; times are ISO 8601. */
export interface AgentStatus {
  at: string;
  connected: boolean;
  door: 'ws' | 'poll' | null;
  text: string;
  /** Why there is no connection; null: there is one, or an older agent wrote this. */
  code: string | null;
}

/** Whether the server turned this machine away for good, when the agent last heard of it. */
export const wasGivenUp = (status: AgentStatus | null): boolean =>
  status !== null && !status.connected && isGivenUp(status.code);

const pathIn = (stateDir: string) => join(stateDir, 'status.json');

export function writeStatus(stateDir: string, status: Omit<AgentStatus, 'at'>): void {
  writeKeptValue(pathIn(stateDir), { at: new Date().toISOString(), ...status });
}

/** Null: there is none, or none that can be read. It is news for people, and the next replaces it. */
export function readStatus(stateDir: string): AgentStatus | null {
  try {
    return readKeptValue<AgentStatus>(pathIn(stateDir), '');
  } catch (error) {
    if (error instanceof StateError) return null;
    throw error;
  }
}
