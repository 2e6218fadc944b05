import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AGENT_FILE_NAMES, type AgentKind } from '@teredo-fleet/protocol';
import type { AgentBundlePort } from '@teredo-fleet/services';

/** One agent as this server hands it out. */
export interface AgentFile {
  bytes: Buffer;
  /** Hex. */
  sha256: string;
}

/** Where builds leave each, from the folder of the bundle for Linux on. */
const PLACES: Record<AgentKind, string> = {
  linux: '.',
  script: '../../agent-wsh/dist',
  'windows-x64': '../release',
};

/** Reads built agents, each again when its file changed; null when it was not built. */
export function agentFileReader(folder: string): (kind: AgentKind) => Promise<AgentFile | null> {
  const kept = new Map<AgentKind, { changedMs: number; file: AgentFile }>();
  return async (kind) => {
    const path = join(folder, PLACES[kind], AGENT_FILE_NAMES[kind]);
    const found = await stat(path).catch(() => null);
    if (found === null) return null;
    const known = kept.get(kind);
    if (known?.changedMs === found.mtimeMs) return known.file;
    const bytes = await readFile(path);
    const file = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    kept.set(kind, { changedMs: found.mtimeMs, file });
    return file;
  };
}

/** The port through which enrolment commands learn the hashes that they pin. */
export function agentBundlePort(folder: string): AgentBundlePort {
  const read = agentFileReader(folder);
  const hashOf = async (kind: AgentKind) => (await read(kind))?.sha256 ?? null;
  return {
    describe: async () => ({
      linux: await hashOf('linux'),
      script: await hashOf('script'),
      'windows-x64': await hashOf('windows-x64'),
    }),
  };
}
