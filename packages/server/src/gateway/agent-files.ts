import { AGENT_FILE_NAMES, AGENT_FILES_PATH, type AgentKind } from '@teredo-fleet/protocol';
import { respondBytes, respondJson } from '../http/respond';
import { agentFileReader } from '../process/agent-bundle';
import { type FetchRoomParts, inFetchRoom } from './fetch-room';
import { installScript } from './install-script';
import { errorMessage } from './refusal';

export const isAgentFilePath = (path: string): boolean => path.startsWith(AGENT_FILES_PATH);

const TYPES: Record<AgentKind, string> = {
  linux: 'text/javascript; charset=utf-8',
  script: 'text/javascript; charset=utf-8',
  'windows-x64': 'application/octet-stream',
};
const KINDS = Object.keys(TYPES) as AgentKind[];

export interface AgentFilesParts extends FetchRoomParts {
  /** Of the bundle for Linux. */
  folder: string;
  agentUrl: string;
}

/** `GET /agents/…`: each agent, its SHA-256, all sums in one file, and a script that installs the one for Linux. */
export function agentFiles({ folder, agentUrl, ...room }: AgentFilesParts) {
  const read = agentFileReader(folder);
  async function sums(): Promise<string> {
    const lines = await Promise.all(
      KINDS.map(async (kind) => {
        const file = await read(kind);
        return file === null ? '' : `${file.sha256}  ${AGENT_FILE_NAMES[kind]}\n`;
      }),
    );
    return lines.join('');
  }
  return inFetchRoom(room, async (request, response, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return respondJson(response, 405, errorMessage('malformed', { text: 'Use GET.' }));
    }
    const asked = path.slice(AGENT_FILES_PATH.length);
    const text = (type: string, body: string) =>
      respondBytes(response, 200, `${type}; charset=utf-8`, Buffer.from(body));
    if (asked === 'SHA256SUMS') return text('text/plain', await sums());
    const kind = KINDS.find((one) => asked.replace(/\.sha256$/, '') === AGENT_FILE_NAMES[one]);
    if (kind === undefined && asked !== 'install.sh')
      return respondJson(response, 404, errorMessage('malformed', { text: 'There is no such file here.' }));
    const file = await read(kind ?? 'linux');
    if (file === null) {
      const how = kind === 'windows-x64' ? 'npm run build:agents' : 'npm run build';
      const why = `The agent was not built on this server: run ${how} there.`;
      return respondJson(response, 404, errorMessage('not-ready', { text: why, final: true }));
    }
    if (kind === undefined)
      return text('text/x-shellscript', installScript({ agentUrl, sha256: file.sha256 }));
    const name = AGENT_FILE_NAMES[kind];
    if (asked !== name) return text('text/plain', `${file.sha256}  ${name}\n`);
    const headers = {
      etag: `"${file.sha256}"`,
      'cache-control': 'no-cache',
      // Browsers keep what they were told to fetch only from their own server; of another they show it.
      'content-disposition': `attachment; filename="${name}"`,
    };
    return respondBytes(response, 200, TYPES[kind], file.bytes, headers);
  });
}
