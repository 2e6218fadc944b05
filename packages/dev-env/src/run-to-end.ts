import { spawn } from 'node:child_process';
import { readPeakKb } from './process-cost';

const LOOK_EVERY_MS = 100;

/** What a program did that ran to its end. */
export interface ProgramRun {
  code: number | null;
  /** Of its standard output. */
  bytes: number;
  /** The most resident memory that it was seen to hold, kB. */
  peakKb: number;
}

/** Runs a program to its end without keeping what it prints; null: there is no such program. */
export async function runToEnd(program: string, args: readonly string[]): Promise<ProgramRun | null> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const run: ProgramRun = { code: null, bytes: 0, peakKb: 0 };
  child.stdout.on('data', (chunk: Buffer) => {
    run.bytes += chunk.length;
  });
  const looking = setInterval(() => {
    run.peakKb = Math.max(run.peakKb, readPeakKb(child.pid ?? 0) || 0);
  }, LOOK_EVERY_MS);
  try {
    run.code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return run;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    clearInterval(looking);
  }
}
