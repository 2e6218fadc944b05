import { randomUUID } from 'node:crypto';
import { createPool, createPrisma, type DatabaseUrls } from '@teredo-fleet/db';
import { InvalidError, type ServiceContext, verbs } from '@teredo-fleet/services';
import type { Configuration } from '../configuration';
import { createPorts, type PortOptions } from '../process/service-ports';
import { StartError } from '../supervisor/start-error';
import { identity } from '../web/identity';

export interface SetupOptions {
  configuration: Configuration;
  urls: DatabaseUrls;
  keys: Omit<PortOptions, 'identity'>;
}

/** A verb's context for the supervisor itself, over connections of its own that end with `work`. */
export async function asSupervisor<T>(
  { urls, keys }: SetupOptions,
  work: (context: ServiceContext) => Promise<T>,
): Promise<T> {
  const options = { max: 2, name: 'teredo-fleet supervisor' };
  const db = createPrisma(urls.web, options);
  const pool = createPool(urls.web, options);
  try {
    return await work({
      actor: { kind: 'system', name: 'supervisor' },
      db,
      pool,
      requestId: randomUUID(),
      address: null,
      now: () => Date.now(),
      ports: createPorts({ ...keys, identity }),
    });
  } finally {
    await Promise.all([db.$disconnect(), pool.end()]);
  }
}

/**
 * Makes the first admin that the environment names, or a fresh one-time link while there is no admin at all.
 * Resolves with the address of the setup page, or null when the setup is done.
 */
export function openSetup(options: SetupOptions): Promise<string | null> {
  const { admin, publicUrl, agentUrl } = options.configuration;
  return asSupervisor(options, async (context) => {
    if (admin !== null) {
      const name = admin.email.split('@')[0] ?? 'admin';
      await verbs['setup.createFirstAdmin'](context, { ...admin, name }).catch((error: unknown) => {
        if (!(error instanceof InvalidError)) throw error;
        throw new StartError(
          `TEREDO_FLEET_ADMIN_EMAIL or TEREDO_FLEET_ADMIN_PASSWORD can't be used. ${error.message}`,
        );
      });
    }
    const { link } = await verbs['setup.open'](context, { publicUrl, agentUrl });
    return link === null ? null : `${publicUrl}/setup?link=${link}`;
  });
}
