import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentBundlePort } from '@teredo-fleet/services';

export const AGENT_BUNDLE_NAME = 'teredo-agent.mjs';

/** The agent as this server hands it out. */
export interface AgentBundle {
  bytes: Buffer;
  /** Hex. */
  sha256: string;
}

/** Reads the built agent, again when its file changed; null when it was not built. */
export function agentBundleReader(folder: string): () => Promise<AgentBundle | null> {
  const file = join(folder, AGENT_BUNDLE_NAME);
  let kept: { changedMs: number; bundle: AgentBundle } | null = null;
  return async () => {
    const found = await stat(file).catch(() => null);
    if (found === null) return null;
    if (kept?.changedMs === found.mtimeMs) return kept.bundle;
    const bytes = await readFile(file);
    const bundle = { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
    kept = { changedMs: found.mtimeMs, bundle };
    return bundle;
  };
}

/** The port through which enrolment commands learn the hash that they pin. */
export function agentBundlePort(folder: string): AgentBundlePort {
  const read = agentBundleReader(folder);
  return {
    async describe() {
      const bundle = await read();
      return bundle === null ? { available: false } : { available: true, sha256: bundle.sha256 };
    },
  };
}
