import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../bundle-program';

export const bundleAgentProcess = () =>
  bundleProgram(fileURLToPath(new URL('./agent-process.ts', import.meta.url)));

/** A running agent process. */
export interface AgentProcess {
  child: ChildProcess;
  /** Resolves with how it ended: `SIGKILL`, or its exit code. */
  ended: Promise<NodeJS.Signals | number | null>;
  errors(): string;
}

export function startAgent(
  program: string,
  folders: { folder: string; stateDir: string },
  killAt: number,
): AgentProcess {
  const args = [program, folders.folder, folders.stateDir, String(killAt)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += chunk;
  });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('close', (code, signal) => resolve(signal ?? code)),
  );
  return { child, ended, errors: () => text };
}
