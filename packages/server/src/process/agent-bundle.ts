import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentBundlePort } from '@teredo-fleet/services';

/** Agents as they are handed out, by the names of their files. */
export const AGENT_FILES = ['teredo-agent.mjs', 'teredo-agent.js', 'teredo-agent.exe'] as const;
export type AgentFileName = (typeof AGENT_FILES)[number];

/** One agent as this server hands it out. */
export interface AgentFile {
  bytes: Buffer;
  /** Hex. */
  sha256: string;
}

/** Where builds leave each, from the folder of the bundle for Linux on. */
const PLACES: Record<AgentFileName, string> = {
  'teredo-agent.mjs': '.',
  'teredo-agent.js': '../../agent-wsh/dist',
  'teredo-agent.exe': '../release',
};

/** Reads built agents, each again when its file changed; null when it was not built. */
export function agentFileReader(folder: string): (name: AgentFileName) => Promise<AgentFile | null> {
  const kept = new Map<AgentFileName, { changedMs: number; file: AgentFile }>();
  return async (name) => {
    const path = join(folder, PLACES[name], name);
    const found = await stat(path).catch(() => null);
    if (found === null) return null;
    const known = kept.get(name);
    if (known?.changedMs === found.mtimeMs) return known.file;
    const bytes = await readFile(path);
    const file = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    kept.set(name, { changedMs: found.mtimeMs, file });
    return file;
  };
}

/** The port through which enrolment commands learn the hashes that they pin. */
export function agentBundlePort(folder: string): AgentBundlePort {
  const read = agentFileReader(folder);
  const hashOf = async (name: AgentFileName) => (await read(name))?.sha256 ?? null;
  return {
    describe: async () => ({
      linux: await hashOf('teredo-agent.mjs'),
      script: await hashOf('teredo-agent.js'),
      executable: await hashOf('teredo-agent.exe'),
    }),
  };
}
