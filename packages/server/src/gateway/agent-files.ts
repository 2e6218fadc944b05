import type { IncomingMessage, ServerResponse } from 'node:http';
import { respondBytes, respondJson } from '../http/respond';
import { AGENT_BUNDLE_NAME, agentBundleReader } from '../process/agent-bundle';
import { installScript } from './install-script';
import { errorMessage } from './refusal';

const PREFIX = '/agents/';

export const isAgentFilePath = (path: string): boolean => path.startsWith(PREFIX);

/** `GET /agents/…`: the agent, its SHA-256, and a script that installs it. */
export function agentFiles(folder: string, agentUrl: string) {
  const read = agentBundleReader(folder);
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return respondJson(response, 405, errorMessage('malformed', { text: 'Use GET.' }));
    }
    const name = path.slice(PREFIX.length);
    const text = (type: string, body: string) =>
      respondBytes(response, 200, `${type}; charset=utf-8`, Buffer.from(body));
    const bundle = await read();
    if (bundle === null) {
      const why = 'The agent was not built on this server: run npm run build there.';
      return respondJson(response, 404, errorMessage('not-ready', { text: why, final: true }));
    }
    switch (name) {
      case AGENT_BUNDLE_NAME: {
        const headers = { etag: `"${bundle.sha256}"`, 'cache-control': 'no-cache' };
        return respondBytes(response, 200, 'text/javascript; charset=utf-8', bundle.bytes, headers);
      }
      case `${AGENT_BUNDLE_NAME}.sha256`:
        return text('text/plain', `${bundle.sha256}  ${AGENT_BUNDLE_NAME}\n`);
      case 'install.sh':
        return text('text/x-shellscript', installScript({ agentUrl, sha256: bundle.sha256 }));
      default:
        return respondJson(response, 404, errorMessage('malformed', { text: 'There is no such file here.' }));
    }
  };
}
