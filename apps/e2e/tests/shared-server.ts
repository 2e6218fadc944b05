import type { FullConfig } from '@playwright/test';
import { signIn } from '@teredo-fleet/dev-env';
import { LAB_ADDRESSES, labPeerAddress } from '@teredo-fleet/dev-env/namespaces';
import { ADMIN, startServerWithAdmin } from './admin';

/** The server that every spec may use which does nothing to the server itself. */
export interface SharedServer {
  url: string;
  agentUrl: string;
  agentPort: number;
}

/** Facts on a page are never older than this, seconds. */
const OBSERVE_SECONDS = 15;

/** Where machines of the lab find their peer and probe, and how often they look. */
export const LAB_SETTINGS = {
  reachabilityPeer: labPeerAddress(),
  probeServer: LAB_ADDRESSES.server.primary,
  observeSeconds: OBSERVE_SECONDS,
};

/** Starts the shared server before the first test; what it gives back stops it after the last. */
export default async function startSharedServer({ metadata }: FullConfig): Promise<() => Promise<void>> {
  const server = await startServerWithAdmin();
  const { url, agentUrl, agentPort } = server;
  const api = await signIn(url, ADMIN);
  await api.settings.set.mutate(LAB_SETTINGS);
  metadata.sharedServer = { url, agentUrl, agentPort } satisfies SharedServer;
  return async () => void (await server.stop());
}
