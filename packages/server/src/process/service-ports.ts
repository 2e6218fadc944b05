import { randomBytes, randomUUID } from 'node:crypto';
import type { IdentityPort, Ports } from '@teredo-fleet/services';
import { agentBundlePort } from './agent-bundle';
import { releasesPort } from './agent-releases';

export interface PortOptions {
  version: string;
  identity: IdentityPort;
  /** Base64 of 32 bytes each. */
  channelPublicKey: string;
  jobPublicKey: string;
  /** Base64url of 32 bytes. */
  cursorSecret: string;
  agentFilesDir: string;
}

/** What verbs need from outside the database, from this process's own environment. */
export function createPorts(options: PortOptions): Ports {
  const channelKey = new Uint8Array(Buffer.from(options.channelPublicKey, 'base64'));
  const jobKey = new Uint8Array(Buffer.from(options.jobPublicKey, 'base64'));
  return {
    serverVersion: options.version,
    identity: options.identity,
    random: { bytes: (count) => new Uint8Array(randomBytes(count)), uuid: () => randomUUID() },
    keys: {
      channelPublicKey: async () => channelKey,
      jobPublicKey: async () => jobKey,
      cursorSecret: new Uint8Array(Buffer.from(options.cursorSecret, 'base64url')),
    },
    agentBundle: agentBundlePort(options.agentFilesDir),
    releases: releasesPort(options.agentFilesDir),
  };
}
