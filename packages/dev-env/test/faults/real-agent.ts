import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGENT_BUNDLE } from '../../src/agent-process';
import { TerminalProgram } from '../../src/terminal-program';

/** Runs the agent that ships; `inside` puts the command where it is to run, a namespace for one. */
export function runRealAgent(
  stateDir: string,
  args: string[],
  inside: (argv: string[]) => string[],
): TerminalProgram {
  return new TerminalProgram(inside([process.execPath, AGENT_BUNDLE, ...args, '--state-dir', stateDir]));
}

/** A folder for an agent; `copyOf`: as a disk that was copied has it. */
export function makeStateDir(copyOf: string | null = null): { stateDir: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'real-agent-'));
  const stateDir = join(folder, 'state');
  if (copyOf !== null) cpSync(copyOf, stateDir, { recursive: true });
  return { stateDir, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
