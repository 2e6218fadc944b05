import type { IncomingMessage, ServerResponse } from 'node:http';
import { respondBytes, respondJson } from '../http/respond';
import { AGENT_FILES, type AgentFileName, agentFileReader } from '../process/agent-bundle';
import { installScript } from './install-script';
import { errorMessage } from './refusal';

const PREFIX = '/agents/';

export const isAgentFilePath = (path: string): boolean => path.startsWith(PREFIX);

const TYPES: Record<AgentFileName, string> = {
  'teredo-agent.mjs': 'text/javascript; charset=utf-8',
  'teredo-agent.js': 'text/javascript; charset=utf-8',
  'teredo-agent.exe': 'application/octet-stream',
};

/** `GET /agents/…`: each agent, its SHA-256, all sums in one file, and a script that installs the one for Linux. */
export function agentFiles(folder: string, agentUrl: string) {
  const read = agentFileReader(folder);
  async function sums(): Promise<string> {
    const lines = await Promise.all(
      AGENT_FILES.map(async (name) => {
        const file = await read(name);
        return file === null ? '' : `${file.sha256}  ${name}\n`;
      }),
    );
    return lines.join('');
  }
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return respondJson(response, 405, errorMessage('malformed', { text: 'Use GET.' }));
    }
    const asked = path.slice(PREFIX.length);
    const text = (type: string, body: string) =>
      respondBytes(response, 200, `${type}; charset=utf-8`, Buffer.from(body));
    if (asked === 'SHA256SUMS') return text('text/plain', await sums());
    const name = AGENT_FILES.find((one) => asked === one || asked === `${one}.sha256`);
    if (name === undefined && asked !== 'install.sh')
      return respondJson(response, 404, errorMessage('malformed', { text: 'There is no such file here.' }));
    const file = await read(name ?? 'teredo-agent.mjs');
    if (file === null) {
      const how = name === 'teredo-agent.exe' ? 'npm run build:agents' : 'npm run build';
      const why = `The agent was not built on this server: run ${how} there.`;
      return respondJson(response, 404, errorMessage('not-ready', { text: why, final: true }));
    }
    if (name === undefined)
      return text('text/x-shellscript', installScript({ agentUrl, sha256: file.sha256 }));
    if (asked !== name) return text('text/plain', `${file.sha256}  ${name}\n`);
    const headers = { etag: `"${file.sha256}"`, 'cache-control': 'no-cache' };
    return respondBytes(response, 200, TYPES[name], file.bytes, headers);
  };
}
