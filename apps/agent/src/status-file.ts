import { join } from 'node:path';
import { readKeptValue, StateError, writeKeptValue } from '@teredo-fleet/agent';

/** What an agent last knew of its connection; times are ISO 8601. */
export interface AgentStatus {
  at: string;
  connected: boolean;
  door: 'ws' | 'poll' | null;
  text: string;
}

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
