import {
  type FleetServer,
  findServerProcesses,
  type ServerProcesses,
  signIn,
  startFleetServer,
} from '@teredo-fleet/dev-env';
import { type OwnDatabase, startOwnDatabase } from '@teredo-fleet/dev-env/database';
import { parseEnrolmentToken } from '@teredo-fleet/protocol';

/** Who signs in to it. */
export const ADMIN = { email: 'bench@example.org', password: 'a bench needs no secrets' };
/** The swarm says whom it speaks for, as a proxy does: a gateway limits how much may come from one address. */
const TRUST_THE_SWARM = { TEREDO_FLEET_TRUSTED_PROXY: '127.0.0.0/8' };

/** A whole server, as `npm start` runs it, on a durable PostgreSQL that the benchmark can read as well. */
export interface FleetUnderTest {
  server: FleetServer;
  processes: ServerProcesses;
  /** Process id of the postmaster. */
  postmaster: number;
  /** Of the superuser, with the server's tables. */
  databaseUrl: string;
  token(uses: number): Promise<{ tokenId: string; secret: string }>;
  stop(): Promise<void>;
}

const DATABASE = 'teredo_fleet';

function inDatabase(adminUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE}`;
  return url.href;
}

async function startOn(database: OwnDatabase): Promise<FleetUnderTest> {
  const databaseUrl = inDatabase(database.adminUrl);
  const server = await startFleetServer({
    env: {
      ...TRUST_THE_SWARM,
      DATABASE_URL: databaseUrl,
      // Every loopback address reaches it: connections are spread over several of them.
      AGENT_HOST: '0.0.0.0',
      TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email,
      TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password,
    },
  });
  return {
    server,
    databaseUrl,
    processes: findServerProcesses(server.process.pid ?? 0),
    postmaster: database.pid,
    async token(uses) {
      const api = await signIn(server.url, ADMIN);
      const order = { label: 'bench', autoAccept: true, maxUses: uses, expiresInHours: 1 };
      return parseEnrolmentToken((await api.tokens.create.mutate(order)).text);
    },
    async stop() {
      await server.stop();
      await database.discard();
    },
  };
}

export async function startFleetUnderTest(): Promise<FleetUnderTest> {
  const database = await startOwnDatabase();
  return startOn(database).catch(async (error) => {
    await database.discard();
    throw error;
  });
}
