import { spawn } from 'node:child_process';
import type { ServiceAccount } from './service-account';

export interface ProgramResult {
  code: number;
  output: string;
}

/** No variable of the caller's environment reaches the database but these. */
export const programEnvironment = () =>
  ({
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    LC_ALL: 'C',
    TZ: 'UTC',
  }) as const satisfies NodeJS.ProcessEnv;

/** Runs one program to its end as the account, in a process group of its own. Resolves with its exit code and output. */
export function runProgram(
  file: string,
  args: string[],
  account: ServiceAccount | null,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...(account ?? {}),
      cwd: '/',
      env: programEnvironment(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
