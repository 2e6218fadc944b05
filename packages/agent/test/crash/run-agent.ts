import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles the agent's process once, so that it starts as fast as the real one. */
export async function bundleAgentProcess(): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'agent-process-')), 'agent-process.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./agent-process.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['bufferutil', 'utf-8-validate'],
    banner: { js: "import { createRequire as cr } from 'node:module'; const require = cr(import.meta.url);" },
  });
  return outfile;
}

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
