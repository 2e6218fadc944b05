import { forgetKept, readKept, writeKept } from './kept-value';

/** What the agent last had to tell. */
export interface AgentStatus {
  /** Its time, ISO 8601, and the words for people. */
  text: string;
  /** Why there is no connection; null: there is one, or it is about something else. */
  code: string | null;
}

const pathIn = (stateDir: string): string => `${stateDir}\\status.txt`;

export const writeStatus = (stateDir: string, status: AgentStatus): void =>
  writeKept(pathIn(stateDir), status);

export const forgetStatus = (stateDir: string): void => forgetKept(pathIn(stateDir));

/** Null: there is none, or none that can be read. It is news for people, and the next replaces it. */
export function readStatus(stateDir: string): AgentStatus | null {
  const kept = readKept(pathIn(stateDir));
  if (kept.state !== 'kept') return null;
  // An older agent kept the text alone.
  return typeof kept.value === 'string' ? { text: kept.value, code: null } : (kept.value as AgentStatus);
}
