import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { childrenOf } from './process-cost';

/** Process ids of one running server, by what runs in them. */
export type ServerProcesses = Record<
  'supervisor' | 'web' | 'gateway' | 'engine' | 'signer' | 'reporter' | 'notice',
  number
>;

const PROGRAMS: Record<string, keyof ServerProcesses> = {
  'server.mjs': 'web',
  'gateway.mjs': 'gateway',
  'engine.mjs': 'engine',
  'signer.mjs': 'signer',
  'reporter.mjs': 'reporter',
  'notice.mjs': 'notice',
};

/** Finds the processes below a supervisor; one that runs several times counts once. */
export function findServerProcesses(supervisor: number): ServerProcesses {
  const found: Partial<ServerProcesses> = {};
  for (const pid of childrenOf(supervisor)) {
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const program = PROGRAMS[basename(argv.find((word) => word.endsWith('.mjs')) ?? '')];
    if (program !== undefined) found[program] = pid;
  }
  const { web = 0, gateway = 0, engine = 0, signer = 0, reporter = 0, notice = 0 } = found;
  return { supervisor, web, gateway, engine, signer, reporter, notice };
}
