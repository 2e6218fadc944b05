import { join } from 'node:path';
import { AGENT_FILE_NAMES, type AgentKind } from '@teredo-fleet/protocol';
import type { AgentBundlePort } from '@teredo-fleet/services';
import { type OpenFile, openFile } from '../open-file';
import { FileHashes } from './file-hashes';

/** One agent as this server hands it out. */
export interface AgentFile extends OpenFile {
  /** Hex. */
  sha256: string;
}

/** Where builds leave each, from the folder of the bundle for Linux on. */
const PLACES: Record<AgentKind, string> = {
  linux: '.',
  script: '../../agent-wsh/dist',
  'windows-x64': '../release',
};

/** The agents that were built here. Of each its hash alone is kept, until its file changes. */
export class BuiltAgents {
  readonly #hashes = new FileHashes();

  constructor(readonly folder: string) {}

  /** Null: it was not built. */
  async open(kind: AgentKind): Promise<AgentFile | null> {
    const path = join(this.folder, PLACES[kind], AGENT_FILE_NAMES[kind]);
    const opened = await openFile(path);
    if (opened === null) return null;
    const { file, stats } = opened;
    const read = () => file.createReadStream({ start: 0, autoClose: false });
    try {
      return { ...opened, sha256: await this.#hashes.of(path, stats, read) };
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Hex; null: it was not built. */
  async hashOf(kind: AgentKind): Promise<string | null> {
    const agent = await this.open(kind);
    await agent?.file.close();
    return agent?.sha256 ?? null;
  }
}

/** The port through which enrolment commands learn the hashes that they pin. */
export function agentBundlePort(folder: string): AgentBundlePort {
  const agents = new BuiltAgents(folder);
  return {
    describe: async () => ({
      linux: await agents.hashOf('linux'),
      script: await agents.hashOf('script'),
      'windows-x64': await agents.hashOf('windows-x64'),
    }),
  };
}
