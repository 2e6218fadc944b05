import type { ServerResponse } from 'node:http';
import { AGENT_FILE_NAMES, AGENT_FILES_PATH, type AgentKind } from '@teredo-fleet/protocol';
import { respondBytes, respondJson } from '../http/respond';
import { sendFile } from '../http/send-file';
import { type AgentFile, BuiltAgents } from '../process/agent-bundle';
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

function respondNotBuilt(response: ServerResponse, kind: AgentKind): void {
  const how = kind === 'windows-x64' ? 'npm run build:agents' : 'npm run build';
  const why = `The agent was not built on this server: run ${how} there.`;
  respondJson(response, 404, errorMessage('not-ready', { text: why, final: true }));
}

/** As it is read from the disk: over TLS all that is handed over at once would wait in memory, for each reader anew. */
async function respondAgent(response: ServerResponse, kind: AgentKind, agent: AgentFile): Promise<void> {
  response.writeHead(200, {
    'content-type': TYPES[kind],
    'content-length': agent.stats.size,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    etag: `"${agent.sha256}"`,
    // Browsers keep what they were told to fetch only from their own server; of another they show it.
    'content-disposition': `attachment; filename="${AGENT_FILE_NAMES[kind]}"`,
  });
  if (response.req.method !== 'HEAD') return sendFile(response, agent);
  await agent.file.close();
  response.end();
}

async function sumsOf(agents: BuiltAgents): Promise<string> {
  const lines = await Promise.all(
    KINDS.map(async (kind) => {
      const sha256 = await agents.hashOf(kind);
      return sha256 === null ? '' : `${sha256}  ${AGENT_FILE_NAMES[kind]}\n`;
    }),
  );
  return lines.join('');
}

/** `GET /agents/…`: each agent, its SHA-256, all sums in one file, and a script that installs the one for Linux. */
export function agentFiles({ folder, agentUrl, ...room }: AgentFilesParts) {
  const agents = new BuiltAgents(folder);
  return inFetchRoom(room, async (request, response, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return respondJson(response, 405, errorMessage('malformed', { text: 'Use GET.' }));
    }
    const asked = path.slice(AGENT_FILES_PATH.length);
    const text = (type: string, body: string) =>
      respondBytes(response, 200, `${type}; charset=utf-8`, Buffer.from(body));
    if (asked === 'SHA256SUMS') return text('text/plain', await sumsOf(agents));
    const kind = KINDS.find((one) => asked.replace(/\.sha256$/, '') === AGENT_FILE_NAMES[one]);
    if (kind === undefined && asked !== 'install.sh')
      return respondJson(response, 404, errorMessage('malformed', { text: 'There is no such file here.' }));
    if (kind !== undefined && asked === AGENT_FILE_NAMES[kind]) {
      const agent = await agents.open(kind);
      return agent === null ? respondNotBuilt(response, kind) : respondAgent(response, kind, agent);
    }
    const sha256 = await agents.hashOf(kind ?? 'linux');
    if (sha256 === null) return respondNotBuilt(response, kind ?? 'linux');
    if (kind === undefined) return text('text/x-shellscript', installScript({ agentUrl, sha256 }));
    return text('text/plain', `${sha256}  ${AGENT_FILE_NAMES[kind]}\n`);
  });
}
