import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Environment for every tool that the repo's verbs run: nothing phones home, nothing downloads a binary, and each tool
 * picks its own mode. turbo.json names them too: a task gets no variable that it doesn't.
 */
export const toolEnvironment = {
  ...process.env,
  NODE_ENV: undefined,
  TURBO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY ?? process.execPath,
  CHECKPOINT_DISABLE: '1',
};

/** Path of a program that npm installed. */
export const bin = (name) => join(root, 'node_modules', '.bin', name);
