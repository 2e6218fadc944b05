import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTextDurably } from '@teredo-fleet/agent';

/** What a running agent last knew of its connection; times are ISO 8601. */
export interface AgentStatus {
  pid: number;
  at: string;
  connected: boolean;
  door: 'ws' | 'poll' | null;
  text: string;
}

const pathIn = (stateDir: string) => join(stateDir, 'status.json');

export function writeStatus(stateDir: string, status: Omit<AgentStatus, 'pid' | 'at'>): void {
  const whole: AgentStatus = { pid: process.pid, at: new Date().toISOString(), ...status };
  writeTextDurably(pathIn(stateDir), `${JSON.stringify(whole)}\n`);
}

export function readStatus(stateDir: string): AgentStatus | null {
  if (!existsSync(pathIn(stateDir))) return null;
  return JSON.parse(readFileSync(pathIn(stateDir), 'utf8')) as AgentStatus;
}
