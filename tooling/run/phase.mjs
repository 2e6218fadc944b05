import { spawn } from 'node:child_process';
import { root, toolEnvironment } from './repo.mjs';

/** A phase that failed: its last lines are the message. */
export class PhaseError extends Error {}

/**
 * Runs a command quietly. Resolves with its output; a non-zero exit throws PhaseError that carries the first
 * and last lines, so that a person sees what went wrong without a log file.
 */
export function runQuietly(command, args, { env = {}, remedy = null } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...toolEnvironment, ...env } });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => reject(new PhaseError(`${command} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve(output);
      const lines = output.trimEnd().split('\n');
      const tail = (lines.length > 60 ? [...lines.slice(0, 20), '…', ...lines.slice(-40)] : lines).join('\n');
      const what = `${[command, ...args].join(' ')} ended with exit code ${code}.`;
      reject(new PhaseError([tail, what, remedy].filter(Boolean).join('\n')));
    });
  });
}

/** Prints one line for a phase, with the time it took; `skipped` says that nothing had to be done. */
export async function phase(title, work) {
  const begun = performance.now();
  const interactive = process.stdout.isTTY;
  if (interactive) process.stdout.write(`  … ${title}\r`);
  const note = await work();
  const time = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  process.stdout.write(`  ✓ ${title.padEnd(28)} ${time.padStart(7)}${note ? `   ${note}` : ''}\n`);
}
