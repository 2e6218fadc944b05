import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const SCRIPT = fileURLToPath(new URL('./verify_bundle.py', import.meta.url));

/** Why the second verifier can't run here; null: it can. */
export function whyNoPython(): string | null {
  const python = spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
  if (python.status !== 0) return 'no python3 of 3.9 or later here';
  const { stdout } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
  return /^OpenSSL [3-9]/.test(stdout ?? '')
    ? null
    : 'no openssl of 3.0 or later here, which judges its signatures';
}

export interface PythonQuestion {
  path: string;
  fingerprint: string | null;
  head: string | null;
}

/** What the verifier in Python says of bundles, one answer each: what fails, and which checks were not made. */
export function askPython(
  questions: readonly PythonQuestion[],
): { faults: string[]; notChecked: string[] }[] {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { stdout, stderr, status } = spawnSync('python3', [SCRIPT], {
    input,
    encoding: 'utf8',
    timeout: 120_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [faults, notChecked] = JSON.parse(line) as [string[], string[]];
      return { faults: faults.sort(), notChecked: [...new Set(notChecked)].sort() };
    });
}
